//! Writes the node reference into a folder, for the book, with a picture of every picture node in `pictures` below it:
//! `cargo run -p gesso-nodes --example reference -- <folder>`.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use gesso_media::Pull;
use gesso_media::native::{Format, embedded_fonts, encode};

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("Say where to write: cargo run -p gesso-nodes --example reference -- <folder>");
        return ExitCode::FAILURE;
    };
    match write(&folder) {
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

fn write(folder: &Path) -> Result<(), Box<dyn Error>> {
    let pictures = folder.join("pictures");
    fs::create_dir_all(&pictures)?;
    for (name, page) in gesso_nodes::reference() {
        fs::write(folder.join(name), page)?;
    }
    for (id, image) in gesso_nodes::shown(&embedded_fonts())? {
        let mut file = BufWriter::new(File::create(pictures.join(format!("{id}.png")))?);
        encode(&image, Format::Png8, &Pull::new(), &|_| {}, &mut file)?;
        file.flush()?;
    }
    Ok(())
}
