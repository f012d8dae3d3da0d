//! Undo and redo of one person among others.

use crate::world::{World, add, param, remove, set, shift, wire};
use gesso_graph::{Command, NodeId};
use gesso_sync::{Role, limits};

fn undo(world: &mut World, tab: usize) -> Option<String> {
    let label = world.tabs[tab].replica.undo().ok();
    world.settle();
    label
}

fn redo(world: &mut World, tab: usize) -> Option<String> {
    let label = world.tabs[tab].replica.redo().ok();
    world.settle();
    label
}

/// Two people and a node with sigma 1, made by the first.
fn start() -> World {
    let mut world = World::new(&["ann", "ben"]);
    world.edit(0, "Add Blur", &[add(1), set(1, 1)]);
    world.settle();
    world
}

// S8
#[test]
fn undo_takes_back_the_newest_edit_and_redo_brings_it_back() {
    let mut world = start();
    world.edit(0, "Set Sigma", &[set(1, 2)]);
    assert_eq!(world.tabs[0].replica.can_undo(), Some("Set Sigma"));
    assert_eq!(undo(&mut world, 0).as_deref(), Some("Set Sigma"));
    assert_eq!(param(world.view(1), 1), Some(1));
    assert_eq!(world.tabs[0].replica.can_redo(), Some("Set Sigma"));
    assert_eq!(redo(&mut world, 0).as_deref(), Some("Set Sigma"));
    assert_eq!(param(world.view(1), 1), Some(2));
    assert_eq!(redo(&mut world, 0), None);
    let roles: Vec<Role> = world.log[1..].iter().map(|entry| entry.tx.role).collect();
    let [edit, undone] = [world.log[1].tx.id, world.log[2].tx.id];
    assert_eq!(roles, [Role::Edit, Role::Undo(edit), Role::Redo(undone)]);
}

// S8
#[test]
fn a_colleagues_edits_are_not_on_the_stack() {
    let mut world = start();
    world.edit(1, "Move", &[shift(1, 5.)]);
    world.settle();
    assert_eq!(world.tabs[0].replica.can_undo(), Some("Add Blur"));
    assert_eq!(undo(&mut world, 1).as_deref(), Some("Move"));
    assert_eq!(undo(&mut world, 1), None);
}

// S10
#[test]
fn an_edit_ends_what_could_be_redone() {
    let mut world = start();
    undo(&mut world, 0);
    assert_eq!(world.tabs[0].replica.can_redo(), Some("Add Blur"));
    world.edit(0, "Add Blur", &[add(2)]);
    assert_eq!(world.tabs[0].replica.can_redo(), None);
}

// S9
#[test]
fn what_a_colleague_set_since_stays_and_the_rest_is_taken_back() {
    let mut world = start();
    world.edit(0, "Set and move", &[set(1, 2), shift(1, 7.)]);
    world.settle();
    world.edit(1, "Set Sigma", &[set(1, 3)]);
    world.settle();
    assert_eq!(undo(&mut world, 0).as_deref(), Some("Set and move"));
    assert_eq!(param(world.view(0), 1), Some(3));
    assert_eq!(world.view(0).nodes()[&NodeId(1)].position.x, 0.);
    redo(&mut world, 0);
    assert_eq!(param(world.view(0), 1), Some(3));
    assert_eq!(world.view(0).nodes()[&NodeId(1)].position.x, 7.);
}

// S9
#[test]
fn a_step_with_nothing_left_to_take_back_is_passed_over() {
    let mut world = start();
    world.edit(0, "Move", &[shift(1, 7.)]);
    world.edit(0, "Set Sigma", &[set(1, 2)]);
    world.settle();
    world.edit(1, "Set Sigma", &[set(1, 3)]);
    world.settle();
    assert_eq!(undo(&mut world, 0).as_deref(), Some("Move"));
}

// S9
#[test]
fn a_node_that_a_colleague_worked_on_is_not_removed_by_undo() {
    for theirs in [set(1, 9), shift(1, 9.), wire(2, 1), wire(1, 2)] {
        let mut world = World::new(&["ann", "ben"]);
        world.edit(1, "Add Blur", &[add(2)]);
        world.settle();
        world.edit(0, "Add Blur", &[add(1), set(1, 1)]);
        world.settle();
        world.edit(1, "Theirs", std::slice::from_ref(&theirs));
        world.settle();
        undo(&mut world, 0);
        assert!(world.view(1).nodes().contains_key(&NodeId(1)), "{theirs:?}");
    }
}

// S9
#[test]
fn a_node_that_a_colleague_removed_does_not_come_back_by_undo() {
    let mut world = start();
    world.edit(0, "Move", &[shift(1, 7.)]);
    world.settle();
    world.edit(1, "Remove Blur", &[remove(1)]);
    world.settle();
    assert_eq!(undo(&mut world, 0), None);
    assert!(world.view(0).nodes().is_empty());
}

// S9
#[test]
fn an_input_that_a_colleague_wired_anew_keeps_their_wire() {
    let mut world = World::new(&["ann", "ben"]);
    world.edit(0, "Add 3 nodes", &[add(1), add(2), add(3), wire(1, 3)]);
    world.edit(0, "Remove Blur", &[remove(1)]);
    world.settle();
    world.edit(1, "Connect", &[wire(2, 3)]);
    world.settle();
    undo(&mut world, 0);
    assert!(
        world.view(0).nodes().contains_key(&NodeId(1)),
        "the node comes back"
    );
    let source = world.view(0).wires().values().next().map(|from| from.node);
    assert_eq!(source, Some(NodeId(2)));
}

// S5
#[test]
fn undo_takes_back_to_what_stood_before_in_the_log_not_to_what_was_seen() {
    let mut world = start();
    world.edit(1, "Set Sigma", &[set(1, 20)]);
    world.edit(0, "Set Sigma", &[set(1, 30)]);
    world.send(1);
    world.serve(1);
    world.settle();
    assert_eq!(param(world.view(0), 1), Some(30));
    undo(&mut world, 0);
    assert_eq!(param(world.view(0), 1), Some(20));
}

// S12
#[test]
fn an_undo_made_offline_looks_again_before_it_is_sent() {
    let mut world = start();
    world.edit(0, "Set Sigma", &[set(1, 2)]);
    world.settle();
    world.cut(0);
    assert!(world.tabs[0].replica.undo().is_ok());
    assert_eq!(param(world.view(0), 1), Some(1));
    world.edit(1, "Set Sigma", &[set(1, 3)]);
    world.settle();
    world.join(0);
    world.settle();
    world.assert_converged();
    assert_eq!(param(world.view(0), 1), Some(3));
}

// S11
#[test]
fn the_history_survives_a_reload() {
    let mut world = start();
    world.edit(0, "Set Sigma", &[set(1, 2)]);
    world.edit(0, "Move", &[shift(1, 7.)]);
    undo(&mut world, 0);
    world.edit(
        1,
        "Title",
        &[Command::SetTitle {
            id: NodeId(1),
            title: Some("B".into()),
        }],
    );
    world.reload(0);
    world.join(0);
    world.settle();
    let replica = &world.tabs[0].replica;
    assert_eq!(
        (replica.can_undo(), replica.can_redo()),
        (Some("Set Sigma"), Some("Move"))
    );
    redo(&mut world, 0);
    undo(&mut world, 0);
    undo(&mut world, 0);
    assert_eq!(param(world.view(0), 1), Some(1));
}

// S11
#[test]
fn edits_that_wait_are_on_the_stack_after_a_reload() {
    let mut world = start();
    world.cut(0);
    world.edit(0, "Set Sigma", &[set(1, 2)]);
    world.reload(0);
    world.join(0);
    world.settle();
    assert_eq!(undo(&mut world, 0).as_deref(), Some("Set Sigma"));
    assert_eq!(param(world.view(0), 1), Some(1));
}

// S11
#[test]
fn another_tab_of_the_same_person_keeps_its_own_history_while_both_are_open() {
    let mut world = World::new(&["ann", "ann"]);
    world.edit(0, "Add Blur", &[add(1)]);
    world.settle();
    assert_eq!(world.tabs[1].replica.can_undo(), None);
    let late = world.open_tab("ann");
    assert_eq!(world.tabs[late].replica.can_undo(), Some("Add Blur"));
}

// S8
#[test]
fn the_history_has_a_depth() {
    let mut world = start();
    for number in 0..limits::UNDO_STEPS as i64 + 10 {
        world.edit(0, "Set Sigma", &[set(1, number + 100)]);
    }
    let mut steps = 0;
    while world.tabs[0].replica.undo().is_ok() {
        steps += 1;
    }
    assert_eq!(steps, limits::UNDO_STEPS);
}

// S8
#[test]
fn a_long_label_is_cut_at_a_letter() {
    let mut world = start();
    world.edit(0, &"ä".repeat(limits::LABEL_BYTES), &[set(1, 5)]);
    world.settle();
    assert_eq!(world.log[1].tx.label.len(), limits::LABEL_BYTES);
}
