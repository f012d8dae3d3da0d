//! Pages, built files, and the wall around everything.

use crate::support::{House, request};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

#[tokio::test]
async fn a_page_carries_the_nonce_of_its_policy() {
    let house = House::new().await;
    let mut nonces = Vec::new();
    for path in ["/", "/w/0000000000000000", "/nothing-here"] {
        let page = house.get(path).await;
        let policy = page.header("content-security-policy").to_owned();
        let nonce = policy
            .split("'nonce-")
            .nth(1)
            .and_then(|rest| rest.split('\'').next())
            .unwrap()
            .to_owned();
        let html = page.text();
        assert!(html.contains("<script"), "{path} has scripts");
        for script in html.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap();
            assert!(
                tag.contains(&format!("nonce=\"{nonce}\"")),
                "{path}: <script{tag}>"
            );
        }
        assert!(!html.contains(" style="), "{path} has no style attribute");
        assert!(
            !policy.contains("unsafe-inline") && policy.contains("default-src 'none'"),
            "{policy}"
        );
        nonces.push(nonce);
    }
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), 3, "every answer has a nonce of its own");
}

#[tokio::test]
async fn every_answer_carries_the_headers_of_the_wall() {
    let house = House::new().await;
    for path in [
        "/",
        "/healthz",
        "/pkg/gesso.abc.js",
        "/docs/",
        "/favicon.svg",
        "/asset/x",
        "/artifact/x",
        "/ws/x",
    ] {
        let answer = house.get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(
            answer.header("cross-origin-opener-policy"),
            "same-origin",
            "{path}"
        );
        assert_eq!(
            answer.header("cross-origin-embedder-policy"),
            "require-corp",
            "{path}"
        );
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            "same-origin",
            "{path}"
        );
        assert!(
            answer.header("permissions-policy").contains("camera=()"),
            "{path}"
        );
        assert!(
            answer
                .header("content-security-policy")
                .starts_with("default-src 'none'"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn only_names_of_this_machine_are_answered() {
    let house = House::new().await;
    for (host, expected) in [
        ("127.0.0.1:4377", StatusCode::OK),
        ("localhost", StatusCode::OK),
        ("LOCALHOST:80", StatusCode::OK),
        ("[::1]:4377", StatusCode::OK),
        ("127.8.9.1:1", StatusCode::OK),
        ("gesso.example", StatusCode::FORBIDDEN),
        ("127.0.0.1.gesso.example", StatusCode::FORBIDDEN),
        ("localhost.example:4377", StatusCode::FORBIDDEN),
        ("192.168.1.4:4377", StatusCode::FORBIDDEN),
        ("[::1].example", StatusCode::FORBIDDEN),
    ] {
        let request = Request::builder()
            .uri("/healthz")
            .header(header::HOST, host)
            .body(Body::empty())
            .unwrap();
        assert_eq!(house.send(request).await.status, expected, "{host}");
    }
    let nameless = Request::builder()
        .uri("/healthz")
        .body(Body::empty())
        .unwrap();
    assert_eq!(house.send(nameless).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn another_sites_page_changes_nothing() {
    let house = House::new().await;
    let create = |name: &'static str, value: &'static str| {
        request(Method::POST, "/api/create_workflow")
            .header(header::CONTENT_TYPE, "application/json")
            .header(name, value)
            .body(Body::from(r#"{"name":"Mine"}"#))
            .unwrap()
    };
    for (name, value, expected) in [
        ("origin", "http://127.0.0.1:4377", StatusCode::OK),
        ("origin", "http://evil.example", StatusCode::FORBIDDEN),
        ("origin", "http://127.0.0.1:9999", StatusCode::FORBIDDEN),
        ("origin", "https://127.0.0.1:4377", StatusCode::FORBIDDEN),
        ("origin", "null", StatusCode::FORBIDDEN),
        ("sec-fetch-site", "cross-site", StatusCode::FORBIDDEN),
        ("sec-fetch-site", "same-origin", StatusCode::OK),
    ] {
        assert_eq!(
            house.send(create(name, value)).await.status,
            expected,
            "{name}: {value}"
        );
    }
    let socket = request(Method::GET, "/ws/0000000000000000")
        .header(header::UPGRADE, "websocket")
        .header(header::ORIGIN, "http://evil.example")
        .body(Body::empty());
    assert_eq!(
        house.send(socket.unwrap()).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn an_unknown_address_is_a_page_that_says_so() {
    let house = House::new().await;
    let answer = house.get("/nothing-here").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text().contains("There is nothing at this address"));
}

#[tokio::test]
async fn built_files_are_kept_for_good_and_sent_packed() {
    let house = House::new().await;
    let plain = house.get("/pkg/gesso.abc.js").await;
    assert_eq!(plain.text(), "export default 1;");
    assert!(plain.header("cache-control").contains("immutable"));
    let packed =
        request(Method::GET, "/pkg/gesso.abc.js").header(header::ACCEPT_ENCODING, "gzip, br");
    let packed = house.send(packed.body(Body::empty()).unwrap()).await;
    assert_eq!(
        (packed.text().as_str(), packed.header("content-encoding")),
        ("as brotli", "br")
    );
    assert!(packed.header("content-type").starts_with("text/javascript"));
    let missing = house.get("/pkg/gesso.old.js").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(
        !missing.header("cache-control").contains("immutable"),
        "what is missing may come"
    );
}

#[tokio::test]
async fn the_worker_that_previews_may_run_its_parts_and_ask_this_server() {
    let house = House::new().await;
    let pkg = house.config().site.join("pkg");
    std::fs::write(pkg.join("preview.abc.js"), "import './part.js';").unwrap();
    std::fs::write(pkg.join("preview.abc.js.br"), "as brotli").unwrap();
    std::fs::write(pkg.join("gesso_preview_bg.abc.wasm"), "\0asm").unwrap();
    let page = house.get("/").await;
    let packed = request(Method::GET, "/pkg/preview.abc.js").header(header::ACCEPT_ENCODING, "br");
    let packed = house.send(packed.body(Body::empty()).unwrap()).await;
    for script in [house.get("/pkg/preview.abc.js").await, packed] {
        assert_eq!(script.status, StatusCode::OK);
        assert!(script.header("content-type").starts_with("text/javascript"));
        assert!(script.header("cache-control").contains("immutable"));
        assert_eq!(
            script.header("content-security-policy"),
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
             frame-ancestors 'none'; base-uri 'none'"
        );
        // A page that is cross-origin isolated starts no worker that says otherwise.
        let embedder = "cross-origin-embedder-policy";
        assert_eq!(script.header(embedder), page.header(embedder));
        let opener = "cross-origin-opener-policy";
        assert_eq!(script.header(opener), page.header(opener));
        let resource = "cross-origin-resource-policy";
        assert_eq!(script.header(resource), "same-origin");
        assert_eq!(script.header("x-content-type-options"), "nosniff");
    }
    let may_start = page
        .header("content-security-policy")
        .contains("worker-src 'self'");
    assert!(may_start, "the page may start it");

    // Browsers compile WASM while it comes only when it is called that; by itself it may do nothing.
    let wasm = house.get("/pkg/gesso_preview_bg.abc.wasm").await;
    assert_eq!(wasm.header("content-type"), "application/wasm");
    assert!(wasm.header("content-security-policy").contains("sandbox"));
    let missing = house.get("/pkg/preview.old.js").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(
        missing
            .header("content-security-policy")
            .contains("sandbox")
    );
}

#[tokio::test]
async fn the_book_is_served_under_its_own_policy() {
    let house = House::new().await;
    let book = house.get("/docs/").await;
    assert_eq!(book.text(), "<h1>The book</h1>");
    assert!(
        book.header("content-security-policy")
            .contains("script-src 'self'")
    );
    assert_eq!(house.get("/docs").await.header("location"), "/docs/");
}

#[tokio::test]
async fn no_path_leads_out_of_a_folder() {
    let house = House::new().await;
    std::fs::write(house.data().parent().unwrap().join("secret"), "secret").unwrap();
    for path in [
        "/../secret",
        "/pkg/../../secret",
        "/pkg/..%2f..%2fsecret",
        "/%2e%2e/secret",
        "/docs/%2e%2e/%2e%2e/secret",
        "/asset/..%2f..%2fsecret",
        "/artifact/%2e%2e%2fgesso.db",
        "/asset/../../data/gesso.db",
        "/sample/..%5c..%5csecret",
    ] {
        let answer = house.get(path).await;
        assert_ne!(answer.status, StatusCode::OK, "{path}");
        assert!(
            !answer.text().contains("secret\n") && answer.text() != "secret",
            "{path}"
        );
    }
}

/// What a page leaves behind is let go on whichever thread has time, so only many at once show what is bound to one.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_pages_at_once_are_all_rendered() {
    let house = House::new().await;
    let card = house.create("Crowded").await;
    let address = house.listen().await;
    let visit = |path: String| async move {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    };
    for _ in 0..10 {
        let paths = (0..16).map(|n| {
            if n % 4 == 0 {
                "/".to_owned()
            } else {
                format!("/w/{}", card.id)
            }
        });
        for answer in futures::future::join_all(paths.map(visit)).await {
            assert!(
                answer.starts_with("HTTP/1.1 200"),
                "{}",
                answer.lines().next().unwrap_or("no answer")
            );
            assert!(answer.contains("</html>"));
        }
    }
}

#[tokio::test]
async fn the_bench_is_there_only_when_it_is_asked_for() {
    let house = House::new().await;
    assert_eq!(house.get("/bench").await.status, StatusCode::NOT_FOUND);

    let house = House::with(|config| config.bench = true).await;
    let page = house.get("/bench").await;
    assert_eq!(page.status, StatusCode::OK);
    let policy = page.header("content-security-policy");
    let (_, rest) = policy.split_once("'nonce-").unwrap();
    let (nonce, _) = rest.split_once('\'').unwrap();
    let html = page.text();
    assert_eq!(html.matches("<script").count(), 1);
    let script = format!("nonce=\"{nonce}\" src=\"/pkg/start.abc.js\"");
    assert!(html.contains(&script), "{html}");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline"));
}

#[tokio::test]
async fn a_page_built_for_developing_has_no_bench() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    std::fs::create_dir_all(&site).unwrap();
    let manifest = r#"{"js":"/pkg/a.js","wasm":"/pkg/a.wasm","css":"/pkg/a.css","bench":null}"#;
    std::fs::write(site.join("manifest.json"), manifest).unwrap();
    let mut config = gesso_server::config::Config::local(folder.path().join("data"), site);
    config.bench = true;
    let refusal = gesso_server::Server::open(config).await.err().unwrap();
    assert!(refusal.to_string().contains("without --bench"), "{refusal}");
}

#[tokio::test]
async fn a_page_that_cargo_leptos_built_is_served_and_not_kept_for_good() {
    let house = House::with(|config| {
        let pkg = config.site.join("pkg");
        std::fs::remove_file(config.site.join("manifest.json")).unwrap();
        for name in ["gesso.js", "gesso.wasm", "gesso.css"] {
            std::fs::write(pkg.join(name), name).unwrap();
        }
    })
    .await;
    assert!(house.get("/").await.text().contains("/pkg/gesso.wasm"));
    let script = house.get("/pkg/gesso.js").await;
    assert_eq!(script.text(), "gesso.js");
    assert_eq!(script.header("cache-control"), "");
}
