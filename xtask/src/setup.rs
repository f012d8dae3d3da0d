//! What has to be on the machine. Each need is looked for first, which costs milliseconds; what lacks is installed where
//! that is allowed (rustup, npm, apt as root), and otherwise named together with the command that installs it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::place::{self, Flavour};
use crate::process::{command, is_installed, output, run};
use crate::test::Part;

/// A Debian package that is needed, and the program by which it is known to be there.
struct Package {
    name: &'static str,
    program: &'static str,
    why: &'static str,
}

const COMPILER: Package = Package {
    name: "build-essential",
    program: "cc",
    why: "links, and compiles SQLite and WebP",
};
const NODE: [Package; 2] = [
    Package {
        name: "nodejs",
        program: "node",
        why: "runs wasm-opt and the end-to-end tests",
    },
    Package {
        name: "npm",
        program: "npm",
        why: "installs wasm-opt and the end-to-end tests",
    },
];

const CHROMIUM: Package = Package {
    name: "chromium",
    program: "chromium",
    why: "runs the tests in WASM and the end-to-end tests",
};
const IMAGEMAGICK: Package = Package {
    name: "imagemagick",
    program: "compare",
    why: "the kernels are compared with it",
};
const VIPS: Package = Package {
    name: "libvips-tools",
    program: "vips",
    why: "the benches compare with it",
};
const PYTHON: Package = Package {
    name: "python3",
    program: "python3",
    why: "runs the comparison with Pillow",
};

/// What a build needs besides Rust.
pub(crate) fn for_building(flavour: Flavour) -> Result<()> {
    rust_parts()?;
    packages([&COMPILER])?;
    if flavour == Flavour::Release {
        packages(&NODE)?;
        npm(&place::root().join("xtask"))?;
    }
    Ok(())
}

/// What the parts of the tests need besides.
pub(crate) fn for_testing(parts: &[Part]) -> Result<()> {
    let in_chromium = parts.contains(&Part::Wasm) || parts.contains(&Part::End2end);
    let compared = parts.contains(&Part::Reference);
    // All at once, so that whoever has to install by hand is told once.
    let chromium = NODE.iter().chain([&CHROMIUM]).filter(|_| in_chromium);
    let others = [&IMAGEMAGICK, &PYTHON].into_iter().filter(|_| compared);
    packages([&COMPILER].into_iter().chain(chromium).chain(others))?;
    for_building(Flavour::Dev)?;
    if in_chromium {
        for_chromium()?;
    }
    if compared {
        python_with(
            &["pillow", "numpy", "opencv-python-headless", "openimageio"],
            "import PIL, numpy, cv2, OpenImageIO",
        )?;
    }
    Ok(())
}

/// Chromium, and what drives it.
pub(crate) fn for_chromium() -> Result<()> {
    packages(NODE.iter().chain([&CHROMIUM]))?;
    npm(&place::root().join("end2end"))
}

/// What the bench of the kernels compares with.
pub(crate) fn for_comparing() -> Result<()> {
    packages([&IMAGEMAGICK, &VIPS, &PYTHON])?;
    python_with(&["pillow", "pyvips"], "import PIL, pyvips")
}

/// The Python that has what the scripts import.
pub(crate) fn python() -> PathBuf {
    place::target().join("python/bin/python3")
}

/// A Python environment in the target folder in which `import` works, which `packages` from PyPI bring.
fn python_with(wanted: &[&str], import: &str) -> Result<()> {
    if output(command(python()).args(["-c", import])).is_some() {
        return Ok(());
    }
    let folder = place::target().join("python");
    if !python().exists() && run(command("python3").args(["-m", "venv"]).arg(&folder)).is_err() {
        // What it began would look like a finished one to the next start.
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        // Debian keeps this part of Python in a package of its own, which no program betrays.
        apt_install(&["python3-venv"])?;
        run(command("python3").args(["-m", "venv"]).arg(&folder))?;
    }
    run(command(python())
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ])
        .args(wanted))
}

/// What makes WASM: the compiler's half, and the source of the standard library for what shares a memory.
fn rust_parts() -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    const SOURCE: &str = "rust-src";
    let sysroot = output(command("rustc").args(["--print", "sysroot"])).unwrap_or_default();
    let lib = Path::new(sysroot.trim()).join("lib/rustlib");
    let parts = [
        (lib.join(TARGET), "target", TARGET),
        (lib.join("src/rust/library"), "component", SOURCE),
    ];
    for (folder, kind, name) in parts {
        if folder.is_dir() {
            continue;
        }
        if !is_installed("rustup") {
            bail!(
                "the Rust {kind} {name} is missing. Install rustup, then run: rustup {kind} add {name}"
            );
        }
        run(command("rustup").args([kind, "add", name]))?;
    }
    Ok(())
}

/// Installs what lacks of `wanted` with apt, or says how to.
fn packages<'a>(wanted: impl IntoIterator<Item = &'a Package>) -> Result<()> {
    let missing: Vec<_> = wanted
        .into_iter()
        .filter(|p| !is_installed(p.program))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    for package in &missing {
        eprintln!("missing: {} ({})", package.name, package.why);
    }
    apt_install(&missing.iter().map(|p| p.name).collect::<Vec<_>>())
}

fn apt_install(names: &[&str]) -> Result<()> {
    let Some(sudo) = apt_prefix() else {
        bail!(
            "install what is missing, then start again: sudo apt-get install {}",
            names.join(" ")
        );
    };
    let apt = |arguments: &[&str]| {
        let mut words = sudo.to_vec();
        words.push("apt-get");
        words.extend(arguments);
        let mut apt = command(words[0]);
        apt.args(&words[1..])
            .env("DEBIAN_FRONTEND", "noninteractive");
        run(&mut apt)
    };
    apt(&["update", "--quiet"])?;
    let mut install = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    install.extend(names);
    apt(&install)
}

/// What stands before `apt-get`: nothing for root, `sudo -n` where it asks no password; `None` when apt is out of reach.
fn apt_prefix() -> Option<&'static [&'static str]> {
    if !is_installed("apt-get") {
        return None;
    }
    if output(command("id").arg("-u"))?.trim() == "0" {
        return Some(&[]);
    }
    output(command("sudo").args(["-n", "true"])).map(|_| ["sudo", "-n"].as_slice())
}

/// `npm ci`, unless what is installed is what the lock file says.
pub(crate) fn npm(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.gesso-lock");
    if fs::read(&stamp).ok().as_deref() == Some(&lock) {
        return Ok(());
    }
    run(command("npm")
        .args(["ci", "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .current_dir(folder))?;
    Ok(fs::write(stamp, lock)?)
}
