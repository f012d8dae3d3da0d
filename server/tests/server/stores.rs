//! The server's stores keep the promises that the engine relies on.

use crate::support::House;
use gesso_engine::{Folder, contract};
use gesso_server::store::Store;

#[tokio::test]
async fn sqlite_keeps_the_promises_of_a_run_store() {
    let folder = tempfile::tempdir().unwrap();
    contract::run_store(&Store::open(&folder.path().join("gesso.db")).await.unwrap()).await;
}

#[tokio::test]
async fn the_local_folder_keeps_the_promises_of_blobs() {
    let folder = tempfile::tempdir().unwrap();
    contract::blobs(&Folder::open(&folder.path().join("artifacts")).unwrap()).await;
}

#[tokio::test]
async fn a_database_opens_again_and_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gesso.db");
    for _ in 0..3 {
        Store::open(&path).await.unwrap().close().await;
    }
    assert!(
        !folder.path().join("gesso.db-wal").exists(),
        "a closed database is one file"
    );
}

#[tokio::test]
async fn what_is_no_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gesso.db");
    std::fs::write(
        &path,
        "this is a letter, not a database; it is long enough to have a header of its own",
    )
    .unwrap();
    let error = Store::open(&path).await.unwrap_err().to_string();
    assert!(error.contains("database could not be opened"), "{error}");
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .starts_with("this is a letter")
    );
}

#[tokio::test]
async fn a_data_folder_belongs_to_one_server_at_a_time() {
    let house = House::new().await;
    let second = gesso_server::Server::open(house.config()).await;
    let refused = second.err().expect("the folder is in use").to_string();
    assert!(refused.contains("in use by another Gesso"), "{refused}");
    assert!(refused.contains("--data"), "{refused}");
    house.restart().await;
}
