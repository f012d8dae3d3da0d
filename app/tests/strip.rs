//! The bars of a run's times: in time, those that overlap under one another.

use gesso_app::api::StepTime;
use gesso_app::editor::runs::strip::bars;
use gesso_graph::NodeId;
use gesso_sync::Span;

fn time(node: u64, began_ms: i64, ended_ms: i64) -> StepTime {
    StepTime {
        node: NodeId(node),
        title: format!("Node {node}"),
        span: Span { began_ms, ended_ms },
    }
}

#[test]
fn what_overlaps_lies_in_rows_of_its_own_and_rows_are_used_again() {
    let times = vec![
        time(3, 1060, 1100),
        time(1, 1000, 1050),
        time(2, 1010, 1060),
    ];
    let bars = bars(times);
    let rows: Vec<(u64, usize)> = bars.iter().map(|bar| (bar.time.node.0, bar.row)).collect();
    assert_eq!(rows, [(1, 0), (2, 1), (3, 0)]);
    let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
    assert!(near(bars[1].from, 0.1) && near(bars[1].share, 0.5));
    assert!(near(bars[2].from + bars[2].share, 1.0));
}

#[test]
fn a_bar_is_never_too_small_to_see_and_nothing_is_no_bar() {
    let bars_of_none = bars(Vec::new());
    assert!(bars_of_none.is_empty());
    let short = bars(vec![time(1, 5, 5), time(2, 5, 100_005)]);
    assert!(short.iter().all(|bar| bar.share > 0.0));
}
