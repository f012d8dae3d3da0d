#!/usr/bin/env python3
"""Gesso beside libvips, ImageMagick and Pillow on the same pictures, in one run.

The programs take turns, the median of the rounds counts; peak memory is the largest resident set the system saw.

    cargo build --release -p gesso-media --example treat --example measure
    python3 bench/media/compare.py --treat target/release/examples/treat [--only photos,blur] [--rounds 3]

libvips runs as one streaming pipeline when pyvips is there (pip install pyvips); of it and of Pillow only the work is
timed, not Python's start. Gesso and ImageMagick are timed as whole processes. The photos are a folder: Gesso works on as
many at a time as there are cores, as a batch of it does; the others once one after the other and once two at a time. libvips' defaults work on 8-bit encoded
values, as ImageMagick's (16-bit) and Pillow's do; "linear float" does the same arithmetic as Gesso. Shrinking while
loading (`vipsthumbnail`, `jpeg:size`) is not used by anybody.
"""

import argparse
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

VIPS_START = """
import sys, time, pyvips
start = time.perf_counter()
def done(im, out):
    im.jpegsave(out, Q=85) if out else im.avg()
    print(time.perf_counter() - start)
"""
EACH = """
import os
from concurrent.futures import ThreadPoolExecutor
folder, overlay, out, linear, at_once = sys.argv[1:6]
names = os.listdir(folder)
with ThreadPoolExecutor(int(at_once)) as pool:
    list(pool.map(lambda name: one(os.path.join(folder, name), os.path.join(out, name)), names))
print(time.perf_counter() - start)
"""
VIPS_PHOTO = """
import sys, time, pyvips
start = time.perf_counter()
def one(source, out):
    im = pyvips.Image.new_from_file(source, access="sequential")
    if linear == "linear":
        im = im.colourspace("scrgb")
    im = im.resize(2048 / im.width, kernel="lanczos3").gaussblur(2)
    if linear == "linear":
        im = im.colourspace("srgb")
    im = ((im - 12.75) * (1 / 0.9)).cast("uchar").gamma(exponent=1 / 1.1)
    logo = pyvips.Image.new_from_file(overlay)
    im.composite2(logo, "multiply", x=64, y=64).flatten().jpegsave(out, Q=85)
""" + EACH
VIPS_POINTS = VIPS_START + """
im = pyvips.Image.new_from_file(sys.argv[1], access="sequential")
if sys.argv[2] == "linear":
    im = im.colourspace("scrgb")
for i in range(5):
    if sys.argv[2] == "linear":
        # Levels on encoded values, as Gesso's: there and back each time.
        for _ in range(2):
            im = (((im.colourspace("srgb") / 255 - 0.01) * 1.02) ** 0.95 * 255).copy(interpretation="srgb").colourspace("scrgb")
    else:
        top = 65535 if im.format == "ushort" else 255
        im = ((im - top * 0.01) * 1.02).cast(im.format).gamma(exponent=1 / 1.05)
done(im, None)
"""
VIPS_BLUR = VIPS_START + """
im = pyvips.Image.new_from_file(sys.argv[1], access="sequential")
done(im.gaussblur(50), None)
"""
PILLOW_PHOTO = """
import sys, time
from PIL import Image, ImageChops, ImageFilter
start = time.perf_counter()
def one(source, out):
    im = Image.open(source)
    im = im.resize((2048, 2048 * im.height // im.width), Image.LANCZOS).filter(ImageFilter.GaussianBlur(2))
    im = im.point([min(255, max(0, round(255 * max(0, (v / 255 - 0.05) / 0.9) ** (1 / 1.1)))) for v in range(256)] * 3)
    logo = Image.open(overlay).convert("RGB")
    part = im.crop((64, 64, 64 + logo.width, 64 + logo.height))
    im.paste(ImageChops.multiply(part, logo), (64, 64))
    im.save(out, quality=85)
""" + EACH
PILLOW_POINTS = """
import sys, time
from PIL import Image
Image.MAX_IMAGE_PIXELS = None
start = time.perf_counter()
im = Image.open(sys.argv[1])
for i in range(10):
    im = im.point([min(255, round(255 * max(0, (v / 255 - 0.01) * 1.02) ** 0.95)) for v in range(256)] * 3)
print(time.perf_counter() - start)
"""
PILLOW_BLUR = """
import sys, time
from PIL import Image, ImageFilter
start = time.perf_counter()
Image.open(sys.argv[1]).filter(ImageFilter.GaussianBlur(50)).load()
print(time.perf_counter() - start)
"""
VIPS_FILTER = VIPS_START + """
im = pyvips.Image.new_from_file(sys.argv[1], access="sequential")
top = pyvips.Image.new_from_file(sys.argv[2], access="sequential") if "top" in sys.argv[3] else None
done(eval(sys.argv[3]), None)
"""
# Kernels of layers, masks and filters: a step of ours, and what libvips has for it. `top` is another picture of that size.
FILTERS = {
    "over": ("porter_duff=TOP,source_over", "im.composite2(top, 'over')"),
    "xor": ("porter_duff=TOP,xor", "im.composite2(top, 'xor')"),
    "soft light": ("blend=TOP,soft_light,1,0,0", "im.composite2(top, 'soft-light')"),
    "grow a mask by 3 pixels": ("grow=3", "im[0].rank(7, 7, 48)"),
    "median, radius 1": ("median=1", "im.median(3)"),
    "median, radius 3": ("median=3", "im.median(7)"),
    "box, radius 5": ("box=5", "im.convsep(pyvips.Image.new_from_array([[1] * 11], scale=11))"),
    "edges, Sobel": ("sobel=1", "im.sobel()"),
    "blur, sigma 2": ("blur=2", "im.gaussblur(2)"),
    "blur, sigma 10": ("blur=10", "im.gaussblur(10)"),
    "sharpen": ("sharpen=0.8,1.5,0", "im.sharpen(sigma=1.5)"),
}
# Ours to ImageMagick's.
MODES = {
    "normal": "Over", "darken": "Darken", "multiply": "Multiply", "color_burn": "ColorBurn", "linear_burn": "LinearBurn",
    "darker_color": "DarkenIntensity", "lighten": "Lighten", "screen": "Screen", "color_dodge": "ColorDodge",
    "linear_dodge": "LinearDodge", "lighter_color": "LightenIntensity", "overlay": "Overlay", "soft_light": "SoftLight",
    "hard_light": "HardLight", "vivid_light": "VividLight", "linear_light": "LinearLight", "pin_light": "PinLight",
    "hard_mix": "HardMix", "difference": "Difference", "exclusion": "Exclusion", "subtract": "MinusSrc",
    "divide": "DivideSrc", "hue": "Hue", "saturation": "Saturate", "color": "Colorize", "luminosity": "Luminize",
}
GESSO = "Gesso"


def tool(name):
    """Debian's program first: a stand-in of the same name may come earlier in PATH."""
    return f"/usr/bin/{name}" if os.path.exists(f"/usr/bin/{name}") else shutil.which(name)


def has(module):
    return subprocess.run([sys.executable, "-c", f"import {module}"], stderr=subprocess.DEVNULL).returncode == 0


def timed(command):
    """Seconds and peak bytes of a command; a number on its output replaces the wall time."""
    start = time.perf_counter()
    child = subprocess.Popen([str(c) for c in command], stdout=subprocess.PIPE)
    said = child.stdout.read().decode().strip()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return float(said) if said else time.perf_counter() - start, usage.ru_maxrss * 1024


class Bench:
    def __init__(self, treat, rounds, folder):
        self.treat, self.rounds, self.folder = treat, rounds, folder
        self.convert, self.vips, self.pillow = tool("convert") or tool("magick"), has("pyvips"), has("PIL")
        if not self.convert:
            sys.exit("ImageMagick is missing: apt-get install imagemagick")
        for name, there in (("pyvips", self.vips), ("Pillow", self.pillow)):
            if not there:
                print(f"{name} is not installed and is left out")

    def path(self, name):
        return os.path.join(self.folder, name)

    def picture(self, name, w, h, *more):
        """Something with the entropy of a photo: coloured clouds, fine noise."""
        path = self.path(name)
        subprocess.run([self.convert, "-size", f"{w // 4}x{h // 4}", "-seed", "7", "plasma:fractal", "-resize", f"{w}x{h}!",
                        "-attenuate", "0.3", "-seed", "8", "+noise", "Gaussian", "-depth", "8", *more, path], check=True)
        return path

    def python(self, script, *arguments):
        return [sys.executable, "-c", script, *arguments]

    def compare(self, title, rows, rounds=None):
        """Prints a table of commands that take turns."""
        results = {name: [] for name in rows}
        for _ in range(rounds or self.rounds):
            for name, command in rows.items():
                results[name].append(timed(command))
        middle = {name: statistics.median(s for s, _ in runs) for name, runs in results.items()}
        print(f"\n{title}\n{'':<34}{'seconds':>9}{'of Gesso':>10}{'peak MB':>9}")
        for name, runs in results.items():
            peak = max(p for _, p in runs)
            print(f"{name:<34}{middle[name]:>9.3f}{middle[name] / middle[GESSO]:>9.2f}x{peak / 1e6:>9.0f}", flush=True)

    def photos(self):
        photo = self.picture("photo.jpg", 6000, 4000, "-sampling-factor", "4:2:0", "-quality", "92")
        logo = self.path("logo.png")
        subprocess.run([self.convert, "-size", "400x200", "radial-gradient:white-gray50", logo], check=True)
        folder, out = self.path("photos"), self.path("treated")
        os.makedirs(folder), os.makedirs(out)
        for i in range(20):
            os.link(photo, os.path.join(folder, f"{i:02}.jpg"))
        rows = {GESSO: [self.treat, folder, f"{out}/*.jpg", "resize=2048x1365,lanczos", "blur=2", "levels=0.05,0.95,1.1",
                        f"blend={logo},multiply,1,64,64", "quality=85"]}
        magick = ["find", folder, "-name", "*.jpg", "-print0", "|", "xargs", "-0", "-I@", "-P", "AT_ONCE", self.convert, "@",
                  "-filter", "Lanczos", "-resize", "2048x", "-blur", "0x2", "-level", "5%,95%,1.1", logo, "-geometry",
                  "+64+64", "-compose", "Multiply", "-composite", "-quality", "85", "-set", "filename:name", "%t",
                  f"{out}/%[filename:name].jpg"]
        for at_once in ("1", "2"):
            each = "one by one" if at_once == "1" else "two at a time"
            if self.vips:
                rows[f"vips, 8 bit, {each}"] = self.python(VIPS_PHOTO, folder, logo, out, "8-bit", at_once)
                rows[f"vips, linear float, {each}"] = self.python(VIPS_PHOTO, folder, logo, out, "linear", at_once)
            line = shlex.join(magick).replace("'|'", "|").replace("AT_ONCE", at_once)
            rows[f"ImageMagick, {each}"] = ["sh", "-c", line]
            if self.pillow:
                rows[f"Pillow, {each}"] = self.python(PILLOW_PHOTO, folder, logo, out, "", at_once)
        self.compare("20 photos of 24 megapixels: load, resize, blur, levels, blend a logo, save", rows)

    def points(self):
        source = self.picture("points.jpg", 8660, 5774, "-sampling-factor", "4:2:0", "-quality", "92")
        steps = ["levels=0.01,0.99,1.05"] * 10
        rows = {GESSO: [self.treat, source, self.path("out.nothing"), *steps]}
        if self.vips:
            rows["vips, 8 bit"] = self.python(VIPS_POINTS, source, "8-bit")
            rows["vips, linear float"] = self.python(VIPS_POINTS, source, "linear")
        rows["ImageMagick"] = [self.convert, source, *["-level", "1%,99%,1.05"] * 10, "null:"]
        if self.pillow:
            rows["Pillow"] = self.python(PILLOW_POINTS, source)
        self.compare("One picture of 50 megapixels through ten point operations", rows)
        if not self.vips:
            return
        for name, options in (
            ("points.png", []),
            ("points.tif", ["-compress", "none"]),
            ("packed.tif", ["-compress", "zip"]),
            ("wide.tif", ["-depth", "16", "-compress", "none"]),
        ):
            other = self.path(name)
            subprocess.run([self.convert, source, *options, other], check=True)
            rows = {
                GESSO: [self.treat, other, self.path("out.nothing"), *steps],
                "vips": self.python(VIPS_POINTS, other, "whole numbers"),
            }
            self.compare(f"The same from {name}: {' '.join(options) or 'as usual'}", rows)

    def blur(self):
        source = self.picture("blur.jpg", 6000, 4000, "-sampling-factor", "4:2:0", "-quality", "92")
        rows = {GESSO: [self.treat, source, self.path("out.nothing"), "blur=50"]}
        if self.vips:
            rows["vips"] = self.python(VIPS_BLUR, source)
        if self.pillow:
            rows["Pillow (box approximation)"] = self.python(PILLOW_BLUR, source)
        rows["ImageMagick"] = [self.convert, source, "-blur", "0x50", "null:"]
        self.compare("Gaussian blur, sigma 50, 24 megapixels", rows, 1 if self.rounds < 3 else 2)

    def blend(self):
        base = self.picture("base.tif", 6000, 4000, "-compress", "none")
        top = self.path("top.tif")
        subprocess.run([self.convert, base, "-flop", "-compress", "none", top], check=True)
        seconds = {GESSO: [], "ImageMagick": []}
        peaks = dict.fromkeys(seconds, 0)
        for ours, theirs in MODES.items():
            for name, command in (
                (GESSO, [self.treat, base, self.path("out.nothing"), f"blend={top},{ours},1,0,0"]),
                ("ImageMagick", [self.convert, base, top, "-compose", theirs, "-composite", "null:"]),
            ):
                took, peak = timed(command)
                seconds[name].append(took)
                peaks[name] = max(peaks[name], peak)
        print(f"\n26 blend modes on 24 megapixels, from uncompressed TIFF, each once\n{'':<28}{'median':>9}{'together':>10}{'peak MB':>9}")
        for name, each in seconds.items():
            print(f"{name:<28}{statistics.median(each):>9.3f}{sum(each):>10.1f}{peaks[name] / 1e6:>9.0f}")
        ratios = sorted(b / a for a, b in zip(*seconds.values()))
        print(f"ImageMagick takes {ratios[0]:.1f} to {ratios[-1]:.1f} times as long, {statistics.median(ratios):.1f} in the middle")


    def filters(self):
        """Each kernel by itself, beside libvips on 8 bits; reading uncompressed TIFF is in it."""
        if not self.vips:
            return
        base = self.picture("filters.tif", 6000, 4000, "-compress", "none")
        top = self.path("over.tif")
        subprocess.run([self.convert, base, "-flop", "-compress", "none", top], check=True)
        print(f"\n24 megapixels through one kernel\n{'':<28}{'Gesso':>9}{'vips':>9}{'vips / Gesso':>14}")
        for name, (step, expression) in FILTERS.items():
            ours = [self.treat, base, self.path("out.nothing"), step.replace("TOP", top)]
            commands = (ours, self.python(VIPS_FILTER, base, top, expression))
            runs = [[timed(command)[0] for command in commands] for _ in range(self.rounds)]
            gesso, vips = (statistics.median(each) for each in zip(*runs))
            print(f"{name:<28}{gesso:>9.3f}{vips:>9.3f}{vips / gesso:>13.2f}x", flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--treat", required=True, help="the example `treat` of gesso-media, built for release")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--only", default="kernels,photos,points,blur,blend,filters")
    options = arguments.parse_args()
    treat = os.path.abspath(options.treat)
    print(f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(treat, options.rounds, folder)
        for name in options.only.split(","):
            if name == "kernels":
                subprocess.run([os.path.join(os.path.dirname(treat), "measure"), str(options.rounds)], check=True)
            else:
                getattr(bench, name)()


if __name__ == "__main__":
    main()
