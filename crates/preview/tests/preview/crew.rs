//! Several hands: the same pixels, jobs in their order, and nobody waits for who does not come back.

use crate::drag::check;
use crate::support::worker;
use gesso_preview::{Crew, Limits};
use std::sync::{Arc, Barrier};
use std::thread;

/// A crew with so many hands beside the own; the threads end when it is closed.
fn crew(others: usize) -> Arc<Crew> {
    let crew = Crew::new();
    for _ in 0..others {
        let crew = Arc::clone(&crew);
        thread::spawn(move || crew.help());
    }
    while crew.hands() <= others {
        thread::yield_now();
    }
    crew
}

#[test]
fn several_hands_make_the_same_pixels() {
    let crew = crew(3);
    let mut worker = worker(Limits::default()).with_crew(Arc::clone(&crew));
    for (sigma, part) in [
        (3.0, (1, 0, 0, 750, 550)),
        (9.0, (0, 300, 401, 640, 333)),
        // Less than a strip, and a strip and a little.
        (9.0, (0, 300, 401, 640, 7)),
        (40.0, (2, 50, 0, 4000, 33)),
    ] {
        check(&mut worker, sigma, part);
    }
    crew.close();
}

#[test]
fn jobs_are_done_side_by_side_and_answer_in_their_order() {
    let crew = crew(2);
    for round in 0..200_u32 {
        // Three that wait for each other are done by three.
        let together = Arc::new(Barrier::new(3));
        let job = |n: u32| {
            let together = Arc::clone(&together);
            move || {
                together.wait();
                n * n
            }
        };
        let made = crew.all((round..round + 3).map(job).collect());
        let squares = (round..round + 3).map(|n| n * n).collect();
        assert_eq!(made, Some(squares));
    }
    assert_eq!(crew.all(Vec::<fn() -> u32>::new()), Some(Vec::new()));
    crew.close();
}

#[test]
fn without_hands_the_jobs_are_done_all_the_same() {
    let crew = Crew::new();
    assert_eq!(crew.hands(), 1);
    assert_eq!(crew.all(vec![|| 1, || 2]), Some(vec![1, 2]));
    crew.close();
    assert_eq!(crew.all(vec![|| 3]), Some(vec![3]));
}

#[test]
fn nobody_waits_for_a_hand_that_is_lost() {
    let crew = crew(1);
    let own = thread::current().id();
    let together = Arc::new(Barrier::new(2));
    let job = |_: u32| {
        let (crew, together) = (Arc::clone(&crew), Arc::clone(&together));
        move || {
            together.wait();
            if thread::current().id() == own {
                crew.close();
            } else {
                loop {
                    thread::park();
                }
            }
        }
    };
    assert_eq!(crew.all((0..2).map(job).collect()), None);
    assert_eq!(crew.hands(), 1);
}
