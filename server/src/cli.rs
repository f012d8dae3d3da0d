//! The command line. Every setting is a flag and a `GESSO_…` variable; an unknown or bad one is refused with a
//! sentence that says what to do.

use crate::config::{Config, MEGAPIXEL, MIB};
use crate::headless::Order;
use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser, Subcommand};
use gesso_media::native::{Av1, DECODE_AV1, answer_av1};
use std::ffi::OsString;
use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// Default of `--upload-limit-mb`.
pub(crate) const UPLOAD_LIMIT_MIB: u64 = 100;
/// Default of `--pixel-limit-mp`.
pub(crate) const PIXEL_LIMIT_MEGAPIXELS: u64 = 250;
/// Default of `--decoded-limit-mb`: 250 megapixels with 8 bits a channel and transparency.
pub(crate) const DECODED_LIMIT_MIB: u64 = 1024;
/// Default of `--cache-mb`.
pub(crate) const CACHE_LIMIT_MIB: u64 = 8 * 1024;

/// Default of `--memory-mb`.
pub(crate) const MEMORY_MIB: u64 = 512;
/// Default of `--run-limit-min`: a day.
pub(crate) const RUN_LIMIT_MINUTES: u64 = 24 * 60;

/// Default of `--row-limit`.
pub(crate) const ROW_LIMIT: u16 = 200;
/// Default of `--row-limit-kb`.
pub(crate) const ROW_LIMIT_KIB: u64 = 1024;

/// Gesso, the production canvas for media.
#[derive(Debug, Parser)]
#[command(
    name = "gesso",
    version,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start the server and print its address.
    Serve(Serve),
    /// Run a workflow file without a page and write the files that it makes.
    Run(Run),
    /// Decode AV1 pictures for another process of this program.
    #[command(name = DECODE_AV1, hide = true)]
    DecodeAv1 {
        /// Most pixels of one.
        largest: u64,
        /// Most pixels of all.
        all: u64,
    },
}

/// What the program is asked for.
#[derive(Debug)]
pub enum Asked {
    /// A server.
    Serve(Config),
    /// A run of a file.
    Run(Box<Order>),
    /// To decode pictures for another process of this program.
    DecodeAv1 {
        /// Most pixels of one.
        largest: u64,
        /// Most pixels of all.
        all: u64,
    },
}

/// The settings of `gesso run`. Ends with 0 when all is done, 1 when it failed, 2 when the order can't be carried out,
/// 3 when only some files were made, 130 when it was stopped.
#[derive(Debug, clap::Args)]
struct Run {
    /// The workflow file, or a picture that carries one.
    file: PathBuf,
    /// Set a parameter, as `blur.sigma=3`: a node by its title, kind or id, a parameter by its name.
    #[arg(long, value_name = "NODE.PARAM=VALUE")]
    set: Vec<String>,
    /// Load a picture, as `photo.jpg` or `logo=logo.png`. Without a node, pictures go to the nodes that load one, from left to
    /// right, and the rest to a node that takes many.
    #[arg(long, value_name = "[NODE=]FILE")]
    input: Vec<String>,
    /// Run to this node only.
    #[arg(long, value_name = "NODE")]
    to: Vec<String>,
    /// Folder for the files that are made; files of the same names are replaced.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    out: PathBuf,
    /// Leave the workflow out of the pictures that are written.
    #[arg(long)]
    bare: bool,
    /// Say what happens as lines of JSON on stdout.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    work: Work,
}

/// Where things are kept, and the limits of the work.
#[derive(Debug, clap::Args)]
struct Work {
    /// Folder that holds everything to keep: workflows, uploads, results. Made when it is not there.
    #[arg(
        long,
        value_name = "FOLDER",
        default_value = "./.gesso",
        env = "GESSO_DATA"
    )]
    data: PathBuf,
    /// Largest upload, in mebibytes.
    #[arg(long, value_name = "MIB", default_value_t = UPLOAD_LIMIT_MIB, env = "GESSO_UPLOAD_LIMIT_MB",
          allow_negative_numbers = true, value_parser = number::<u64>(1..=65_536))]
    upload_limit_mb: u64,
    /// Most pixels of an uploaded picture, in megapixels.
    #[arg(long, value_name = "MEGAPIXELS", default_value_t = PIXEL_LIMIT_MEGAPIXELS, env = "GESSO_PIXEL_LIMIT_MP",
          allow_negative_numbers = true, value_parser = number::<u64>(1..=4_000))]
    pixel_limit_mp: u64,
    /// Most memory of one opened picture, in mebibytes: pixels times channels times bytes a channel.
    #[arg(long, value_name = "MIB", default_value_t = DECODED_LIMIT_MIB, env = "GESSO_DECODED_LIMIT_MB",
          allow_negative_numbers = true, value_parser = number::<u64>(1..=65_536))]
    decoded_limit_mb: u64,
    /// Disk space for kept results, in mebibytes; the least recently used go first.
    #[arg(long, value_name = "MIB", default_value_t = CACHE_LIMIT_MIB, env = "GESSO_CACHE_MB",
          allow_negative_numbers = true, value_parser = number::<u64>(16..=16_777_216))]
    cache_mb: u64,
    /// Steps worked on at once; 0 means one per core. Never more than one for each 64 MiB of --memory-mb.
    #[arg(long, value_name = "COUNT", default_value_t = 0, env = "GESSO_WORKERS",
          allow_negative_numbers = true, value_parser = number::<u16>(0..=256))]
    workers: u16,
    /// Memory for opened pictures and pictures kept between steps, in mebibytes.
    #[arg(long, value_name = "MIB", default_value_t = MEMORY_MIB, env = "GESSO_MEMORY_MB",
          allow_negative_numbers = true, value_parser = number::<u64>(64..=1_048_576))]
    memory_mb: u64,
    /// How long one run may be worked for, in minutes, waiting left out; 0 means as long as it takes.
    #[arg(long, value_name = "MINUTES", default_value_t = RUN_LIMIT_MINUTES, env = "GESSO_RUN_LIMIT_MIN",
          allow_negative_numbers = true, value_parser = number::<u64>(0..=1_000_000))]
    run_limit_min: u64,
}

/// The settings of `gesso serve`.
#[derive(Debug, clap::Args)]
struct Serve {
    /// Address to listen on: a loopback address (127.0.0.1, [::1], localhost) with a port; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:4377", env = "GESSO_LISTEN", value_parser = loopback)]
    listen: SocketAddr,
    /// Folder with the built page. Default: `site` beside the folder of this program.
    #[arg(long, value_name = "FOLDER", env = "GESSO_SITE")]
    site: Option<PathBuf>,
    #[command(flatten)]
    work: Work,
    /// Most runs that one table of values starts.
    #[arg(long, value_name = "COUNT", default_value_t = ROW_LIMIT, env = "GESSO_ROW_LIMIT",
          allow_negative_numbers = true, value_parser = number::<u16>(1..=500))]
    row_limit: u16,
    /// Most text of one table of values, in kibibytes.
    #[arg(long, value_name = "KIB", default_value_t = ROW_LIMIT_KIB, env = "GESSO_ROW_LIMIT_KB",
          allow_negative_numbers = true, value_parser = number::<u64>(1..=65_536))]
    row_limit_kb: u64,
    /// Never put the workflow into downloaded pictures, whatever people chose in their settings.
    #[arg(long, env = "GESSO_BARE_DOWNLOADS")]
    bare_downloads: bool,
    /// Add the page /bench, which measures the canvas.
    #[arg(long, env = "GESSO_BENCH")]
    bench: bool,
    /// What to log: error, warn, info, debug, trace, or a filter as `info,sqlx=warn`.
    #[arg(long, value_name = "FILTER", default_value = "info", env = "GESSO_LOG", value_parser = log_filter)]
    log: String,
}

/// The settings can't be used, or only help was asked for.
#[derive(Debug)]
pub struct Refusal {
    error: clap::Error,
}

impl Refusal {
    /// Prints it where it belongs and gives the exit code.
    pub fn print(&self) -> ExitCode {
        let _ = self.error.print();
        if self.error.use_stderr() {
            ExitCode::from(2)
        } else {
            ExitCode::SUCCESS
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.error)
    }
}

/// Reads the settings from the process's arguments and variables.
///
/// # Errors
/// When help was asked for, or a setting is unknown or bad.
pub fn read() -> Result<Asked, Refusal> {
    refuse_unknown(std::env::vars_os().map(|(name, _)| name))?;
    let cli = Cli::try_parse().map_err(|error| Refusal { error })?;
    Ok(match cli.command {
        Command::Serve(serve) => {
            let site = match serve.site {
                Some(site) => site,
                None => site_beside_program()?,
            };
            Asked::Serve(Config {
                listen: serve.listen,
                site,
                bare_downloads: serve.bare_downloads,
                bench: serve.bench,
                row_limit: usize::from(serve.row_limit),
                row_bytes_limit: serve.row_limit_kb * 1024,
                log: serve.log,
                ..serve.work.config()
            })
        }
        Command::Run(run) => Asked::Run(Box::new(Order {
            file: run.file,
            set: run.set,
            input: run.input,
            to: run.to,
            out: run.out,
            bare: run.bare,
            json: run.json,
            config: run.work.config(),
        })),
        Command::DecodeAv1 { largest, all } => Asked::DecodeAv1 { largest, all },
    })
}

impl Work {
    /// These settings beside the defaults of all others.
    fn config(self) -> Config {
        Config {
            upload_limit: self.upload_limit_mb * MIB,
            pixel_limit: self.pixel_limit_mp * MEGAPIXEL,
            decoded_limit: self.decoded_limit_mb * MIB,
            cache_limit: self.cache_mb * MIB,
            workers: usize::from(self.workers),
            memory: self.memory_mb * MIB,
            run_limit: minutes(self.run_limit_min),
            av1: Av1::Apart,
            ..Config::local(self.data, PathBuf::new())
        }
    }
}

/// As long as it takes, if there are none.
pub(crate) fn minutes(count: u64) -> Option<Duration> {
    (count > 0).then(|| Duration::from_secs(count * 60))
}

/// Decodes what comes on stdin and answers on stdout. Whoever asked hears of a failure by the answer that lacks.
pub fn decode_av1(largest: u64, all: u64) -> ExitCode {
    let (mut input, mut out) = (std::io::stdin().lock(), std::io::stdout().lock());
    match answer_av1(largest, all, &mut input, &mut out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Writes a start-up error for people: the log may be filtered away.
pub fn complain(message: &str) {
    let _ = writeln!(std::io::stderr(), "error: {message}");
}

/// A misspelt variable would be silently without effect otherwise.
fn refuse_unknown(names: impl Iterator<Item = OsString>) -> Result<(), Refusal> {
    let command = Cli::command();
    let known: Vec<&str> = command
        .get_subcommands()
        .flat_map(|sub| sub.get_arguments())
        .filter_map(|argument| argument.get_env()?.to_str())
        .collect();
    for name in names {
        let Some(name) = name.to_str().filter(|name| name.starts_with("GESSO_")) else {
            continue;
        };
        if !known.contains(&name) {
            let text = format!(
                "{name} is not a setting of Gesso. Unset it, or use one of {}.",
                known.join(", ")
            );
            return Err(refusal(ErrorKind::UnknownArgument, text));
        }
    }
    Ok(())
}

fn refusal(kind: ErrorKind, text: String) -> Refusal {
    Refusal {
        error: Cli::command().error(kind, text),
    }
}

/// `target/site` for `target/release/gesso`: where the builder puts both.
fn site_beside_program() -> Result<PathBuf, Refusal> {
    let program = std::env::current_exe().ok();
    let above = program
        .as_deref()
        .and_then(|program| program.parent()?.parent());
    above.map(|above| above.join("site")).ok_or_else(|| {
        let text = "Gesso can't tell where its own program lies. Name the folder with the built page: --site FOLDER.";
        refusal(ErrorKind::MissingRequiredArgument, text.into())
    })
}

/// Without accounts, whoever reaches the port may change everything: so nobody outside this machine may.
fn loopback(text: &str) -> Result<SocketAddr, String> {
    let local = text
        .strip_prefix("localhost:")
        .and_then(|port| port.parse().ok());
    let address = match local {
        Some(port) => SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port),
        None => text
            .parse()
            .map_err(|_| "write an address and a port, as 127.0.0.1:4377".to_owned())?,
    };
    if address.ip().is_loopback() {
        return Ok(address);
    }
    Err(format!(
        "Gesso listens on this machine only (127.0.0.1, [::1] or localhost): there are no accounts yet, \
         so whoever reached {address} could read and change everything"
    ))
}

/// A whole number within these limits; for what is none, what to write.
fn number<T: TryFrom<u64>>(
    within: RangeInclusive<u64>,
) -> impl Fn(&str) -> Result<T, String> + Clone {
    move |text| {
        let number = text.parse().ok().filter(|number| within.contains(number));
        let fitting = number.and_then(|number| T::try_from(number).ok());
        fitting.ok_or_else(|| {
            let (least, most) = (within.start(), within.end());
            format!("write a whole number from {least} to {most}")
        })
    }
}

fn log_filter(text: &str) -> Result<String, String> {
    match tracing_subscriber::EnvFilter::try_new(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err(format!("write error, warn, info, debug or trace ({error})")),
    }
}
