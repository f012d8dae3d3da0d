//! JPEG from strips: the encoder asks for rows, strips arrive from the renderer, and few of them are held.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::mpsc::sync_channel;

use jpeg_encoder::{Encoder, EncodingError, ImageBuffer, JpegColorType, SamplingFactor};

use super::{Job, Sink, quantise, unwritten};
use crate::native::MediaError;
use crate::native::rows::render_mapped;
use crate::{RenderError, Tile};
use gesso_words::said;

/// From this quality on colour is kept at full resolution.
const FULL_COLOR_FROM: u8 = 90;

type Planes = [Vec<u8>; 3];

pub(super) fn write(job: &Job<'_>, quality: u8, out: &mut dyn Sink) -> Result<(), MediaError> {
    let (w, h) = job.image.size();
    let (Ok(width), Ok(height)) = (u16::try_from(w), u16::try_from(h)) else {
        return Err(MediaError::Unsupported(said(
            "unwritten-jpeg-side",
            [("width", w.into()), ("height", h.into())],
        )));
    };
    let quality = quality.clamp(1, 100);
    let mut encoder = Encoder::new(out, quality);
    encoder.set_sampling_factor(if quality >= FULL_COLOR_FROM {
        SamplingFactor::F_1_1
    } else {
        SamplingFactor::F_2_2
    });
    encoder
        .add_icc_profile(&job.colors.profile())
        .map_err(failed)?;
    if rayon::current_thread_index().is_some() {
        // This thread belongs to the pool that renders; waiting for it from here could stop both.
        let mut strips = VecDeque::new();
        render(job, |planes| {
            strips.push_back(planes);
            Ok(())
        })?;
        let rows = Rows::new(width, height, move || strips.pop_front());
        return encoder.encode_image(rows).map_err(failed);
    }
    std::thread::scope(|scope| {
        let (sender, strips) = sync_channel(1);
        let renderer = scope.spawn(move || {
            render(job, |planes| {
                sender
                    .send(planes)
                    .map_err(|_| MediaError::Render(RenderError::Cancelled))
            })
        });
        let encoded = encoder
            .encode_image(Rows::new(width, height, move || strips.recv().ok()))
            .map_err(failed);
        // The encoder has dropped its end: a renderer that is still at work ends at the next strip.
        match renderer.join() {
            Ok(Ok(())) => encoded,
            Ok(Err(rendering)) => Err(encoded.err().unwrap_or(rendering)),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

fn render(
    job: &Job<'_>,
    sink: impl FnMut(Planes) -> Result<(), MediaError>,
) -> Result<(), MediaError> {
    render_mapped(
        job.image,
        job.pull,
        job.progress,
        |strip: Tile| quantise::ycbcr_over_white(&strip.px),
        sink,
    )
}

/// The encoder's view of the strips.
struct Rows<N> {
    width: u16,
    height: u16,
    open: RefCell<Open<N>>,
}

struct Open<N> {
    next: N,
    planes: Planes,
    /// The row of the picture at the top of `planes`.
    top: usize,
}

impl<N: FnMut() -> Option<Planes>> Rows<N> {
    fn new(width: u16, height: u16, next: N) -> Self {
        Self {
            width,
            height,
            open: RefCell::new(Open {
                next,
                planes: Planes::default(),
                top: 0,
            }),
        }
    }
}

impl<N: FnMut() -> Option<Planes>> ImageBuffer for Rows<N> {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        JpegColorType::Ycbcr
    }

    fn width(&self) -> u16 {
        self.width
    }

    fn height(&self) -> u16 {
        self.height
    }

    /// Rows are asked for in order; the last one again and again to fill the last block. When strips stop coming
    /// (the renderer failed) grey is given: the file is thrown away then.
    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let mut open = self.open.borrow_mut();
        let width = usize::from(self.width);
        let y = usize::from(y);
        while (y - open.top) * width >= open.planes[0].len() {
            open.top += open.planes[0].len() / width;
            match (open.next)() {
                Some(planes) => open.planes = planes,
                None => {
                    buffers
                        .iter_mut()
                        .take(3)
                        .for_each(|buffer| buffer.resize(buffer.len() + width, 128));
                    return;
                }
            }
        }
        let from = (y - open.top) * width;
        for (buffer, plane) in buffers.iter_mut().zip(&open.planes) {
            buffer.extend_from_slice(&plane[from..from + width]);
        }
    }
}

fn failed(error: EncodingError) -> MediaError {
    match error {
        EncodingError::IoError(error) => MediaError::Io(error),
        other => unwritten("JPEG", other.to_string()),
    }
}
