//! The server's stores keep the promises that the engine relies on.

use crate::support::House;
use gesso_engine::{Folder, Job, NewRun, Outcome, RunStore as _, contract};
use gesso_graph::{ContentKey, Targets};
use gesso_server::store::Store;
use gesso_sync::StepResult;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};

#[tokio::test]
async fn sqlite_keeps_the_promises_of_a_run_store() {
    let folder = tempfile::tempdir().unwrap();
    contract::run_store(&Store::open(&folder.path().join("gesso.db")).await.unwrap()).await;
}

#[tokio::test]
async fn sqlite_keeps_the_promises_of_a_take_store() {
    let folder = tempfile::tempdir().unwrap();
    contract::take_store(&Store::open(&folder.path().join("gesso.db")).await.unwrap()).await;
}

#[tokio::test]
async fn sqlite_keeps_the_promises_of_a_queue_store() {
    let folder = tempfile::tempdir().unwrap();
    contract::queue_store(&Store::open(&folder.path().join("gesso.db")).await.unwrap()).await;
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

#[tokio::test]
async fn a_row_that_cannot_be_read_counts_for_nothing_and_harms_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gesso.db");
    let store = Store::open(&path).await.unwrap();
    let new = NewRun {
        workflow: "a".into(),
        seq: 1,
        targets: Targets::Everything,
        job: Job::default(),
        at_ms: 1,
        by: None,
    };
    let (bad, good) = (
        store.create_run(&new).await.unwrap(),
        store.create_run(&new).await.unwrap(),
    );
    let outcome = |number| Outcome {
        result: StepResult {
            key: ContentKey([number; 32]),
            size: None,
            preview: None,
            file: None,
            values: Vec::new(),
            notes: Vec::new(),
            items: None,
        },
        artifacts: Vec::new(),
        took_ms: 1,
    };
    let keys = [ContentKey([1; 32]), ContentKey([2; 32])];
    store.put_outcome(keys[0], &outcome(1), 1).await.unwrap();
    store.put_outcome(keys[1], &outcome(2), 2).await.unwrap();
    let pool = SqlitePool::connect_with(SqliteConnectOptions::new().filename(&path))
        .await
        .unwrap();
    for spoil in [
        "UPDATE runs SET job = '{', targets = '?' WHERE id = 1",
        "UPDATE outcomes SET outcome = '{}' WHERE used_ms = 1",
        "INSERT INTO recipes (key, step) VALUES ('zz', '{')",
        "INSERT INTO steps (run, node, state) VALUES (1, 'x', '{')",
    ] {
        sqlx::query(spoil).execute(&pool).await.unwrap();
    }
    assert!(store.job(bad).await.is_err());
    assert!(store.job(good).await.unwrap().is_some());
    assert_eq!(store.unfinished().await.unwrap().len(), 2);
    assert_eq!(store.newest().await.unwrap().len(), 1);
    assert!(store.steps(bad).await.unwrap().is_empty());
    let found = store.outcomes(&keys).await.unwrap();
    assert_eq!(found, [(keys[1], outcome(2))].into());
    assert_eq!(store.outcomes_by_use().await.unwrap().len(), 1);
    assert!(store.recipes(&keys).await.unwrap().is_empty());
    assert_eq!(store.forget_recipes().await.unwrap(), 1);
}
