//! What people read when the server could not do something.

pub(crate) const CONNECTION: &str =
    "The server can't be reached. Your work is kept; try again when the connection is back.";

pub(crate) fn not_found(what: &str) -> String {
    format!(
        "This {what} is not there any more. It may have been deleted; look in the gallery under Deleted."
    )
}

pub(crate) fn internal(place: &str) -> String {
    format!(
        "Something went wrong in the server ({place}). Nothing is lost; try again, and look into its log if it stays."
    )
}

pub(crate) fn not_understood(reason: &str) -> String {
    format!(
        "The server did not understand the request ({reason}). Load the page anew and try again."
    )
}
