//! Where a node stands that stands for several, and how what went wrong is kept.

use gesso_sync::{StepState, said};
use gesso_words::{Language, Words};

fn failed() -> StepState {
    StepState::Failed {
        message: "It broke.".into(),
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
        message: "Look there.".into(),
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

// S31
#[test]
fn what_went_wrong_is_read_in_the_language_of_whoever_reads() {
    let message = said("step-needs", [("title", "Blur".into())]);
    let failed = StepState::Failed {
        message: message.clone(),
    };
    let kept = serde_json::to_string(&failed).unwrap();
    assert_eq!(serde_json::from_str::<StepState>(&kept).unwrap(), failed);
    let read = |language| message.describe(Words::of(language));
    assert!(read(Language::English).starts_with("“Blur” failed"));
    assert!(read(Language::German).starts_with("„Blur“ ist gescheitert"));
    let minutes = said("step-took-too-long", [("count", 1_u64.into())]);
    assert!(minutes.to_string().contains("longer than a minute"));
}

// S31
#[test]
fn what_was_kept_as_finished_words_is_read_as_it_is() {
    let kept = r#"{"is":"blocked","message":"Look there."}"#;
    let blocked = StepState::Blocked {
        message: "Look there.".into(),
    };
    assert_eq!(serde_json::from_str::<StepState>(kept).unwrap(), blocked);
    assert_eq!(serde_json::to_string(&blocked).unwrap(), kept);
}
