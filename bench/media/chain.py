#!/usr/bin/env python3
"""A 24-megapixel JPEG through load, resize, blur, levels, blend and save: Gesso, libvips and ImageMagick.

The programs take turns, the median of the runs counts; peak memory is the largest resident set the system saw.

    cargo build --release -p gesso-media --example treat
    python3 bench/media/chain.py --treat target/release/examples/treat

libvips runs as one streaming pipeline when pyvips is installed (pip install pyvips; only the pipeline is timed then,
not Python's start), and as separate `vips` commands with .v files between them. Its defaults work on 8-bit encoded
values; "linear float" does the same arithmetic as Gesso. Shrinking while loading (`vipsthumbnail`, `jpeg:size`) is not
used by anybody. Gesso and ImageMagick are timed as whole processes.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PIPELINE = """
import sys, time, pyvips
source, overlay, out, width, linear = sys.argv[1:6]
start = time.perf_counter()
im = pyvips.Image.new_from_file(source, access="sequential")
if linear == "linear":
    im = im.colourspace("scrgb")
im = im.resize(int(width) / im.width, kernel="lanczos3")
im = im.gaussblur(2)
if linear == "linear":
    im = im.colourspace("srgb")
im = ((im - 12.75) * (1 / 0.9)).cast("uchar").gamma(exponent=1 / 1.1)
im = im.composite2(pyvips.Image.new_from_file(overlay), "multiply").flatten()
im.jpegsave(out, Q=85)
print(time.perf_counter() - start)
"""


def tool(name):
    """Debian's program first: a stand-in of the same name may come earlier in PATH."""
    return f"/usr/bin/{name}" if os.path.exists(f"/usr/bin/{name}") else shutil.which(name)


def timed(commands):
    """Seconds and peak bytes of commands run one after the other; a number on stdout replaces the wall time."""
    seconds, peak = 0.0, 0
    for command in commands:
        start = time.perf_counter()
        child = subprocess.Popen([str(c) for c in command], stdout=subprocess.PIPE)
        said = child.stdout.read().decode().strip()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            sys.exit(f"failed: {' '.join(map(str, command))}")
        seconds += float(said) if said else time.perf_counter() - start
        peak = max(peak, usage.ru_maxrss * 1024)
    return seconds, peak


def make_photo(convert, path):
    """Something with the entropy of a photo: coloured clouds, fine noise."""
    subprocess.run(
        [convert, "-size", "1500x1000", "-seed", "7", "plasma:fractal", "-resize", "6000x4000!", "-attenuate", "0.3",
         "-seed", "8", "+noise", "Gaussian", "-sampling-factor", "4:2:0", "-quality", "92", path],
        check=True,
    )


def contenders(treat, convert, vips, photo, overlay, folder, width):
    """Name to commands."""
    out = lambda name: os.path.join(folder, f"{name}.jpg")
    step = lambda n: os.path.join(folder, f"step{n}.v")
    height = width * 2 // 3
    found = {
        "Gesso (linear float)": [[treat, photo, out("gesso"), f"resize={width}x{height},lanczos", "blur=2",
                                  "levels=0.05,0.95,1.1", f"blend={overlay},multiply,1,0,0", "quality=85"]],
    }
    if vips:
        try:
            import pyvips  # noqa: F401
            for kind in ("8-bit", "linear"):
                label = "vips pipeline (8-bit)" if kind == "8-bit" else "vips pipeline (linear float)"
                found[label] = [[sys.executable, "-c", PIPELINE, photo, overlay, out(kind), width, kind]]
        except ImportError:
            print("pyvips is not installed: no single vips pipeline")
        found["vips commands (8-bit)"] = [
            [vips, "resize", photo, step(1), width / 6000, "--kernel", "lanczos3"],
            [vips, "gaussblur", step(1), step(2), 2],
            [vips, "linear", "--uchar", "--", step(2), step(3), 1 / 0.9, -14.17],
            [vips, "gamma", step(3), step(4), "--exponent", 1 / 1.1],
            [vips, "composite2", step(4), overlay, step(5), "multiply"],
            [vips, "jpegsave", step(5), out("vips"), "--Q", 85],
        ]
    if convert:
        found["ImageMagick (16-bit)"] = [[convert, photo, "-filter", "Lanczos", "-resize", f"{width}x", "-blur", "0x2",
                                          "-level", "5%,95%,1.1", overlay, "-compose", "Multiply", "-composite",
                                          "-quality", 85, out("magick")]]
    return found


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--treat", required=True, help="the example `treat` of gesso-media, built for release")
    arguments.add_argument("--runs", type=int, default=5)
    options = arguments.parse_args()
    convert, vips = tool("convert") or tool("magick"), tool("vips")
    if not convert:
        sys.exit("ImageMagick is missing: apt-get install imagemagick")
    with tempfile.TemporaryDirectory() as folder:
        photo = os.path.join(folder, "photo.jpg")
        make_photo(convert, photo)
        print(f"24-megapixel JPEG of {os.path.getsize(photo) / 1e6:.1f} MB, {os.cpu_count()} cores, "
              f"median of {options.runs} runs, load average {os.getloadavg()[0]:.1f}")
        for width in (2048, 6000):
            overlay = os.path.join(folder, f"overlay{width}.png")
            subprocess.run([convert, "-size", f"{width}x{width * 2 // 3}", "radial-gradient:white-gray50", overlay],
                           check=True)
            rows = contenders(os.path.abspath(options.treat), convert, vips, photo, overlay, folder, width)
            results = {name: [] for name in rows}
            for _ in range(options.runs):
                for name, commands in rows.items():
                    results[name].append(timed(commands))
            gesso = statistics.median(s for s, _ in results["Gesso (linear float)"])
            print(f"\nto {width} pixels wide")
            print(f"{'':<30}{'seconds':>9}{'of Gesso':>10}{'peak MB':>9}")
            for name, runs in results.items():
                seconds = statistics.median(s for s, _ in runs)
                peak = max(p for _, p in runs)
                print(f"{name:<30}{seconds:>9.3f}{seconds / gesso:>9.2f}x{peak / 1e6:>9.0f}")


if __name__ == "__main__":
    main()
