//! Where one looked: the camera of each workflow and up to seven named places to fly back to. Kept in the browser;
//! a view is this person's and changes nothing of the workflow.

use crate::browser::{on_page, storage};
use crate::editor::desk::{Desk, title_of};
use crate::editor::words;
use crate::words::with;
use gesso_canvas::Camera;
use gesso_graph::{Document, GraphId, NodeId, Point};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const STORED_UNDER: &str = "gesso.views.";

/// The digits of views. 1 and 2 show everything and the selection.
pub const DIGITS: std::ops::RangeInclusive<u8> = 3..=9;

/// What is kept of one workflow.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Views {
    /// Where one looked last.
    pub last: Option<Place>,
    /// The views that were set, by digit.
    pub set: BTreeMap<u8, View>,
}

/// A camera as it is kept, and the graph it looks at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    x: f64,
    y: f64,
    zoom: f64,
    /// The instances that lead to the graph, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<NodeId>,
}

/// A view to fly back to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// Where.
    pub place: Place,
    /// What is there, as people read it.
    pub name: String,
}

impl Place {
    /// Where a camera looks, inside the last of some instances.
    pub fn new(camera: Camera, within: Vec<NodeId>) -> Self {
        Self {
            x: camera.x,
            y: camera.y,
            zoom: camera.zoom,
            within,
        }
    }

    /// The camera; numbers that are none, from a damaged store, are not followed.
    pub fn camera(&self) -> Option<Camera> {
        let sound = [self.x, self.y, self.zoom].iter().all(|n| n.is_finite());
        (sound && self.zoom > 0.0).then_some(Camera {
            x: self.x,
            y: self.y,
            zoom: self.zoom,
        })
    }
}

impl Views {
    /// Reads what was stored; what is not understood counts as nothing.
    pub fn from_text(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The stored form.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// What a place is called: the smallest frame around it, else the nearest node.
pub fn name_of(document: &Document, graph: GraphId, at: Point) -> Option<String> {
    let around = document
        .frames()
        .values()
        .filter(|frame| frame.graph == graph)
        .filter(|frame| frame.rect.contains(at) && !frame.title.is_empty())
        .min_by(|a, b| (a.rect.w * a.rect.h).total_cmp(&(b.rect.w * b.rect.h)));
    if let Some(frame) = around {
        return Some(frame.title.to_string());
    }
    let away = |to: Point| (to.x - at.x).hypot(to.y - at.y);
    let nearest = document
        .nodes_in(graph)
        .min_by(|(_, a), (_, b)| away(a.position).total_cmp(&away(b.position)));
    nearest.map(|(id, _)| title_of(document, id))
}

/// Reads what is kept once the page is live, and keeps the camera when it is left.
pub(crate) fn restore(desk: Desk) {
    Effect::new(move |_| {
        if let Some(text) = storage::get(&key(desk)) {
            desk.views.set(Views::from_text(&text));
        }
        on_page("pagehide", move || keep(desk));
    });
    on_cleanup(move || {
        if cfg!(feature = "hydrate") {
            keep(desk);
        }
    });
}

fn key(desk: Desk) -> String {
    format!("{STORED_UNDER}{}", desk.session.workflow())
}

fn keep(desk: Desk) {
    let camera = desk.looked.try_get_value().flatten();
    let within = desk
        .place
        .try_with_untracked(|place| place.iter().map(|(id, _)| *id).collect());
    let text = desk.views.try_update_untracked(|views| {
        if let (Some(camera), Some(within)) = (camera, within) {
            views.last = Some(Place::new(camera, within));
        }
        views.to_text()
    });
    if let Some(text) = text {
        // A browser that keeps nothing shows everything next time.
        storage::set(&key(desk), &text);
    }
}

impl Desk {
    /// Looks where one looked the last time, if this workflow was open in this browser before.
    #[cfg(feature = "hydrate")]
    pub(crate) fn look_as_before(self) -> bool {
        let last = self.views.with_untracked(|views| views.last.clone());
        let Some((camera, place)) = last.and_then(|place| Some((place.camera()?, place))) else {
            return false;
        };
        self.stage
            .perform(self, |editor| editor.go_to(&place.within));
        // What was a subgraph then may be gone; then its camera shows nothing.
        let is_there = self.stage.with(|editor| editor.place() == place.within);
        if is_there == Some(true) {
            self.stage.perform(self, |editor| editor.set_camera(camera));
        }
        is_there == Some(true)
    }

    /// Sets a view to where one looks now.
    pub(crate) fn set_view(self, digit: u8) {
        let Some(camera) = self.stage.with(|editor| editor.camera()) else {
            return;
        };
        let name = name_of(
            &self.document_now(),
            self.stage.graph(),
            self.stage.middle(),
        )
        .unwrap_or_else(|| with("view-name", &[("digit", &digit)]));
        self.session
            .say(with("view-set", &[("digit", &digit), ("name", &name)]));
        let within = self.stage.with(|editor| editor.place().to_vec());
        let place = Place::new(camera, within.unwrap_or_default());
        self.views.update(|views| {
            views.set.insert(digit, View { place, name });
        });
        keep(self);
    }

    /// Goes to a view that was set.
    pub(crate) fn go_to_view(self, digit: u8) {
        let view = self
            .views
            .with_untracked(|views| views.set.get(&digit).cloned());
        match view.and_then(|view| Some((view.place.camera()?, view))) {
            Some((camera, View { place, name })) => {
                let within = self.stage.with(|editor| editor.place().to_vec());
                if within.is_some_and(|within| within != place.within) {
                    self.stage
                        .perform(self, |editor| editor.go_to(&place.within));
                }
                if self.stage.with(|editor| editor.place() == place.within) == Some(false) {
                    return self.session.say(words::view_gone(digit));
                }
                self.stage.perform(self, |editor| editor.fly_to(camera));
                self.session.announce(name);
            }
            None => self.session.say(with("view-not-set", &[("digit", &digit)])),
        }
    }

    /// Whether a view is set. Tracks.
    pub(crate) fn has_view(self, digit: u8) -> bool {
        self.views.with(|views| views.set.contains_key(&digit))
    }
}
