//! Pages and answers in the language of whoever asks.

use crate::support::{Answer, House, request};
use axum::body::Body;
use axum::http::{Method, StatusCode, header};

async fn get(house: &House, path: &str, headers: &[(header::HeaderName, &str)]) -> Answer {
    let mut request = request(Method::GET, path);
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    house.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_page_is_in_the_language_its_reader_asks_for() {
    let house = House::new().await;
    let check = async |headers: &[(header::HeaderName, &str)], lang: &str, word: &str| {
        for path in ["/", "/nothing-here"] {
            let page = get(&house, path, headers).await;
            assert_eq!(page.header("vary"), "Cookie, Accept-Language", "{path}");
            let html = page.text();
            assert!(html.contains(&format!("<html lang=\"{lang}\"")), "{path}");
        }
        let html = get(&house, "/", headers).await.text();
        assert!(html.contains(word), "{word} in {html}");
    };
    let (wish, cookie) = (header::ACCEPT_LANGUAGE, header::COOKIE);
    check(&[], "en", "Search workflows").await;
    check(&[(wish.clone(), "fr")], "en", "New workflow").await;
    check(
        &[(wish.clone(), "de-DE,de;q=0.9,en;q=0.8")],
        "de",
        "Workflows suchen",
    )
    .await;
    check(
        &[(cookie.clone(), "a=b; language=de")],
        "de",
        "Neuer Workflow",
    )
    .await;
    let chosen = [(wish.clone(), "de"), (cookie.clone(), "language=en")];
    check(&chosen, "en", "Search workflows").await;
    check(
        &[(wish, "de"), (cookie, "language=tlh")],
        "de",
        "Neuer Workflow",
    )
    .await;
}

#[tokio::test]
async fn a_german_page_has_no_english_left_in_its_shell() {
    let house = House::new().await;
    let german = [(header::ACCEPT_LANGUAGE, "de")];
    let html = get(&house, "/", &german).await.text();
    for word in [
        "Import…",
        "Deleted",
        "Help",
        "Begin<",
        "Start from nothing",
        "A production canvas",
        "Notices",
    ] {
        assert!(!html.contains(word), "{word} in {html}");
    }
}

#[tokio::test]
async fn refusals_are_in_the_language_of_whoever_asked() {
    let house = House::new().await;
    let ask = async |path: &str, kind: &str, body: &'static str| {
        let request = request(Method::POST, path)
            .header(header::CONTENT_TYPE, kind)
            .header(header::ACCEPT_LANGUAGE, "de");
        house.send(request.body(Body::from(body)).unwrap()).await
    };
    let refused = ask("/upload?name=photo.jpg", "application/octet-stream", "").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Die Datei ist leer."));
    let refused = ask(
        "/upload?name=photo.jpg",
        "application/octet-stream",
        "Dear diary",
    )
    .await;
    assert!(
        refused
            .text()
            .contains("Das ist eine Textdatei, kein Bild."),
        "{}",
        refused.text()
    );
    let gone = format!("/artifact/{}", "0".repeat(64));
    let gone = get(&house, &gone, &[(header::ACCEPT_LANGUAGE, "de")]).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert!(gone.text().contains("gibt es nicht"), "{}", gone.text());
    let refused = ask(
        "/api/create_workflow",
        "application/json",
        r#"{"name":" "}"#,
    )
    .await;
    assert!(
        refused.text().contains("braucht einen Namen"),
        "{}",
        refused.text()
    );
    let refused = ask(
        "/api/import_workflow",
        "application/json",
        r#"{"text":"{}"}"#,
    )
    .await;
    assert!(
        refused.text().contains("kein Gesso-Workflow"),
        "{}",
        refused.text()
    );
    let copied = ask(
        "/api/create_from_template",
        "application/json",
        r#"{"template":"postcard"}"#,
    )
    .await;
    assert!(copied.text().contains("Postkarte"), "{}", copied.text());
}
