//! Fonts and drawings: what is taken in, what is refused, and what is given to those who set words.

use crate::support::House;
use axum::http::StatusCode;
use gesso_nodes::fonts::FAMILIES;
use gesso_nodes::svg_render;

const SLAB: &[u8] = include_bytes!("../../../crates/media/fonts/RobotoSlab-Regular.otf");

#[tokio::test]
async fn a_font_is_kept_given_and_shown_in_its_own_face() {
    let house = House::new().await;
    let card = house.uploaded("Slab.otf", SLAB.into()).await;
    assert_eq!(card.media_type, "font/otf");
    let file = house.get(&format!("/font/{}", card.hash)).await;
    assert_eq!((file.status, file.body.as_slice()), (StatusCode::OK, SLAB));
    assert_eq!(file.header("content-type"), "font/otf");
    assert!(file.header("cache-control").contains("immutable"));
    let sample = house.get(&format!("/font/{}/sample", card.hash)).await;
    assert_eq!(sample.header("content-type"), "image/png");
    assert!(sample.body.starts_with(b"\x89PNG"));
}

#[tokio::test]
async fn every_font_that_comes_with_gesso_is_given_and_shown() {
    let house = House::new().await;
    let mut samples = Vec::new();
    for family in FAMILIES {
        let hash = family.asset_ref().hash;
        assert_eq!(
            house.get(&format!("/font/{hash}")).await.status,
            StatusCode::OK
        );
        let sample = house.get(&format!("/font/{hash}/sample")).await;
        assert_eq!(sample.status, StatusCode::OK, "{}", family.name);
        assert!(!samples.contains(&sample.body));
        samples.push(sample.body);
    }
}

#[tokio::test]
async fn what_is_no_font_is_not_given_as_one() {
    let house = House::new().await;
    let table = house
        .uploaded("a.cube", "LUT_1D_SIZE 2\n0 0 0\n1 1 1\n".into())
        .await;
    for hash in [table.hash, "0".repeat(64), "short".into()] {
        for path in [format!("/font/{hash}"), format!("/font/{hash}/sample")] {
            assert_eq!(
                house.get(&path).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn a_damaged_font_is_refused_in_words() {
    let house = House::new().await;
    let mut broken = SLAB[..SLAB.len() / 2].to_vec();
    broken[4..64].fill(0xff);
    for bytes in [
        broken,
        b"OTTO".to_vec(),
        b"ttcf\xff\xff\xff\xff\xff\xff\xff\xff".to_vec(),
    ] {
        let answer = house.upload("Broken.otf", bytes).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let said = String::from_utf8(answer.body).unwrap();
        assert!(said.contains("This font can't be used"), "{said}");
    }
}

#[tokio::test]
async fn a_drawing_is_kept_as_one_that_no_browser_runs() {
    let house = House::new().await;
    let drawing = "<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'><script>alert(1)</script></svg>";
    let card = house.uploaded("logo.svg", drawing.into()).await;
    assert_eq!(card.media_type, svg_render::MEDIA_TYPE);
    let file = house.get(&format!("/asset/{}", card.hash)).await;
    assert_eq!(file.header("content-type"), "application/octet-stream");
    let deep = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'>{}{}</svg>",
        "<g>".repeat(400),
        "</g>".repeat(400)
    );
    let answer = house.upload("deep.svg", deep).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = String::from_utf8(answer.body).unwrap();
    assert!(said.contains("256 elements"), "{said}");
}
