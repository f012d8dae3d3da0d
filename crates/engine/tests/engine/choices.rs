//! Steps that choose among what is wired into them.

use crate::support::World;
use gesso_engine::EngineConfig;
use gesso_sync::RunState;

/// Nodes 1 to 3 are a good branch, 4 and 5 one whose file is gone, 6 chooses and 7 saves.
fn two_branches(choice: &str) -> String {
    let gone = "0".repeat(64);
    format!(
        "a:image.generate(width=8,height=8) b:filter.blur(sigma=1) c:color.levels(gamma=1.5) \
         x:image.load(file={gone}) y:filter.blur(sigma=2) s:logic.switch({choice}) p:image.save(format=png8) \
         a.image->b.image b.image->c.image x.image->y.image c.image->s.a y.image->s.b s.value->p.image"
    )
}

#[tokio::test]
async fn a_branch_that_a_parameter_rules_out_is_not_made() {
    // E29
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let good = world.run(&engine, &two_branches("yes=true")).await;
    assert_eq!(
        (good.state, good.letters().as_str()),
        (RunState::Done, "ddddd")
    );
    assert_eq!(
        good.steps.keys().copied().collect::<Vec<_>>(),
        [1, 2, 3, 6, 7]
    );
    assert!(!world.listener.begun().contains_key(&4));
    let bad = world.run(&engine, &two_branches("yes=false")).await;
    assert_eq!(
        (bad.state, bad.letters().as_str()),
        (RunState::Failed, "fbbb")
    );
}

/// The same with what decides coming through a wire, from node 8.
fn decided(by: &str) -> String {
    format!("{} v:{by}", two_branches("by=bool"))
}

#[tokio::test]
async fn what_decides_is_made_first_and_then_what_it_chooses() {
    // E29
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let yes = format!("{} v.value->s.yes", decided("value(kind=bool,bool=true)"));
    let good = world.run(&engine, &yes).await;
    assert_eq!(good.state, RunState::Done, "{good:?}");
    assert_eq!(
        good.steps.keys().copied().collect::<Vec<_>>(),
        [1, 2, 3, 6, 7, 8]
    );
    let begun = world.listener.begun();
    assert_eq!(
        begun.keys().copied().collect::<Vec<_>>(),
        [1, 2, 3, 6, 7, 8]
    );

    let again = world.run(&engine, &yes).await;
    assert_eq!(again.letters(), "cccccc");
    assert_eq!(world.listener.begun(), begun);

    let no = format!("{} v.value->s.yes", decided("value(kind=bool,bool=false)"));
    let bad = world.run(&engine, &no).await;
    assert_eq!(bad.state, RunState::Failed);
    assert!(bad.message(4).contains("is not here any more"), "{bad:?}");
    assert_eq!(
        bad.message(7),
        "“Load image” failed, and this node needs it. Mend that one first."
    );
}

#[tokio::test]
async fn a_branch_that_can_t_run_stops_only_who_chooses_it() {
    // E29
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let text = |yes: bool| {
        format!(
            "a:image.generate(width=8,height=8) x:filter.blur v:value(kind=bool,bool={yes}) s:logic.switch p:image.save \
             a.image->s.a x.image->s.b v.value->s.yes s.value->p.image"
        )
    };
    let good = world.run(&engine, &text(true)).await;
    assert_eq!(
        (good.state, good.letters().as_str()),
        (RunState::Done, "dbddd")
    );
    let bad = world.run(&engine, &text(false)).await;
    assert_eq!(
        (bad.state, bad.letters().as_str()),
        (RunState::Failed, "cbdfb")
    );
}

#[tokio::test]
async fn a_failed_branch_that_others_want_too_is_to_blame_once_it_is_chosen() {
    // E29, E3
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let text = |yes: bool| {
        let decided = decided(&format!("value(kind=bool,bool={yes})"));
        format!("{decided} q:image.save v.value->s.yes y.image->q.image")
    };
    let good = world.run(&engine, &text(true)).await;
    assert_eq!(
        (good.state, good.letters().as_str()),
        (RunState::Failed, "dddfbdddb")
    );
    let bad = world.run(&engine, &text(false)).await;
    assert_eq!(
        (bad.state, bad.letters().as_str()),
        (RunState::Failed, "cccfbbbdb")
    );
}

#[tokio::test]
async fn a_list_of_choices_makes_what_any_of_them_chooses() {
    // E29
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let gone = "0".repeat(64);
    let text = format!(
        "r:list.range(from=0,to=1) a:image.generate(width=8,height=8) b:image.generate(width=9,height=9) \
         x:image.load(file={gone}) s:logic.switch(by=index) p:image.save(format=png8) \
         a.image->s.a b.image->s.b x.image->s.c r.whole->s.index s.value->p.image"
    );
    let ended = world.run(&engine, &text).await;
    assert_eq!(ended.state, RunState::Done, "{ended:?}");
    assert!(!ended.steps.contains_key(&4));
    let items = ended.steps[&6].result.as_ref().unwrap();
    let items = &items.items.as_ref().unwrap().each;
    let sizes: Vec<_> = items.iter().map(|item| item.size.unwrap()).collect();
    assert_eq!(sizes, [(8, 8), (9, 9)]);
}

#[tokio::test]
async fn a_choice_may_decide_another() {
    // E29
    let world = World::new();
    let engine = world.engine(EngineConfig::default());
    let inner = "u:logic.switch w:value(kind=bool,bool=true) n:value(kind=bool,bool=false) \
         v.value->u.yes w.value->u.a n.value->u.b u.value->s.yes";
    let text = format!("{} {inner}", decided("value(kind=bool,bool=true)"));
    let ended = world.run(&engine, &text).await;
    assert_eq!(ended.state, RunState::Done, "{ended:?}");
    let unmade = [4, 5, 11];
    assert!(
        unmade.iter().all(|node| !ended.steps.contains_key(node)),
        "{ended:?}"
    );
}
