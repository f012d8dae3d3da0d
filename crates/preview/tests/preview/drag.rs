//! A parameter in hand: right pixels, no work twice, nothing that nobody wants any more.

use crate::support::{
    PHOTO, TABLE, document, photo_at, pixels, planned, served, settle, wish, worker,
};
use gesso_graph::{AssetRef, ContentKey, Name};
use gesso_media::native::embedded_font;
use gesso_media::{FontCase, Lut, Pull, Region, RenderError, rgba8};
use gesso_nodes::Scaled;
use gesso_nodes::chain::{self, Build, Host, Measured};
use gesso_preview::{Limits, News, Preview};
use gesso_sync::{PreviewLook, PreviewNews};
use std::sync::Arc;

const CHAIN: &str = "a:image.load l:color.levels(gamma=1.4) b:filter.blur(sigma=SIGMA) t:image.transform(rotate=12.5) \
                     w:text.render(text=Gesso) c:comp.blend a.image->l.image l.image->b.image b.image->t.image \
                     t.image->c.base w.image->c.top";

fn chain(sigma: f64) -> String {
    CHAIN.replace("SIGMA", &sigma.to_string())
}

/// A host that keeps nothing, as the server's engine is one.
struct Plain {
    fonts: FontCase,
    measured: Measured,
}

impl Host for Plain {
    fn font_case(&self) -> &FontCase {
        &self.fonts
    }
    fn bytes(&self, asset: &AssetRef, _most: u64) -> Result<Arc<[u8]>, RenderError> {
        let found = embedded_font(&asset.hash).map(Arc::from);
        found.ok_or_else(|| RenderError::Failed("gone".into()))
    }
    fn most_pixels(&self) -> u64 {
        u64::MAX
    }
    fn measured(&self) -> &Measured {
        &self.measured
    }
    fn size_of(&self, _asset: &AssetRef) -> Result<(u32, u32), RenderError> {
        Ok(PHOTO)
    }
    fn load(
        &self,
        _asset: &AssetRef,
        _frame: u32,
        scale: f32,
        _pull: &Pull,
    ) -> Result<Scaled, RenderError> {
        let image = photo_at((1.0 / scale).log2() as u32);
        Ok(Scaled { image, full: PHOTO })
    }
    fn table(&self, _asset: &AssetRef) -> Result<Arc<Lut>, RenderError> {
        Ok(Arc::new(Lut::from_cube(TABLE).expect("it is a table")))
    }
    fn kept(
        &self,
        _place: &(ContentKey, Name),
        _build: Build<'_>,
    ) -> Result<Option<Scaled>, RenderError> {
        Ok(None)
    }
}

/// The same part without a preview.
fn expected(text: &str, node: &str, (level, x, y, w, h): (u32, u32, u32, u32, u32)) -> Vec<u8> {
    let host = Plain {
        fonts: FontCase::default(),
        measured: Measured::default(),
    };
    let (plan, _) = planned(&document(text), node);
    let steps: Vec<_> = plan.steps.into_iter().map(Arc::new).collect();
    let pull = Pull::new();
    let scale = 1.0 / (1_u32 << level) as f32;
    let scaled = chain::picture(&steps, &host, Build::Render(scale, &pull)).expect("it builds");
    let region =
        Region::new(x as i32, y as i32, w, h).intersect(&Region::whole(scaled.image.size()));
    rgba8(&scaled.image.render(region, &pull).expect("it renders"))
}

/// Asks for a part of the chain's end and checks its pixels; gives what the worker said.
pub(crate) fn check(
    worker: &mut Preview,
    sigma: f64,
    part: (u32, u32, u32, u32, u32),
) -> Vec<News> {
    let ask = wish(&chain(sigma), "c", "b", part);
    let look = ask.looks[0];
    worker.ask(ask);
    let (news, _) = settle(worker);
    assert!(
        pixels(&news, look) == expected(&chain(sigma), "c", part),
        "sigma {sigma}, {part:?}"
    );
    news
}

#[test]
fn every_look_has_the_pixels_that_the_server_makes_at_that_scale() {
    let mut worker = worker(Limits::default());
    for (sigma, part) in [
        (3.0, (1, 0, 0, 750, 550)),
        (9.0, (1, 0, 0, 750, 550)),
        (9.0, (0, 300, 401, 640, 333)),
        (40.0, (0, 300, 401, 640, 333)),
        (40.0, (2, 50, 0, 4000, 4000)),
    ] {
        let news = check(&mut worker, sigma, part);
        let rests = |news: &News| matches!(news.said, PreviewNews::Rests { .. });
        assert_eq!(news.iter().filter(|news| rests(news)).count(), 1);
    }
}

#[test]
fn a_table_of_colours_comes_once_and_gives_the_servers_pixels() {
    let text = |strength: f64| {
        let of = "a:image.load t:color.lut(strength=PERCENT) l:color.levels a.image->t.image t.image->l.image";
        of.replace("PERCENT", &strength.to_string())
    };
    let mut worker = worker(Limits::default());
    let part = (1, 0, 0, 300, 200);
    for strength in [100.0, 35.5] {
        let ask = wish(&text(strength), "l", "t", part);
        let look = ask.looks[0];
        worker.ask(ask);
        let (news, fetched) = settle(&mut worker);
        assert!(pixels(&news, look) == expected(&text(strength), "l", part));
        assert_eq!(fetched == 0, strength < 100.0, "{fetched} of {strength}");
    }
}

#[test]
fn a_small_picture_has_the_longest_side_that_was_asked_for() {
    let mut ask = wish(&chain(5.0), "t", "b", (0, 0, 0, 1, 1));
    let look = PreviewLook::Small {
        key: ask.looks[0].key(),
        side: 200,
    };
    ask.looks = vec![look];
    let mut worker = worker(Limits::default());
    worker.ask(ask);
    let (news, _) = settle(&mut worker);
    let PreviewNews::Pixels {
        area, full, last, ..
    } = &news[0].said
    else {
        panic!("{:?}", news[0].said);
    };
    assert_eq!(
        (area.0, area.1, area.2.max(area.3), *last),
        (0, 0, 200, true)
    );
    assert_eq!(*full, PHOTO);
    assert_eq!(news[0].pixels.len() as u32, area.2 * area.3 * 4);
}

/// A worker that keeps so little of what was fetched that rendering it again fetches it again.
fn forgetful() -> Preview {
    worker(Limits {
        fetched: 1,
        ..Limits::default()
    })
}

#[test]
fn what_feeds_the_node_in_hand_is_rendered_once() {
    let mut worker = forgetful();
    let part = (0, 0, 0, 512, 512);
    worker.ask(wish(&chain(2.0), "c", "b", part));
    let (_, first) = settle(&mut worker);
    assert!(first > 1);
    // One more wish lets go of what the first has used.
    worker.ask(wish(&chain(2.0), "l", "t", (2, 0, 0, 8, 8)));
    settle(&mut worker);
    worker.ask(wish(&chain(2.1), "c", "b", part));
    let (news, again) = settle(&mut worker);
    assert_eq!(again, 0);
    assert!(news.len() > 1);
}

#[test]
fn what_a_blur_in_hand_is_made_of_does_not_come_again() {
    let mut worker = forgetful();
    let blurred =
        |sigma: f64| format!("a:image.load b:filter.blur(sigma={sigma}) a.image->b.image");
    let part = (0, 100, 60, 300, 200);
    for (sigma, comes) in [
        (6.0, true),
        (6.5, false),
        (5.1, false),
        (20.0, true),
        (25.0, false),
    ] {
        let ask = wish(&blurred(sigma), "b", "b", part);
        let look = ask.looks[0];
        worker.ask(ask);
        let (news, came) = settle(&mut worker);
        assert_eq!(came > 0, comes, "sigma {sigma}: {came} came");
        assert!(
            pixels(&news, look) == expected(&blurred(sigma), "b", part),
            "sigma {sigma}"
        );
        // One more wish lets go of what this one has used.
        worker.ask(wish("a:image.load", "a", "a", (2, 0, 0, 8, 8)));
        settle(&mut worker);
    }
}

#[test]
fn a_newer_wish_takes_the_place_of_what_is_not_begun() {
    let mut worker = worker(Limits::default());
    worker.ask(wish(&chain(1.0), "c", "b", (1, 0, 0, 600, 500)));
    settle(&mut worker);
    let asks: Vec<_> = [2.0, 3.0, 4.0]
        .map(|sigma| wish(&chain(sigma), "c", "b", (1, 0, 0, 600, 500)))
        .into();
    let last = asks[2].looks[0];
    for ask in asks {
        worker.ask(ask);
    }
    let (news, _) = settle(&mut worker);
    let looks: Vec<_> = news
        .iter()
        .filter_map(|news| match news.said {
            PreviewNews::Pixels { look, .. } => Some(look),
            _ => None,
        })
        .collect();
    assert_eq!(looks, [last]);
}

#[test]
fn a_hand_that_never_rests_sees_large_and_small_pictures() {
    let mut worker = worker(Limits::default());
    worker.ask(wish(&chain(1.0), "c", "b", (1, 0, 0, 300, 300)));
    settle(&mut worker);
    let (mut large, mut small) = (0, 0);
    for step in 0..24 {
        let mut ask = wish(&chain(2.0 + f64::from(step)), "c", "b", (1, 0, 0, 300, 300));
        let key = ask.looks[0].key();
        ask.looks.push(PreviewLook::Small { key, side: 64 });
        worker.ask(ask);
        let news = worker.work();
        for address in worker.wanted() {
            worker.arrived(&address, Some(&served(&address)));
        }
        match news.expect("there is something to do").said {
            PreviewNews::Pixels {
                look: PreviewLook::Part { .. },
                ..
            } => large += 1,
            PreviewNews::Pixels {
                look: PreviewLook::Small { .. },
                ..
            } => small += 1,
            other => panic!("{other:?}"),
        }
    }
    assert!(large >= 17 && small >= 4, "{large} large, {small} small");
}

#[test]
fn a_large_part_comes_in_pieces_from_top_to_bottom() {
    let mut worker = worker(Limits::default());
    let part = (0, 0, 0, PHOTO.0, PHOTO.1);
    let ask = wish(
        "a:image.load l:color.levels(gamma=1.4) a.image->l.image",
        "l",
        "l",
        part,
    );
    let look = ask.looks[0];
    worker.ask(ask);
    let (news, _) = settle(&mut worker);
    let mut rows = 0;
    let mut pieces = 0;
    for news in &news {
        if let PreviewNews::Pixels {
            area: (x, y, w, h),
            last,
            ..
        } = news.said
        {
            assert_eq!((x, y, w), (0, rows, PHOTO.0));
            rows += h;
            pieces += 1;
            assert_eq!(last, rows == PHOTO.1);
        }
    }
    assert!(pieces > 1);
    assert_eq!(pixels(&news, look).len() as u32, PHOTO.0 * PHOTO.1 * 4);
}

#[test]
fn what_the_server_refuses_fails_and_may_be_asked_for_again() {
    let mut worker = worker(Limits::default());
    let ask = || wish(&chain(3.0), "c", "b", (1, 0, 0, 64, 64));
    worker.ask(ask());
    assert_eq!(worker.work(), None);
    for address in worker.wanted() {
        worker.arrived(&address, None);
    }
    let failed = worker.work().expect("it failed");
    assert!(matches!(failed.said, PreviewNews::Failed { ref reason, .. } if *reason != "".into()));
    worker.ask(ask());
    let (news, _) = settle(&mut worker);
    assert!(
        matches!(news[0].said, PreviewNews::Rests { .. })
            || matches!(news[0].said, PreviewNews::Pixels { .. })
    );
    assert!(
        news.iter()
            .any(|news| matches!(news.said, PreviewNews::Pixels { .. }))
    );
}
