//! What people read when the server could not do something.

use gesso_app::api::ApiError;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

#[test]
fn every_error_says_what_to_do() {
    let errors = [
        ApiError::NotFound("workflow".to_owned()),
        ApiError::Internal("error 12ab".to_owned()),
        ApiError::Connection("fetch failed".to_owned()),
    ];
    for error in errors {
        let words = error.to_string();
        assert!(words.ends_with('.') && words.contains(". "), "{words}");
        assert!(
            !words.contains("fetch failed"),
            "inner workings are not for people: {words}"
        );
    }
}

#[test]
fn a_refusal_is_passed_on_word_for_word() {
    assert_eq!(
        ApiError::Refused("A name has at most 120 letters.".to_owned()).to_string(),
        "A name has at most 120 letters."
    );
}

#[test]
fn errors_survive_the_way_to_the_page() {
    let errors = [
        ApiError::NotFound("run".to_owned()),
        ApiError::Refused("“x”\nis not possible.".to_owned()),
        ApiError::Internal("error 1".to_owned()),
    ];
    for error in errors {
        assert_eq!(ApiError::de(error.ser()), error);
    }
}

#[test]
fn arguments_that_were_not_understood_are_a_refusal() {
    let error = ApiError::from_server_fn_error(ServerFnErrorErr::Args("missing field".to_owned()));
    assert!(matches!(error, ApiError::Refused(_)));
}
