//! The promises of [`Blobs`].

use crate::blobs::Blobs;
use std::collections::BTreeSet;

/// Runs every check on a store without artifacts.
pub async fn blobs(blobs: &dyn Blobs) {
    bytes_are_found_by_their_hash(blobs).await;
    a_file_is_moved_in(blobs).await;
    what_is_no_hash_is_never_found(blobs).await;
    what_was_removed_is_gone(blobs).await;
    all_that_is_kept_is_listed(blobs).await;
}

async fn bytes_are_found_by_their_hash(blobs: &dyn Blobs) {
    let first = blobs.put(b"paint".to_vec()).await.unwrap();
    let again = blobs.put(b"paint".to_vec()).await.unwrap();
    assert_eq!(first, again, "the same bytes are the same artifact");
    assert_eq!(first.hash, blake3::hash(b"paint").to_hex().to_string());
    assert_eq!(first.bytes, 5);
    let path = blobs.path(&first.hash).await.unwrap().unwrap();
    assert_eq!(std::fs::read(path).unwrap(), b"paint");
}

async fn a_file_is_moved_in(blobs: &dyn Blobs) {
    let scratch = blobs.scratch().join("contract");
    std::fs::write(&scratch, b"canvas").unwrap();
    let stored = blobs.put_file(&scratch).await.unwrap();
    assert!(
        !scratch.exists(),
        "the file is taken away from where it was"
    );
    let path = blobs.path(&stored.hash).await.unwrap().unwrap();
    assert_eq!(std::fs::read(path).unwrap(), b"canvas");
    std::fs::write(&scratch, b"canvas").unwrap();
    assert_eq!(blobs.put_file(&scratch).await.unwrap(), stored);
    assert!(!scratch.exists(), "also when its bytes were there already");
    assert!(
        blobs.put_file(&scratch).await.is_err(),
        "a file that is not there is an error"
    );
}

async fn what_is_no_hash_is_never_found(blobs: &dyn Blobs) {
    for name in [
        "",
        "..",
        "../../etc/passwd",
        &"A".repeat(64),
        &"0".repeat(63),
        &format!("../{}", "0".repeat(61)),
    ] {
        assert_eq!(blobs.path(name).await.unwrap(), None, "{name}");
        assert!(blobs.present(&[name]).await.unwrap().is_empty(), "{name}");
        blobs.remove(name).await.unwrap();
    }
}

async fn what_was_removed_is_gone(blobs: &dyn Blobs) {
    let kept = blobs.put(b"kept".to_vec()).await.unwrap().hash;
    let gone = blobs.put(b"gone".to_vec()).await.unwrap().hash;
    blobs.remove(&gone).await.unwrap();
    blobs.remove(&gone).await.unwrap();
    assert_eq!(blobs.path(&gone).await.unwrap(), None);
    assert_eq!(
        blobs.present(&[&kept, &gone]).await.unwrap(),
        BTreeSet::from([kept])
    );
}

async fn all_that_is_kept_is_listed(blobs: &dyn Blobs) {
    let before: BTreeSet<String> = all(blobs).await;
    let new = blobs.put(b"a new one".to_vec()).await.unwrap();
    std::fs::write(blobs.scratch().join("in-the-making"), b"half").unwrap();
    let mut expected = before.clone();
    expected.insert(new.hash.clone());
    assert_eq!(all(blobs).await, expected, "and nothing in the making");
    let listed = blobs.all().await.unwrap();
    assert!(listed.contains(&new), "with its bytes");
    blobs.remove(&new.hash).await.unwrap();
    assert_eq!(all(blobs).await, before);
}

async fn all(blobs: &dyn Blobs) -> BTreeSet<String> {
    let all = blobs.all().await.unwrap();
    all.into_iter().map(|stored| stored.hash).collect()
}
