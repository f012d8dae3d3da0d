//! Floats of uploaded files, as the preview asks for them.

use crate::support::{House, picture};
use axum::http::StatusCode;
use gesso_media::native::Format;
use gesso_media::{Region, packed};

#[tokio::test]
async fn an_uploaded_picture_is_sent_as_floats_at_any_level() {
    let house = House::new().await;
    let file = picture(800, 400, Format::Png8);
    let card = house.uploaded("wide.png", file).await;
    for (level, w, h) in [(0, 800, 400), (1, 400, 200), (3, 100, 50)] {
        let address = format!("/pixels/asset/{}/{level}", card.hash);
        let described = house.get(&address).await;
        assert!(described.header("cache-control").contains("immutable"));
        let described: serde_json::Value = described.json();
        assert_eq!(described["full"], serde_json::json!([800, 400]));
        assert_eq!(described["size"], serde_json::json!([w, h]));
        let tile = house.get(&format!("{address}/0/0")).await;
        assert!(tile.header("cache-control").contains("immutable"));
        let region = Region::new(0, 0, w.min(packed::MOST_SIDE), h);
        assert!(
            packed::unpack(&tile.body, region).is_some(),
            "level {level}"
        );
    }
}

#[tokio::test]
async fn what_is_not_there_has_no_pixels() {
    let house = House::new().await;
    let hash = "0".repeat(64);
    for path in [
        format!("asset/{hash}/0"),
        format!("result/{hash}/0/0/0"),
        "result/x/0".to_owned(),
        format!("other/{hash}/0"),
        "asset/..%2Fgesso.db/0".to_owned(),
    ] {
        let answer = house.get(&format!("/pixels/{path}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!answer.header("cache-control").contains("immutable"));
    }
}
