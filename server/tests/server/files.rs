//! Files by their hash: thumbnails, keeping, saving.

use crate::support::{House, picture, request};
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use gesso_media::native::{Format, Limits, probe};

#[tokio::test]
async fn a_thumbnail_is_made_once_and_kept() {
    let house = House::new().await;
    let card = house
        .uploaded("wide.png", picture(800, 400, Format::Png8))
        .await;
    let thumbnail = house.get(&format!("/asset/{}?w=200", card.hash)).await;
    let size = probe(thumbnail.body.as_slice(), &Limits::default()).unwrap();
    assert_eq!(
        (size.width, size.height),
        (256, 128),
        "the next larger width there is"
    );
    assert_eq!(thumbnail.header("content-type"), "image/webp");
    assert!(thumbnail.header("cache-control").contains("immutable"));
    let again = house.get(&format!("/asset/{}?w=256", card.hash)).await;
    assert_eq!(again.body, thumbnail.body);
    assert_eq!(
        std::fs::read_dir(house.data().join("thumbnails"))
            .unwrap()
            .count(),
        1
    );
    let huge = house
        .get(&format!("/asset/{}?w=4000000000", card.hash))
        .await;
    assert_eq!(
        huge.status,
        StatusCode::OK,
        "no width makes more work than the largest"
    );
}

#[tokio::test]
async fn who_has_a_file_is_not_sent_it_again() {
    let house = House::new().await;
    let card = house.uploaded("a.png", picture(8, 8, Format::Png8)).await;
    let path = format!("/asset/{}", card.hash);
    let tag = house.get(&path).await.header("etag").to_owned();
    let conditional = request(Method::GET, &path)
        .header(header::IF_NONE_MATCH, &tag)
        .body(Body::empty());
    let answer = house.send(conditional.unwrap()).await;
    assert_eq!(
        (answer.status, answer.body.len()),
        (StatusCode::NOT_MODIFIED, 0)
    );
    let other = request(Method::GET, &format!("{path}?w=64"))
        .header(header::IF_NONE_MATCH, &tag)
        .body(Body::empty());
    assert_eq!(
        house.send(other.unwrap()).await.status,
        StatusCode::OK,
        "a thumbnail is another file"
    );
}

#[tokio::test]
async fn a_file_is_saved_under_the_name_that_was_asked_for() {
    let house = House::new().await;
    let card = house.uploaded("a.png", picture(8, 8, Format::Png8)).await;
    let answer = house
        .get(&format!(
            "/asset/{}?download=Gr%C3%BC%C3%9Fe%22%0d%0aX%3A%201.png",
            card.hash
        ))
        .await;
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename*=UTF-8''Gr%C3%BC%C3%9Fe%22%0D%0AX%3A%201.png"
    );
}

#[tokio::test]
async fn a_hash_nobody_put_is_not_found() {
    let house = House::new().await;
    for hash in [
        "0".repeat(64),
        "A".repeat(64),
        "short".into(),
        "0".repeat(63) + "g",
    ] {
        for kind in ["asset", "artifact"] {
            assert_eq!(
                house.get(&format!("/{kind}/{hash}")).await.status,
                StatusCode::NOT_FOUND,
                "{kind} {hash}"
            );
        }
    }
}

#[tokio::test]
async fn a_part_of_a_file_can_be_asked_for() {
    let house = House::new().await;
    let bytes = picture(30, 20, Format::Png8);
    let card = house.uploaded("a.png", bytes.clone()).await;
    let part =
        request(Method::GET, &format!("/asset/{}", card.hash)).header(header::RANGE, "bytes=1-3");
    let answer = house.send(part.body(Body::empty()).unwrap()).await;
    assert_eq!(
        (answer.status, answer.body.as_slice()),
        (StatusCode::PARTIAL_CONTENT, &bytes[1..=3])
    );
}

#[tokio::test]
async fn thumbnails_stay_within_their_part_of_the_space() {
    let limit = 16 * 2_000;
    let house = House::with(|config| config.cache_limit = limit).await;
    let mut made = 0;
    for side in 40..52 {
        let card = house
            .uploaded("a.png", picture(side * 4, 200, Format::Png8))
            .await;
        let thumbnail = house.get(&format!("/asset/{}?w=1024", card.hash)).await;
        assert_eq!(thumbnail.status, StatusCode::OK);
        made += thumbnail.body.len() as u64;
    }
    let kept = || -> u64 {
        let files = std::fs::read_dir(house.data().join("thumbnails")).unwrap();
        files
            .map(|file| file.unwrap().metadata().unwrap().len())
            .sum()
    };
    assert!(made > limit / 16, "enough to be too much: {made}");
    assert!(kept() <= limit / 16 && kept() > 0, "{} of {made}", kept());
}

#[tokio::test]
async fn a_thumbnail_of_what_is_gone_goes_at_the_start() {
    let house = House::new().await;
    let card = house.uploaded("a.png", picture(80, 80, Format::Png8)).await;
    house.get(&format!("/asset/{}?w=64", card.hash)).await;
    let folder = house.data().join("thumbnails");
    std::fs::write(folder.join(format!("{}-64.webp", "0".repeat(64))), "x").unwrap();
    let house = house.restart().await;
    let names: Vec<String> = std::fs::read_dir(house.data().join("thumbnails"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names, [format!("{}-64.webp", card.hash)]);
}

#[tokio::test]
async fn a_look_up_table_is_kept_as_one_and_other_text_is_refused() {
    let house = House::new().await;
    let table = "LUT_1D_SIZE 2\n0 0 0\n1 1 1\n";
    let card = house.uploaded("look.cube", table.into()).await;
    assert_eq!(card.media_type, gesso_nodes::color_lut::MEDIA_TYPE);
    assert_eq!((card.width, card.height), (0, 0));
    for (name, text, reason) in [
        (
            "Look.CUBE",
            &b"LUT_1D_SIZE 2\n0 0 0\n"[..],
            "it has 1 colours in place of 2",
        ),
        ("look.cube", b"LUT_1D_SIZE 2\nred\n", "line 2 is no colour"),
        ("look.cube", b"# nothing\n", "it says no size"),
        ("look.cube", b"\xff\xfe", "it is no text"),
        ("look.txt", b"LUT_1D_SIZE 2\n0 0 0\n", "not a picture"),
    ] {
        let refused = house.upload(name, text.to_vec()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(refused.text().contains(reason), "{}", refused.text());
    }
}

#[tokio::test]
async fn a_table_of_values_is_kept_when_its_name_says_so_and_it_is_text() {
    let house = House::new().await;
    let card = house
        .uploaded("Prices.CSV", "what,price\ntea,3\n".into())
        .await;
    assert_eq!(card.media_type, gesso_nodes::list_from_csv::MEDIA_TYPE);
    for (name, bytes) in [("prices.txt", "what,price\n"), ("prices.csv", "\0\u{1}")] {
        let refused = house.upload(name, bytes).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
    }
}
