//! What nodes load is known before any run, and stays known through every edit.

use gesso_app::session::loads::{Files, Load, Loads, Sizes, follow, of};
use gesso_graph::{AssetRef, Command, Document, Name, Node, NodeId, Value, apply_all};

const PHOTO: NodeId = NodeId(1);
const BLUR: NodeId = NodeId(2);

fn asset(hash: &str, media_type: &str) -> Value {
    Value::Asset(AssetRef {
        hash: hash.into(),
        name: "photo.jpg".into(),
        media_type: media_type.into(),
    })
}

fn add(id: NodeId, kind: &str) -> Command {
    let node = Node {
        kind: kind.into(),
        version: 1,
        ..Node::default()
    };
    Command::AddNode { id, node }
}

fn set(value: Option<Value>) -> Command {
    Command::SetParam {
        id: PHOTO,
        name: "file".into(),
        value,
    }
}

#[test]
fn files_follow_the_document() {
    let photo = |hash| set(Some(asset(hash, "image/jpeg")));
    let steps = [
        (
            vec![add(PHOTO, "image.load"), add(BLUR, "filter.blur")],
            None,
        ),
        (vec![photo("aa")], Some("aa")),
        (vec![photo("bb")], Some("bb")),
        (vec![set(Some(asset("cc", "audio/wav")))], None),
        (
            vec![photo("dd"), Command::RemoveNode { id: BLUR }],
            Some("dd"),
        ),
        (vec![set(None)], None),
        (vec![photo("ee")], Some("ee")),
        (vec![Command::RemoveNode { id: PHOTO }], None),
    ];
    let (mut document, mut files) = (Document::default(), Files::new());
    for (commands, expected) in steps {
        let applied = apply_all(&document, &commands);
        assert!(applied.skips.is_empty(), "{:?}", applied.skips);
        follow(&mut files, &document, &applied.document);
        document = applied.document;
        let expected = expected.map(|hash| (PHOTO, Name::from(hash)));
        assert_eq!(files, Files::from_iter(expected), "after {commands:?}");
    }
}

#[test]
fn a_file_of_unknown_size_is_not_shown() {
    let (one, other) = (Name::from("aa"), Name::from("bb"));
    let files = Files::from_iter([(PHOTO, one.clone()), (BLUR, other)]);
    let sizes = Sizes::from_iter([(one.clone(), (30, 20))]);
    let load = Load {
        hash: one,
        size: (30, 20),
    };
    assert_eq!(of(&files, &sizes), Loads::from_iter([(PHOTO, load)]));
    assert!(of(&files, &Sizes::new()).is_empty());
}
