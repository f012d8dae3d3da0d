//! Nodes that only the server can do: the preview goes on with their latest result, and says so.

use crate::support::{id, pixels, settle, wish, worker};
use gesso_graph::ContentKey;
use gesso_preview::{Limits, Preview};
use gesso_sync::PreviewNews;

const TEXT: &str = "a:image.load b:filter.blur(sigma=8) l:color.levels(gamma=1.4) a.image->b.image b.image->l.image";
const PART: (u32, u32, u32, u32, u32) = (1, 0, 0, 200, 100);

fn blurs_on_the_server() -> Preview {
    worker(Limits::default()).with_servers(|kind| kind == "filter.blur")
}

#[test]
fn without_a_result_the_preview_stops_there() {
    let mut worker = blurs_on_the_server();
    worker.ask(wish(TEXT, "l", "a", PART));
    let (news, fetched) = settle(&mut worker);
    let PreviewNews::Failed { reason, stops, .. } = &news[0].said else {
        panic!("{:?}", news[0].said);
    };
    assert_eq!((reason, fetched), (&"".into(), 0));
    assert_eq!(*stops, [id("b")].into());
}

#[test]
fn an_old_result_is_gone_on_with_and_named() {
    let mut worker = blurs_on_the_server();
    let mut ask = wish(TEXT, "l", "a", PART);
    let look = ask.looks[0];
    ask.results.insert(id("b"), ContentKey([7; 32]));
    worker.ask(ask);
    let (news, _) = settle(&mut worker);
    let PreviewNews::Pixels { stops, .. } = &news[0].said else {
        panic!("{:?}", news[0].said);
    };
    assert_eq!(*stops, [id("b")].into());

    // The same as a workflow that begins with that result; here every result is the photo.
    let mut plain = worker_of_photo();
    let without = "a:image.load l:color.levels(gamma=1.4) a.image->l.image";
    let ask = wish(without, "l", "l", PART);
    let plain_look = ask.looks[0];
    plain.ask(ask);
    let (expected, _) = settle(&mut plain);
    assert!(pixels(&news, look) == pixels(&expected, plain_look));
}

#[test]
fn a_current_result_stops_nothing() {
    let mut worker = blurs_on_the_server();
    let mut ask = wish(TEXT, "l", "l", PART);
    let current = ask.steps.iter().find(|step| step.node == id("b"));
    let key = current.expect("it is planned").key;
    ask.results.insert(id("b"), key);
    worker.ask(ask);
    let (news, _) = settle(&mut worker);
    let PreviewNews::Pixels { stops, .. } = &news[0].said else {
        panic!("{:?}", news[0].said);
    };
    assert!(stops.is_empty());
}

#[test]
fn what_a_switch_does_not_choose_stops_nothing() {
    let nodes = "a:image.load b:filter.blur(sigma=8) c:logic.compare s:logic.switch l:color.levels(gamma=1.4)";
    let wires = "a.image->s.a a.image->b.image b.image->s.b s.value->l.image";
    let mut plain = worker_of_photo();
    let without = "a:image.load l:color.levels(gamma=1.4) a.image->l.image";
    let ask = wish(without, "l", "l", PART);
    let plain_look = ask.looks[0];
    plain.ask(ask);
    let (expected, _) = settle(&mut plain);
    // Once it is the switch's own parameter that decides, once what a wire brings.
    for decides in ["", "c.result->s.yes"] {
        let mut worker = blurs_on_the_server();
        let ask = wish(&format!("{nodes} {wires} {decides}"), "l", "l", PART);
        let look = ask.looks[0];
        worker.ask(ask);
        let (news, _) = settle(&mut worker);
        let PreviewNews::Pixels { stops, .. } = &news[0].said else {
            panic!("{:?}", news[0].said);
        };
        assert!(stops.is_empty(), "{decides}");
        assert!(pixels(&news, look) == pixels(&expected, plain_look));
    }
}

fn worker_of_photo() -> Preview {
    worker(Limits::default())
}
