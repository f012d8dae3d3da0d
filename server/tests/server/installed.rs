//! The worker of the installed app: which build it is for, what it keeps, and what it may do.

use crate::support::House;
use std::collections::BTreeSet;

const WORKER: &str = "self.addEventListener('fetch', answer);";
const FILES: &str = r#"["/pkg/main.abc.css","/pkg/gesso.abc.js","/pkg/gesso_bg.abc.wasm"]"#;

async fn house(files: &str, worker: &str) -> House {
    House::with(|config| {
        let manifest = format!(
            r#"{{"js":"/pkg/gesso.abc.js","wasm":"/pkg/gesso_bg.abc.wasm","css":"/pkg/main.abc.css","files":{files}}}"#
        );
        std::fs::write(config.site.join("manifest.json"), manifest).unwrap();
        std::fs::write(config.site.join("worker.js"), worker).unwrap();
    })
    .await
}

async fn version(files: &str, worker: &str) -> String {
    let text = house(files, worker).await.get("/worker.js").await.text();
    let (_, rest) = text.split_once("const VERSION = \"").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

#[tokio::test]
async fn the_worker_names_its_build_and_every_file_of_the_page() {
    let house = house(FILES, WORKER).await;
    let answer = house.get("/worker.js").await;
    let text = answer.text();
    assert!(text.ends_with(WORKER), "{text}");
    for file in [
        "/pkg/main.abc.css",
        "/pkg/gesso.abc.js",
        "/pkg/gesso_bg.abc.wasm",
        "/favicon.svg",
    ] {
        assert!(text.contains(&format!("{file:?}")), "{file} in {text}");
    }
    assert!(answer.header("content-type").starts_with("text/javascript"));
    // A browser that kept the worker itself would never see the next one.
    assert_eq!(answer.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn the_worker_may_ask_this_server_and_nobody_else() {
    let answer = house(FILES, WORKER).await.get("/worker.js").await;
    let policy = answer.header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; connect-src 'self'"),
        "{policy}"
    );
}

#[tokio::test]
async fn another_build_is_another_worker() {
    let versions = BTreeSet::from([
        version(FILES, WORKER).await,
        version(&FILES.replace("gesso.abc", "gesso.def"), WORKER).await,
        version(FILES, "// other").await,
    ]);
    assert_eq!(versions.len(), 3, "{versions:?}");
    assert!(versions.contains(&version(FILES, WORKER).await));
}

#[tokio::test]
async fn a_site_without_a_worker_is_served_all_the_same() {
    let house = House::new().await;
    assert_eq!(house.get("/worker.js").await.status, 404);
    assert_eq!(house.get("/").await.status, 200);
}
