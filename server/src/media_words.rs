//! What is wrong with a picture file, in the language of whoever brought it or asks for it. What a reader of a format says
//! about damage stays as it says it, in English.

use gesso_media::native::MediaError;
use gesso_words::Words;

/// What happened and what to do.
pub(crate) fn describe(error: &MediaError, words: &'static Words) -> String {
    match error {
        MediaError::NotAPicture { found } => {
            words.with("media-no-picture", &[("found", &found_words(found, words))])
        }
        MediaError::TooLarge {
            width,
            height,
            limits,
        } => words.with(
            "media-too-large",
            &[
                ("width", width),
                ("height", height),
                ("megapixels", &(limits.max_pixels / 1_000_000)),
                ("side", &limits.max_side),
            ],
        ),
        MediaError::TooManyBytes { bytes, limits } => words.with(
            "media-too-many-bytes",
            &[("bytes", bytes), ("most", &limits.max_bytes)],
        ),
        MediaError::TooMuchMemory { bytes, limits } => words.with(
            "media-too-much-memory",
            &[
                ("needed", &bytes.div_ceil(1 << 20)),
                ("most", &(limits.max_decoded_bytes >> 20)),
            ],
        ),
        MediaError::Truncated => words.text("media-truncated").to_owned(),
        MediaError::Broken(reason) => words.with("media-broken", &[("reason", reason)]),
        MediaError::Io(error) => words.with("media-io", &[("reason", &error.to_string())]),
        // These are finished sentences.
        MediaError::Unsupported(said) => said.clone(),
        MediaError::Render(error) => error.to_string(),
    }
}

/// What a file is that is no picture, with its article.
fn found_words(found: &'static str, words: &'static Words) -> &'static str {
    words.text(match found {
        "a Windows bitmap" => "found-bitmap",
        "an AVIF picture, which is not read" => "found-avif",
        "a HEIC photo, which is not read yet" => "found-heic",
        "a film" => "found-film",
        "a PDF document" => "found-pdf",
        "a zip archive or an office document" => "found-zip",
        "a compressed archive" => "found-archive",
        "a program" => "found-program",
        "a sound file" => "found-sound",
        "a sound or film file" => "found-sound-or-film",
        "a Photoshop document, which is not read yet" => "found-photoshop",
        "an empty file" => "found-empty",
        "an SVG drawing, which is not read yet" => "found-svg",
        "a web page" => "found-web-page",
        "a text file" => "found-text",
        "a file of unknown kind" => "found-unknown",
        other => return other,
    })
}
