//! Writes the node reference into a folder, for the book: `cargo run -p gesso-nodes --example reference -- <folder>`.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("Say where to write: cargo run -p gesso-nodes --example reference -- <folder>");
        return ExitCode::FAILURE;
    };
    let written = std::fs::create_dir_all(&folder).and_then(|()| {
        gesso_nodes::reference()
            .into_iter()
            .try_for_each(|(name, page)| std::fs::write(folder.join(name), page))
    });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(
                "The reference could not be written to {}: {error}",
                folder.display()
            );
            ExitCode::FAILURE
        }
    }
}
