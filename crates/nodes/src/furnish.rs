//! What a node's function needs of files before it is called: fonts, and the text of a drawing or a table. It is asked for here, so that
//! functions stay pure and a host is asked for no more than what is named.

use crate::call::Call;
use crate::chain::Host;
use crate::fonts::{FAMILIES, files_of, named_in};
use crate::node::{image_grid, list_from_csv, svg_render, text_render};
use crate::spec::NodeSpec;
use gesso_graph::AssetRef;
use gesso_media::RenderError;
use gesso_words::said;
use std::sync::Arc;

/// The call with what its node needs; none when it needs nothing.
///
/// # Errors
/// When a file is gone or not what it should be, said for people, or has not come yet.
pub(crate) fn furnished(
    spec: &NodeSpec,
    call: &Call,
    host: &dyn Host,
) -> Result<Option<Call>, RenderError> {
    if spec.schema.id == list_from_csv::ID {
        return with_table(call, host);
    }
    let mut call = match spec.schema.id {
        text_render::ID | svg_render::ID => call.clone(),
        image_grid::ID if call.inputs.contains_key(image_grid::LABELS.name) => call.clone(),
        _ => return Ok(None),
    };
    let mut fonts = match spec.schema.id {
        text_render::ID => files_of(&text_render::FONT.get(&call)),
        svg_render::ID => files_of(&svg_render::FONT.get(&call)),
        _ => files_of(&FAMILIES[0].asset_ref()),
    };
    if spec.schema.id == svg_render::ID {
        if let Some(file) = svg_render::file(&call)? {
            let source = source(&file, svg_render::MOST_BYTES, host)?;
            let name = svg_render::SOURCE.name.into();
            call.inputs.insert(name, crate::call::Data::Text(source));
        }
        let source = svg_render::SOURCE.get(&call);
        let more = named_in(&source).flat_map(|family| files_of(&family.asset_ref()));
        for file in more.collect::<Vec<AssetRef>>() {
            if !fonts.contains(&file) {
                fonts.push(file);
            }
        }
    }
    let names: Vec<String> = fonts.iter().map(|font| font.hash.to_string()).collect();
    let file = |hash: &String| {
        let font = fonts.iter().find(|font| font.hash.as_str() == hash);
        host.bytes(font.expect("each name is of a font"), MOST_FONT_BYTES)
    };
    call.fonts = host.font_case().fonts(&names, file)?;
    Ok(Some(call))
}

/// The largest font file, in bytes.
const MOST_FONT_BYTES: u64 = 32 << 20;

/// The call with the table in a file, when it stands in one.
fn with_table(call: &Call, host: &dyn Host) -> Result<Option<Call>, RenderError> {
    let Some(file) = list_from_csv::file(call)? else {
        return Ok(None);
    };
    let table = source(&file, list_from_csv::MOST_BYTES, host)?;
    let mut call = call.clone();
    let name = list_from_csv::TABLE.name.into();
    call.inputs.insert(name, crate::call::Data::Text(table));
    Ok(Some(call))
}

/// The text in a file.
fn source(file: &AssetRef, most: u64, host: &dyn Host) -> Result<Arc<str>, RenderError> {
    let bytes = host.bytes(file, most)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| {
        let reason = said("file-no-text", []);
        let name = (&*file.name).into();
        RenderError::Failed(said("file-failed", [("name", name), ("reason", reason)]))
    })?;
    Ok(text.into())
}
