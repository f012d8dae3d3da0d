#!/usr/bin/env python3
"""Compares Gesso's resize, blur, blend modes, Porter-Duff operators, medians, growth of masks, edges and warps with Pillow,
ImageMagick, libvips, the W3C pseudo-code and definitions; what `reference_filters.py`, `reference_color.py`, `reference_avif.py` and
`reference_files.py` compare besides stands there.

Prints a table and exits with 1 when a difference is beyond the tolerance stated with each check or the page
`docs/src/development/correctness.md` does not list it so (`--write` mends that), 2 when a tool that is needed (Pillow, OpenCV,
OpenImageIO, ImageMagick) is missing. libvips is compared when it is there.

    python3 bench/media/reference.py --treat target/debug/examples/treat [--write]
"""

import argparse
import math
import os
import shutil
import subprocess
import sys
import tempfile
from array import array

try:
    import OpenImageIO
    import PIL
    import cv2
    from PIL import Image, ImageChops, ImageFilter

    from reference_avif import avif_checks
    from reference_color import color_checks
    from reference_files import file_checks
    from reference_filters import filter_checks
    from reference_table import Table
except ImportError as missing:
    print(f"{missing.name} is missing: pip install pillow numpy opencv-python-headless openimageio", file=sys.stderr)
    sys.exit(2)


def tool(name):
    """Debian's program first: a stand-in of the same name may come earlier in PATH."""
    return f"/usr/bin/{name}" if os.path.exists(f"/usr/bin/{name}") else shutil.which(name)


CONVERT = tool("convert") or tool("magick")
VIPS = tool("vips")
if not CONVERT:
    print("ImageMagick is missing: apt-get install imagemagick", file=sys.stderr)
    sys.exit(2)

W, H = 120, 90
PAGE = os.path.join(os.path.dirname(__file__), "../../docs/src/development/correctness.md")


def decode(v):
    return v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4


def encode(v):
    v = min(max(v, 0.0), 1.0)
    return v * 12.92 if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055


def unit(v):
    return min(max(v, 0.0), 1.0)


def picture(seed, alpha):
    """Gradients, hard edges and noise; every pixel from its place."""
    px = []
    for y in range(H):
        for x in range(W):
            n = ((x * 374761393 + y * 668265263 + seed * 974711) ^ (x * y * 31)) & 0xFFFFFFFF
            n = ((n ^ (n >> 13)) * 1274126177) & 0xFFFFFFFF
            noise = (n >> 16) & 31
            disc = (x - 40 - seed * 9) ** 2 + (y - 45) ** 2 < 700
            r = 230 if disc else x * 255 // W
            g = 20 if disc else y * 255 // H
            b = 255 - r if (x // 15 + y // 15 + seed) % 2 else noise * 8
            a = (x * 3 + y * 5 + seed * 40) % 256 if alpha else 255
            px.append((min(r + noise, 255), g, b, a))
    image = Image.new("RGBA", (W, H))
    image.putdata(px)
    return image if alpha else image.convert("RGB")


def run(*command):
    subprocess.run([str(c) for c in command], check=True, stdout=subprocess.PIPE)


def read16(path):
    """RGBA in 0-1 at the file's own depth."""
    raw = subprocess.run(
        [CONVERT, path, "-depth", "16", "-endian", "LSB", "rgba:-"], check=True, stdout=subprocess.PIPE
    ).stdout
    return [int.from_bytes(raw[i : i + 2], "little") / 65535 for i in range(0, len(raw), 2)]


def colours(rgba):
    return [v for i, v in enumerate(rgba) if i % 4 != 3]


def resize_checks(table, treat, folder):
    source = os.path.join(folder, "base.png")
    linear = [Image.new("F", (W, H)) for _ in range(3)]
    bands = Image.open(source).split()
    for plane, band in zip(linear, bands):
        plane.putdata([decode(v / 255) for v in band.tobytes()])
    filters = {
        "bilinear": (Image.BILINEAR, "Triangle"),
        "bicubic": (Image.BICUBIC, "Catrom"),
        "lanczos": (Image.LANCZOS, "Lanczos"),
    }
    # With whole numbers ImageMagick cuts what overshoots, so light is in the middle half of its range on the way.
    squeeze, stretched = ("-evaluate", "multiply", 0.5, "-evaluate", "add", "25%"), lambda v: encode((v - 0.25) * 2)
    for name, (pillow, magick) in filters.items():
        for w, h in ((47, 31), (200, 170)):
            ours_path = os.path.join(folder, "ours.16.png")
            run(treat, source, ours_path, f"resize={w}x{h},{name}")
            ours = colours(read16(ours_path))
            planes = [array("f", plane.resize((w, h), pillow).tobytes()) for plane in linear]
            theirs = [encode(v) for pixel in zip(*planes) for v in pixel]
            table.add(f"resize {name} to {w}x{h}", "Pillow, linear float", ours, theirs, 0.0015)
            theirs_path = os.path.join(folder, "magick.png")
            run(CONVERT, source, "-depth", 16, "-colorspace", "RGB", *squeeze, "-filter", magick, "-resize", f"{w}x{h}!",
                "-depth", 16, "-set", "colorspace", "sRGB", f"PNG48:{theirs_path}")
            theirs = [stretched(v) for v in colours(read16(theirs_path))]
            table.add(f"resize {name} to {w}x{h}", "ImageMagick, linear", ours, theirs, 0.0015)
    # Sizes at which no place is just between two pixels, where either one is the nearest.
    for w, h in ((56, 34), (200, 170)):
        run(treat, source, ours_path, f"resize={w}x{h},nearest")
        theirs = bytes_of(Image.open(source).resize((w, h), Image.NEAREST))
        table.add(f"resize nearest to {w}x{h}", "Pillow", colours(read16(ours_path)), theirs, 0.00001)


def blur_checks(table, treat, folder):
    # The widest are seen on a picture with room for them.
    with Image.open(os.path.join(folder, "base.png")) as base:
        base.resize((W * 5, H * 5), Image.NEAREST).save(os.path.join(folder, "large.png"))
    for sigma in (0.8, 2, 3.9, 4.5, 6, 9, 14, 30, 50, 100):
        source = os.path.join(folder, "large.png" if sigma >= 30 else "base.png")
        ours_path = os.path.join(folder, "ours.16.png")
        run(treat, source, ours_path, f"blur={sigma}")
        ours = colours(read16(ours_path))
        theirs_path = os.path.join(folder, "theirs.png")
        # ImageMagick averages its kernel over each pixel, which shows at small sigmas.
        if sigma >= 2:
            # The radius is given: left to itself it cuts the kernel short.
            run(CONVERT, source, "-depth", 16, "-colorspace", "RGB", "-virtual-pixel", "edge",
                "-blur", f"{int(sigma * 4) + 1}x{sigma}", "-colorspace", "sRGB", theirs_path)
            table.add(f"blur sigma {sigma}", "ImageMagick, linear", ours, colours(read16(theirs_path)), 0.01)
        if VIPS:
            step = lambda name: os.path.join(folder, name)
            run(VIPS, "colourspace", source, step("a.v"), "scrgb")
            run(VIPS, "gaussblur", step("a.v"), step("b.v"), sigma, "--min-ampl", 0.001, "--precision", "float")
            run(VIPS, "colourspace", step("b.v"), step("c.v"), "rgb16")
            run(VIPS, "copy", step("c.v"), theirs_path)
            table.add(f"blur sigma {sigma}", "libvips, linear", ours, colours(read16(theirs_path)), 0.01)


def lum(c):
    return 0.3 * c[0] + 0.59 * c[1] + 0.11 * c[2]


def clip_color(c):
    l, n, x = lum(c), min(c), max(c)
    if n < 0:
        c = [l + (v - l) * l / (l - n) for v in c]
    if x > 1:
        c = [l + (v - l) * (1 - l) / (x - l) for v in c]
    return c


def set_lum(c, l):
    d = l - lum(c)
    return clip_color([v + d for v in c])


def set_sat(c, s):
    out, order = [0.0, 0.0, 0.0], sorted(range(3), key=lambda i: c[i])
    low, mid, high = order
    if c[high] > c[low]:
        out[mid] = (c[mid] - c[low]) * s / (c[high] - c[low])
        out[high] = s
    return out


def sat(c):
    return max(c) - min(c)


NON_SEPARABLE = {
    "hue": lambda b, s: set_lum(set_sat(s, sat(b)), lum(b)),
    "saturation": lambda b, s: set_lum(set_sat(b, sat(s)), lum(b)),
    "color": lambda b, s: set_lum(s, lum(b)),
    "luminosity": lambda b, s: set_lum(b, lum(s)),
    "darker_color": lambda b, s: s if lum(s) < lum(b) else b,
    "lighter_color": lambda b, s: s if lum(s) > lum(b) else b,
}
PILLOW = {
    "multiply": ImageChops.multiply, "screen": ImageChops.screen, "darken": ImageChops.darker,
    "lighten": ImageChops.lighter, "difference": ImageChops.difference, "linear_dodge": ImageChops.add,
    "subtract": ImageChops.subtract,
}
MAGICK = {
    "multiply": "Multiply", "screen": "Screen", "overlay": "Overlay", "darken": "Darken", "lighten": "Lighten",
    "color_dodge": "ColorDodge", "color_burn": "ColorBurn", "hard_light": "HardLight", "soft_light": "SoftLight",
    "difference": "Difference", "exclusion": "Exclusion", "linear_burn": "LinearBurn", "linear_dodge": "LinearDodge",
    "vivid_light": "VividLight", "linear_light": "LinearLight", "pin_light": "PinLight", "hard_mix": "HardMix",
    "subtract": "MinusSrc", "divide": "DivideSrc",
}
# These ImageMagick composites with transparency as W3C does; libvips 8.14 does not in any mode but its "over".
MAGICK_ALPHA = ("multiply", "screen", "overlay", "darken", "lighten", "hard_light", "difference", "exclusion")


def pixels(path):
    """Lists of channels in 0-1."""
    image = Image.open(path)
    count, data = len(image.getbands()), image.tobytes()
    return [[v / 255 for v in data[i : i + count]] for i in range(0, len(data), count)]


def blend_checks(table, treat, folder):
    path = lambda name: os.path.join(folder, name)
    base, top = Image.open(path("base.png")), Image.open(path("top.png"))
    pairs = list(zip(pixels(path("base.png")), pixels(path("top.png"))))
    ours_path, theirs_path = path("ours.16.png"), path("theirs.png")

    def ours(mode, a, b, opacity=1):
        run(treat, path(a), ours_path, f"blend={path(b)},{mode},{opacity},0,0")
        return read16(ours_path)

    def magick(mode, a, b):
        run(CONVERT, path(a), path(b), "-depth", 16, "-compose", MAGICK[mode], "-composite", theirs_path)
        return read16(theirs_path)

    for mode, function in PILLOW.items():
        theirs = [v / 255 for v in function(base, top).tobytes()]
        table.add(f"blend {mode}", "Pillow, 8 bits", colours(ours(mode, "base.png", "top.png")), theirs, 0.005)
    for mode in MAGICK:
        found, theirs = colours(ours(mode, "base.png", "top.png")), colours(magick(mode, "base.png", "top.png"))
        # Burning white with black: W3C and Gesso leave white, ImageMagick makes it black.
        white_by_black = [b == 1 and s == 0 for pair in pairs for b, s in zip(*pair)]
        if mode in ("color_burn", "vivid_light"):
            found = [0 if skip else v for v, skip in zip(found, white_by_black)]
            theirs = [0 if skip else v for v, skip in zip(theirs, white_by_black)]
        table.add(f"blend {mode}", "ImageMagick", found, theirs, 0.001)
    for mode, function in NON_SEPARABLE.items():
        found = colours(ours(mode, "base.png", "top.png"))
        theirs = [v for b, s in pairs for v in function(b, s)]
        # Colours of equal luminosity: either one is right.
        ties = [abs(lum(b) - lum(s)) < 1e-5 for b, s in pairs for _ in range(3)]
        if mode in ("darker_color", "lighter_color"):
            theirs = [v if tie else w for v, w, tie in zip(found, theirs, ties)]
        table.add(f"blend {mode}", "W3C pseudo-code", found, theirs, 0.001)
    # Colour counts as far as it shows.
    weigh = lambda rgba: [v if i % 4 == 3 else v * rgba[i // 4 * 4 + 3] for i, v in enumerate(rgba)]
    for mode in MAGICK_ALPHA:
        found, theirs = ours(mode, "base_alpha.png", "top_alpha.png"), magick(mode, "base_alpha.png", "top_alpha.png")
        table.add(f"blend {mode}, transparent", "ImageMagick", weigh(found), weigh(theirs), 0.001)
    found = ours("normal", "base_alpha.png", "top_alpha.png", 0.5)
    theirs = []
    for b, s in zip(pixels(path("base_alpha.png")), pixels(path("top_alpha.png"))):
        alpha = s[3] * 0.5
        total = alpha + b[3] * (1 - alpha)
        theirs += [cs * alpha + cb * b[3] * (1 - alpha) for cb, cs in zip(b[:3], s[:3])] + [total]
    table.add("blend normal, opacity 0.5", "W3C pseudo-code", weigh(found), theirs, 0.001)
    if VIPS:
        run(VIPS, "composite2", path("base_alpha.png"), path("top_alpha.png"), theirs_path, "over",
            "--compositing-space", "srgb")
        found = ours("normal", "base_alpha.png", "top_alpha.png")
        table.add("blend normal, transparent", "libvips, 8 bits", weigh(found), weigh(read16(theirs_path)), 0.012)


OPERATORS = {
    "source_over": "Over", "destination_over": "DstOver", "source_in": "In", "destination_in": "DstIn", "source_out": "Out",
    "destination_out": "DstOut", "source_atop": "Atop", "destination_atop": "DstAtop", "xor": "Xor", "plus": "Plus",
    "source": "Src", "clear": "Clear",
}


def operator_checks(table, treat, folder):
    path = lambda name: os.path.join(folder, name)
    weigh = lambda rgba: [v if i % 4 == 3 else v * rgba[i // 4 * 4 + 3] for i, v in enumerate(rgba)]
    for operator, compose in OPERATORS.items():
        run(treat, path("base_alpha.png"), path("ours.16.png"), f"porter_duff={path('top_alpha.png')},{operator}")
        run(CONVERT, path("base_alpha.png"), path("top_alpha.png"), "-depth", 16, "-compose", compose, "-composite",
            f"PNG64:{path('theirs.png')}")
        ours, theirs = read16(path("ours.16.png")), read16(path("theirs.png"))
        table.add(f"Porter-Duff {operator}", "ImageMagick", weigh(ours), weigh(theirs), 0.001)


def neighbourhood_checks(table, treat, folder):
    path = lambda name: os.path.join(folder, name)
    base, mask = Image.open(path("base.png")), Image.open(path("base.png")).split()[0]
    mask.convert("RGB").save(path("mask.png"))

    def ours(step, source="base.png"):
        run(treat, path(source), path("ours.16.png"), step)
        return colours(read16(path("ours.16.png")))

    for radius in (1, 2, 3, 6):
        # Each channel by itself; at the edge Pillow does something of its own.
        side = 2 * radius + 1
        theirs = base.filter(ImageFilter.MedianFilter(side))
        table.add(f"median {side}x{side}", "Pillow", *inside(ours(f"median={radius}"), bytes_of(theirs), radius), 0.0002)
    for by in (1, 4, 9, -3):
        method = "Dilate" if by > 0 else "Erode"
        run(CONVERT, path("mask.png"), "-virtual-pixel", "edge", "-morphology", method, f"Disk:{abs(by)}.0", path("theirs.png"))
        table.add(f"mask grown by {by}", "ImageMagick, disc", ours(f"grow={by}", "mask.png"),
                  colours(read16(path("theirs.png"))), 0.0002)
    grey = [lightness(*c[:3]) for c in pixels(path("base.png"))]
    table.add("Sobel", "its definition", *inside(ours("sobel=1"), [v for e in sobel(grey) for v in (e, e, e)], 1), 0.0002)
    theirs = base.transpose(Image.Transpose.ROTATE_270)
    table.add("quarter turn", "Pillow", ours("turn=1"), bytes_of(theirs), 0.00001)
    theirs = [v for row in cells(base, 8) for v in row]
    table.add("pixelate 8", "means in linear light", ours("pixelate=8"), theirs, 0.0002)
    theirs = [int(v * 4 + 0.5) / 4 for v in bytes_of(base)]
    table.add("posterise 5", "its definition", ours("posterise=5"), theirs, 0.0002)
    if VIPS:
        run(VIPS, "embed", path("base.png"), path("theirs.png"), 50, 50, W + 100, H + 100, "--extend", "mirror")
        table.add("mirrored room", "libvips", ours("mirror=50"), colours(read16(path("theirs.png"))), 0.00001)


def perspective_check(table, treat, folder):
    path = lambda name: os.path.join(folder, name)
    # Upright enough that nothing shrinks: Pillow's bilinear does not widen.
    corners = [(-20, -10), (W + 10, -30), (W + 40, H + 20), (-15, H + 35)]
    step = "perspective=" + ",".join(str(v) for corner in corners for v in corner)
    run(treat, path("base.png"), path("ours.16.png"), step)
    linear = []
    for band in Image.open(path("base.png")).split():
        plane = Image.new("F", (W, H))
        plane.putdata([decode(v / 255) for v in band.tobytes()])
        linear.append(plane.transform((W, H), Image.Transform.PERSPECTIVE, homography(corners), Image.BILINEAR))
    planes = [array("f", plane.tobytes()) for plane in linear]
    theirs = [encode(v) for pixel in zip(*planes) for v in pixel]
    table.add("perspective", "Pillow, linear float", colours(read16(path("ours.16.png"))), theirs, 0.002)


def rotate_checks(table, treat, folder):
    path = lambda name: os.path.join(folder, name)
    for degrees, name, weights in ((31, "bilinear", [(0, lambda t: 1 - t), (1, lambda t: t)]), (-8, "bicubic", CATMULL_ROM)):
        run(treat, path("base.png"), path("ours.16.png"), f"rotate={degrees},{name}")
        found = inside(colours(read16(path("ours.16.png"))), turned(pixels(path("base.png")), degrees, weights), 35)
        table.add(f"turn by {degrees}°, {name}", "its definition", *found, 0.0005)


# Keys 1981 with a = -1/2, by the distance from the pixel left of the place.
CATMULL_ROM = [
    (-1, lambda t: ((-0.5 * t + 1) * t - 0.5) * t),
    (0, lambda t: (1.5 * t - 2.5) * t * t + 1),
    (1, lambda t: ((-1.5 * t + 2) * t + 0.5) * t),
    (2, lambda t: (0.5 * t - 0.5) * t * t),
]


def turned(px, degrees, weights):
    """Clockwise around the middle; every pixel looks up where it came from."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    linear = [[decode(v) for v in c[:3]] for c in px]
    out = []
    for y in range(H):
        for x in range(W):
            dx, dy = x + 0.5 - W / 2, y + 0.5 - H / 2
            u, v = cos * dx + sin * dy + W / 2 - 0.5, cos * dy - sin * dx + H / 2 - 0.5
            left, top = math.floor(u), math.floor(v)
            total = [0, 0, 0]
            for i, across in weights:
                for j, down in weights:
                    if 0 <= left + i < W and 0 <= top + j < H:
                        weight = across(u - left) * down(v - top)
                        total = [t + weight * c for t, c in zip(total, linear[(top + j) * W + left + i])]
            out += [encode(t) for t in total]
    return out


def level_checks(table, treat, folder):
    path = lambda name: os.path.join(folder, name)
    base = pixels(path("base.png"))
    for black, white, gamma in ((0.1, 0.9, 1.0), (0.0, 1.0, 1.8), (0.25, 0.6, 0.5)):
        run(treat, path("base.png"), path("ours.16.png"), f"levels={black},{white},{gamma}")
        run(CONVERT, path("base.png"), "-depth", 16, "-level", f"{black * 100}%,{white * 100}%,{gamma}", path("theirs.png"))
        table.add(f"levels {black} to {white}, gamma {gamma}", "ImageMagick", colours(read16(path("ours.16.png"))),
                  colours(read16(path("theirs.png"))), 0.001)
    # What a blur takes away, added once more.
    run(treat, path("base.png"), path("soft.16.png"), "blur=2")
    run(treat, path("base.png"), path("ours.16.png"), "sharpen=0.8,2,0")
    sharp = [v for px in base for v in px[:3]]
    theirs = [unit(v + (v - s) * 0.8) for v, s in zip(sharp, colours(read16(path("soft.16.png"))))]
    table.add("unsharp mask 0.8, radius 2", "its definition", colours(read16(path("ours.16.png"))), theirs, 0.0002)


def bytes_of(image):
    return [v / 255 for v in image.tobytes()]


def lightness(r, g, b):
    return encode(0.2126 * decode(r) + 0.7152 * decode(g) + 0.0722 * decode(b))


def inside(ours, theirs, margin):
    """Both without the pixels near the edge."""
    keep = [margin <= i // 3 % W < W - margin and margin <= i // 3 // W < H - margin for i in range(len(ours))]
    return [v for v, k in zip(ours, keep) if k], [v for v, k in zip(theirs, keep) if k]


def sobel(v):
    out = [0.0] * len(v)
    for y in range(1, H - 1):
        for x in range(1, W - 1):
            at = lambda dx, dy: v[(y + dy) * W + x + dx]
            gx = at(1, -1) + 2 * at(1, 0) + at(1, 1) - at(-1, -1) - 2 * at(-1, 0) - at(-1, 1)
            gy = at(-1, 1) + 2 * at(0, 1) + at(1, 1) - at(-1, -1) - 2 * at(0, -1) - at(1, -1)
            out[y * W + x] = min((gx * gx + gy * gy) ** 0.5 / 4, 1.0)
    return out


def cells(image, side):
    """The mean colour, in linear light, of the square that each pixel lies in."""
    data = image.tobytes()
    px = [[decode(v / 255) for v in data[i : i + 3]] for i in range(0, len(data), 3)]
    sums = {}
    for i, c in enumerate(px):
        key = (i % W // side, i // W // side)
        total = sums.setdefault(key, [0, 0, 0, 0])
        for j in range(3):
            total[j] += c[j]
        total[3] += 1
    means = {key: [encode(v / total[3]) for v in total[:3]] for key, total in sums.items()}
    return [means[(i % W // side, i // W // side)] for i in range(len(px))]


def homography(corners):
    """Pillow's eight numbers: from the pixels of the result to those of a picture of W x H whose corners go there."""
    rows = []
    for (x, y), (u, v) in zip(corners, [(0, 0), (W, 0), (W, H), (0, H)]):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for i in range(8):
        pivot = max(range(i, 8), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [v / rows[i][i] for v in rows[i]]
        for r in range(8):
            if r != i:
                rows[r] = [a - rows[r][i] * b for a, b in zip(rows[r], rows[i])]
    return [row[8] for row in rows]


def tools():
    """What was compared with, and its version."""
    first = lambda program: subprocess.run([program, "--version"], capture_output=True, text=True).stdout.split("\n")[0]
    magick = " ".join(first(CONVERT).split()[1:3])
    vips = first(VIPS).replace("vips-", "libvips ") if VIPS else "no libvips"
    return (f"Pillow {PIL.__version__}, OpenCV {cv2.__version__}, OpenImageIO {OpenImageIO.__version__}, {magick} and {vips}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--treat", required=True, help="the built example `treat` of gesso-media")
    arguments.add_argument("--write", action="store_true", help="put what is found into the documents")
    wishes = arguments.parse_args()
    treat, table = os.path.abspath(wishes.treat), Table()
    with tempfile.TemporaryDirectory() as folder:
        for name, seed, alpha in (("base", 1, False), ("top", 4, False), ("base_alpha", 2, True), ("top_alpha", 5, True)):
            picture(seed, alpha).save(os.path.join(folder, f"{name}.png"))
        table.section("Resampling and geometry")
        resize_checks(table, treat, folder)
        perspective_check(table, treat, folder)
        rotate_checks(table, treat, folder)
        table.section("Gaussian blur")
        blur_checks(table, treat, folder)
        table.section("Blend modes")
        blend_checks(table, treat, folder)
        table.section("Porter-Duff")
        operator_checks(table, treat, folder)
        table.section("Neighbourhoods")
        neighbourhood_checks(table, treat, folder)
        table.section("Grades")
        level_checks(table, treat, folder)
        color_checks(table, treat, folder, run, read16, decode, encode, CONVERT)
        filter_checks(table, treat, folder, run, read16)
        table.section("AVIF")
        avif_checks(table, treat, folder, run)
        file_checks(table, treat, folder, run, CONVERT, VIPS)
    if wishes.write:
        table.write(PAGE, tools())
    if not VIPS:
        print("libvips was not compared: apt-get install libvips-tools")
    lacking = table.lacks(PAGE)
    if lacking:
        print("docs/src/development/correctness.md lacks:", *lacking, "Write it with --write.", sep="\n", file=sys.stderr)
        sys.exit(1)
    if table.failed:
        print("Gesso disagrees with a reference.", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
