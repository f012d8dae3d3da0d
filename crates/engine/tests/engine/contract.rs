//! The contract suites on what this crate brings itself.

use gesso_engine::contract;
use gesso_engine::memory::MemoryStore;

#[tokio::test]
async fn the_memory_store_keeps_the_promises_of_run_store() {
    contract::run_store(&MemoryStore::default()).await;
}

#[tokio::test]
async fn the_memory_store_keeps_the_promises_of_take_store() {
    contract::take_store(&MemoryStore::default()).await;
}

#[tokio::test]
async fn the_memory_store_keeps_the_promises_of_queue_store() {
    contract::queue_store(&MemoryStore::default()).await;
}

#[tokio::test]
async fn the_folder_keeps_the_promises_of_blobs() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let folder = gesso_engine::Folder::open(root.path()).expect("an empty folder opens");
    contract::blobs(&folder).await;
}
