//! The program `gesso` with good and bad settings.

use std::path::Path;
use std::process::{Command, Output};

fn gesso(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gesso"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("GESSO_") {
            command.env_remove(name);
        }
    }
    command
        .args(arguments)
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

fn complaint(arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let output = gesso(arguments, variables);
    assert!(!output.status.success(), "{arguments:?} {variables:?}");
    assert!(output.stdout.is_empty(), "complaints go to stderr");
    String::from_utf8(output.stderr).unwrap()
}

#[track_caller]
fn check(arguments: &[&str], variables: &[(&str, &str)], expected: &str) {
    let complaint = complaint(arguments, variables);
    assert!(complaint.contains(expected), "{complaint}");
}

#[test]
fn unknown_settings_are_named() {
    check(&["serve", "--port", "80"], &[], "--port");
    check(
        &["serve"],
        &[("GESSO_PORT", "80")],
        "GESSO_PORT is not a setting",
    );
    check(&["servee"], &[], "serve");
}

#[test]
fn bad_settings_say_what_to_do() {
    check(&["serve", "--listen", "4377"], &[], "127.0.0.1:4377");
    check(&["serve", "--upload-limit-mb", "0"], &[], "from 1 to 65536");
    check(
        &["serve"],
        &[("GESSO_PIXEL_LIMIT_MP", "many")],
        "--pixel-limit-mp",
    );
    check(&["serve", "--log", "info,=,"], &[], "error, warn, info");
    check(
        &[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--site",
            "/nowhere/at/all",
        ],
        &[],
        "cargo xtask serve",
    );
}

#[test]
fn gesso_listens_on_this_machine_only() {
    for address in ["0.0.0.0:4377", "192.168.1.4:80", "[::]:4377"] {
        check(
            &["serve", "--listen", address],
            &[],
            "there are no accounts yet",
        );
        check(
            &["serve"],
            &[("GESSO_LISTEN", address)],
            "there are no accounts yet",
        );
    }
}

#[test]
fn help_names_every_setting_twice() {
    let help = String::from_utf8(gesso(&["serve", "--help"], &[]).stdout).unwrap();
    for (flag, variable) in [
        ("--listen", "GESSO_LISTEN"),
        ("--data", "GESSO_DATA"),
        ("--site", "GESSO_SITE"),
        ("--upload-limit-mb", "GESSO_UPLOAD_LIMIT_MB"),
        ("--pixel-limit-mp", "GESSO_PIXEL_LIMIT_MP"),
        ("--decoded-limit-mb", "GESSO_DECODED_LIMIT_MB"),
        ("--cache-mb", "GESSO_CACHE_MB"),
        ("--workers", "GESSO_WORKERS"),
        ("--memory-mb", "GESSO_MEMORY_MB"),
        ("--run-limit-min", "GESSO_RUN_LIMIT_MIN"),
        ("--log", "GESSO_LOG"),
    ] {
        assert!(
            help.contains(flag) && help.contains(variable),
            "{flag} {variable}"
        );
    }
}

#[test]
fn a_data_folder_that_is_a_file_is_said_so() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("file"), "").unwrap();
    std::fs::write(
        folder.path().join("manifest.json"),
        r#"{"js":"/a","wasm":"/b","css":"/c"}"#,
    )
    .unwrap();
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    let (data, site) = (text(&folder.path().join("file")), text(folder.path()));
    check(
        &[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--data",
            &data,
            "--site",
            &site,
        ],
        &[],
        "Choose another with --data",
    );
    std::fs::write(folder.path().join("manifest.json"), "{").unwrap();
    check(
        &["serve", "--listen", "127.0.0.1:0", "--site", &site],
        &[],
        "Build the page again",
    );
}
