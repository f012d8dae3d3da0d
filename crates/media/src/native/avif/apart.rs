//! The AV1 decoder in a process of its own: this very program, started once more to do nothing else. What ends it, or makes it greedy
//! or slow, is a picture that can't be read, and no more. The system holds it to its memory and its time.

use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};

use rustix::process::{Resource, Rlimit, setrlimit};

use super::av1::{answer, decode, next, receive, send, undecodable};
use super::planes::Planes;
use crate::native::MediaError;

/// The first argument that the program is started with.
pub const DECODE_AV1: &str = "decode-av1";
/// What it may take beside its pixels, in bytes, and for each of them.
const MEMORY: u64 = 512 << 20;
const MEMORY_OF_PIXEL: u64 = 32;
/// How long it may reckon, in seconds, and how many pixels give it one more: a tenth of what an ordinary picture has in that time.
const SECONDS: u64 = 10;
const PIXELS_OF_SECOND: u64 = 500_000;

/// Ends with what it belongs to.
struct Helper(Child);

impl Drop for Helper {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// One picture of each stream, whose size is known.
pub(super) fn decode_apart(streams: &[(&[u8], (u32, u32))]) -> Result<Vec<Planes>, MediaError> {
    let pixels = |&(_, (w, h)): &(&[u8], (u32, u32))| u64::from(w) * u64::from(h);
    let largest = streams.iter().map(pixels).max().unwrap_or_default();
    let all: u64 = streams.iter().map(pixels).sum();
    let mut helper = Helper(start(largest, all)?);
    let input = helper.0.stdin.take();
    let output = helper.0.stdout.take();
    let (Some(mut input), Some(mut output)) = (input, output) else {
        return Err(undecodable());
    };
    std::thread::scope(|scope| {
        // It may answer the first before it has read the last.
        scope.spawn(move || {
            for (stream, _) in streams {
                if send(stream, &mut input).is_err() {
                    // It has ended: whoever reads its answers will know.
                    break;
                }
            }
        });
        let planes = streams
            .iter()
            .map(|&(_, size)| receive(&mut output, size))
            .collect();
        // What could not be read ends it, so that the thread that writes comes to its end as well.
        drop(helper);
        planes
    })
}

fn start(largest: u64, all: u64) -> io::Result<Child> {
    Command::new(program()?)
        .arg(DECODE_AV1)
        .arg(largest.to_string())
        .arg(all.to_string())
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
}

/// Linux finds it also when an update has put another one in its place.
fn program() -> io::Result<std::path::PathBuf> {
    if cfg!(target_os = "linux") {
        Ok("/proc/self/exe".into())
    } else {
        std::env::current_exe()
    }
}

/// The work of that process: streams from `input`, each of at most `largest` pixels and together of at most `all`, as planes to `out`.
/// Nothing is said about what goes wrong: an answer that lacks says it.
///
/// # Errors
/// When the system can't hold the process to its limits, or a stream can't be read, decoded or answered.
pub fn answer_av1(
    largest: u64,
    all: u64,
    input: &mut dyn Read,
    out: &mut dyn Write,
) -> Result<(), MediaError> {
    let memory = MEMORY.saturating_add(largest.saturating_mul(MEMORY_OF_PIXEL));
    let seconds = SECONDS.saturating_add(all / PIXELS_OF_SECOND);
    for (resource, most) in [
        (Resource::As, memory),
        (Resource::Cpu, seconds),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
    ] {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, limit).map_err(io::Error::from)?;
    }
    let most_pixels = u32::try_from(largest).unwrap_or(u32::MAX);
    while let Some(stream) = next(input, memory)? {
        answer(&decode(stream, most_pixels)?, out)?;
    }
    Ok(())
}
