//! What becomes of what is dropped on the canvas, pasted or chosen: a kind becomes a node, a picture a node that loads it, a
//! workflow file its nodes. A picture that carries a workflow is a picture that offers its workflow; on a canvas with nothing on
//! it, where that is what people come for, it is its workflow and offers the picture.

use crate::api::{self, AssetCard};
use crate::browser::{File, drag, files};
use crate::editor::desk::{Desk, schema_of};
use crate::editor::verb::items_of;
use crate::editor::words;
use crate::words::{Told, catalogue, text, with};
use gesso_canvas::{CanvasAction, Px};
use gesso_graph::{ItemId, NodeId, ParamDecl, ParamKind, Point, Schema, WorkflowFile};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How far apart the nodes of files that were dropped together lie, in world pixels: a node with its picture has room.
const APART: (f64, f64) = (264.0, 336.0);
/// How many of them lie in a row.
const IN_A_ROW: usize = 4;
/// How far to the right of a picture its workflow is put, in world pixels: past the node.
const BESIDE: f64 = 320.0;

/// Where on the canvas a file or a kind was dropped, and what becomes of it.
pub(super) fn take(desk: Desk, event: &leptos::ev::DragEvent) {
    let Some(container) = desk.stage.container.get_untracked() else {
        return;
    };
    let (x, y) = drag::within(&container, event.client_x(), event.client_y());
    let at = desk
        .stage
        .with(|editor| editor.to_world(Px::new(x, y)))
        .unwrap_or_default();
    if let Some(schema) = drag::kind(event).and_then(|kind| schema_of(&kind.into())) {
        desk.add_node(schema, at, None);
        desk.stage.focus();
        return;
    }
    let files = files::dropped(event);
    let under = desk.stage.with(|editor| editor.item_at(Px::new(x, y)));
    match under.flatten() {
        Some(ItemId::Node(node)) => give_files(desk, files, node, at),
        _ => take_files(desk, files, at),
    }
}

/// Uploads files and gives them to a node, one after the other; what it has no place for is put on the canvas. A node that
/// takes one file takes the first.
fn give_files(desk: Desk, chosen: Vec<File>, node: NodeId, at: Point) {
    let takes_many = desk.document_now().nodes().get(&node).is_some_and(|node| {
        let schema = schema_of(&node.kind);
        let takes_many = |param: &ParamDecl| matches!(param.kind, ParamKind::Assets { .. });
        schema.is_some_and(|schema| schema.params.iter().any(takes_many))
    });
    spawn_local(async move {
        let mut takes = true;
        for (index, file) in chosen.into_iter().enumerate() {
            let at = beside(at, index);
            if is_workflow(&file) {
                take_workflow(desk, &file, at).await;
            } else if let Some(card) = desk.session.upload(file).await {
                match takes && desk.give_asset(node, &card.asset_ref()) {
                    true => takes = takes_many,
                    false => take_picture(desk, card, at).await,
                }
            }
        }
    });
}

fn is_workflow(file: &File) -> bool {
    file.name().to_lowercase().ends_with(".json")
}

/// Where the node of one of several files goes: in rows, so that none lies on another.
fn beside(at: Point, index: usize) -> Point {
    let (column, row) = (index % IN_A_ROW, index / IN_A_ROW);
    at.translate(column as f64 * APART.0, row as f64 * APART.1)
}

/// Uploads pictures and adds a node for each; what a workflow file holds is put in as if pasted.
pub(crate) fn take_files(desk: Desk, chosen: Vec<File>, at: Point) {
    for (index, file) in chosen.into_iter().enumerate() {
        let at = beside(at, index);
        spawn_local(async move {
            if is_workflow(&file) {
                take_workflow(desk, &file, at).await;
            } else if let Some(card) = desk.session.upload(file).await {
                take_picture(desk, card, at).await;
            }
            // Otherwise what went wrong has been said by the session.
        });
    }
}

/// Adds what a workflow file holds, or says why not.
async fn take_workflow(desk: Desk, file: &File, at: Point) {
    let text = files::text(file).await.unwrap_or_default();
    match WorkflowFile::from_json(&text) {
        Ok(workflow) => desk.insert_workflow(&workflow, at),
        Err(error) => desk
            .session
            .warn(format!("{}: {}", file.name(), error.told())),
    }
}

async fn take_picture(desk: Desk, card: AssetCard, at: Point) {
    match carried(desk, &card).await {
        Some(workflow) if items_of(&desk.document_now()).next().is_none() => {
            desk.insert_workflow(&workflow, at);
            desk.once_laid_out(|desk| desk.canvas(CanvasAction::FitAll));
            let said = words::opened_carried(&workflow.name, &card.name);
            desk.session.offer(said, text("use-picture"), move || {
                add_loader(desk, &card, at.translate(-BESIDE, 0.0));
            });
        }
        Some(workflow) => {
            add_loader(desk, &card, at);
            let said = words::carries(&card.name, &workflow.name);
            desk.session.offer(said, text("insert-carried"), move || {
                desk.insert_workflow(&workflow, at.translate(BESIDE, 0.0));
            });
        }
        None => add_loader(desk, &card, at),
    }
}

/// The workflow in an uploaded picture. One that can't be read is told of; the picture is still a picture.
async fn carried(desk: Desk, card: &AssetCard) -> Option<WorkflowFile> {
    let text = match api::workflow_in(card.hash.clone()).await {
        Ok(text) => text?,
        Err(error) => {
            desk.session.warn(error.told());
            return None;
        }
    };
    WorkflowFile::from_json(&text)
        .inspect_err(|error| {
            desk.session
                .warn(format!("{}: {}", card.name, error.told()))
        })
        .ok()
}

fn add_loader(desk: Desk, card: &AssetCard, at: Point) {
    let asset = card.asset_ref();
    match loader_of(&asset.media_type) {
        Some((schema, param)) => {
            desk.add_asset(schema, at, param, asset);
        }
        None => desk.session.warn(with(
            "no-loader",
            &[("name", &asset.name), ("type", &asset.media_type.as_str())],
        )),
    }
}

/// The kind of node that takes a file of a media type, and the parameter that holds it.
fn loader_of(media_type: &str) -> Option<(&'static Schema, &'static ParamDecl)> {
    catalogue().all().iter().find_map(|spec| {
        let takes = |param: &&ParamDecl| {
            let is_list = matches!(param.kind, ParamKind::Assets { .. });
            !is_list && param.kind.takes(media_type)
        };
        Some((&spec.schema, spec.schema.params.iter().find(takes)?))
    })
}
