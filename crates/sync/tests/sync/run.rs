//! Where a node stands that stands for several.

use gesso_sync::StepState;

fn failed() -> StepState {
    StepState::Failed {
        message: "It broke.".to_owned(),
    }
}

fn running(progress: f32) -> StepState {
    StepState::Running { progress }
}

// S25
#[test]
fn an_instance_stands_where_what_is_inside_stands() {
    let check = |states: &[StepState], expected: Option<StepState>| {
        assert_eq!(StepState::of_all(states), expected, "{states:?}");
    };
    use StepState::{Cached, Cancelled, Done, Queued};
    let blocked = StepState::Blocked {
        message: "Look there.".to_owned(),
    };
    check(&[], None);
    check(&[Queued, Queued], Some(Queued));
    check(&[Cached, Cached], Some(Cached));
    check(&[Cached, Done], Some(Done));
    check(&[Done, Queued], Some(running(0.5)));
    check(&[Done, running(0.5), Queued, Queued], Some(running(0.375)));
    check(&[Done, failed(), blocked.clone()], Some(failed()));
    check(&[Queued, blocked.clone()], Some(blocked));
    check(&[Done, Cancelled], Some(Cancelled));
}
