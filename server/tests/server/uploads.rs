//! What may come in, and what people read when it may not.

use crate::support::{House, picture, request};
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use futures::stream;
use gesso_app::api::{AssetCard, UploadRefusal};
use gesso_media::native::Format;

/// The message of a refused upload.
async fn refusal(house: &House, bytes: impl Into<Body>, expected: StatusCode) -> String {
    let answer = house.upload("a.png", bytes).await;
    assert_eq!(answer.status, expected, "{}", answer.text());
    let refusal: UploadRefusal = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(leftovers(house), 0, "nothing is left behind");
    assert_eq!(
        house
            .call("assets", serde_json::json!({}))
            .await
            .json::<Vec<AssetCard>>()
            .len(),
        1,
        "only the sample"
    );
    refusal.message
}

fn leftovers(house: &House) -> usize {
    std::fs::read_dir(house.data().join("assets/scratch"))
        .unwrap()
        .count()
}

/// The first bytes of a PNG that claims this size.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut header = Vec::from(*b"IHDR");
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 6, 0, 0, 0]);
    let mut crc = !0_u32;
    for byte in &header {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                (crc >> 1) ^ 0xedb8_8320
            } else {
                crc >> 1
            };
        }
    }
    let mut png = Vec::from(*b"\x89PNG\r\n\x1a\n\0\0\0\x0d");
    png.extend(header);
    png.extend((!crc).to_be_bytes());
    png.extend(*b"\0\0\0\x01IDAT\0");
    png
}

#[tokio::test]
async fn a_picture_is_kept_and_given_back() {
    let house = House::new().await;
    let bytes = picture(30, 20, Format::Png8);
    let card = house
        .uploaded("C%3A%5Choliday%5Cbeach.png", bytes.clone())
        .await;
    assert_eq!(
        (card.name.as_str(), card.media_type.as_str()),
        ("beach.png", "image/png")
    );
    assert_eq!(
        (card.width, card.height, card.bytes),
        (30, 20, bytes.len() as u64)
    );
    let back = house.get(&format!("/asset/{}", card.hash)).await;
    assert_eq!(back.body, bytes);
    let again = house.uploaded("other.png", bytes).await;
    assert_eq!(again.hash, card.hash, "the same bytes are one file");
    assert_eq!(leftovers(&house), 0);
    let assets: Vec<AssetCard> = house.call("assets", serde_json::json!({})).await.json();
    assert_eq!(
        assets
            .iter()
            .map(|asset| asset.name.as_str())
            .collect::<Vec<_>>(),
        ["other.png", "Sample photo.jpg"]
    );
}

#[tokio::test]
async fn a_text_file_is_no_picture() {
    let house = House::new().await;
    let message = refusal(
        &house,
        "Dear diary, today",
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await;
    assert!(message.contains("text file"), "{message}");
}

#[tokio::test]
async fn a_jpeg_that_ends_too_early_is_refused() {
    let house = House::new().await;
    let mut bytes = picture(300, 200, Format::Jpeg { quality: 90 });
    bytes.truncate(bytes.len() / 2);
    let message = refusal(&house, bytes, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(message.contains("ends too early"), "{message}");
}

#[tokio::test]
async fn a_picture_that_claims_to_be_enormous_is_refused_before_it_is_decoded() {
    let house = House::new().await;
    let message = refusal(
        &house,
        png_header(60_000, 60_000),
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await;
    assert!(
        message.contains("60000 × 60000") && message.contains("250 megapixels"),
        "{message}"
    );
}

#[tokio::test]
async fn an_empty_file_is_refused() {
    let house = House::new().await;
    let message = refusal(&house, Body::empty(), StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(message.contains("empty"), "{message}");
}

#[tokio::test]
async fn a_file_over_the_limit_is_refused_with_or_without_its_length() {
    let house = House::with(|config| config.upload_limit = 1024 * 1024).await;
    let bytes = vec![7; 3 * 1024 * 1024];
    let announced = request(Method::POST, "/upload?name=a.png")
        .header(header::CONTENT_LENGTH, bytes.len())
        .body(Body::from(bytes.clone()));
    let answer = house.send(announced.unwrap()).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let refused: UploadRefusal = serde_json::from_slice(&answer.body).unwrap();
    assert!(
        refused.message.contains("larger than 1 MB"),
        "{}",
        refused.message
    );
    let pieces: Vec<Result<Vec<u8>, std::io::Error>> = bytes
        .chunks(65_536)
        .map(|piece| Ok(piece.to_vec()))
        .collect();
    let message = refusal(
        &house,
        Body::from_stream(stream::iter(pieces)),
        StatusCode::PAYLOAD_TOO_LARGE,
    )
    .await;
    assert!(message.contains("larger than 1 MB"), "{message}");
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_nothing() {
    let house = House::new().await;
    let pieces = [
        Ok(picture(30, 20, Format::Png8)),
        Err(std::io::Error::other("gone")),
    ];
    let message = refusal(
        &house,
        Body::from_stream(stream::iter(pieces)),
        StatusCode::BAD_REQUEST,
    )
    .await;
    assert!(message.contains("broke off"), "{message}");
}
