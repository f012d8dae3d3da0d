"""Compares Gesso's keys, blurs of other shapes, bilateral smoothing and displacement with OpenCV, and the profiles of its
files with LittleCMS; `reference.py` calls it."""

import io
import os
import struct

import cv2
import numpy
from PIL import Image, ImageCms

from reference_color import lab


def decode(v):
    return numpy.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)


def encode(v):
    v = numpy.clip(v, 0, 1)
    return numpy.where(v <= 0.0031308, v * 12.92, 1.055 * numpy.maximum(v, 1e-9) ** (1 / 2.4) - 0.055)


def luma(linear):
    """Brightness as people see it: the encoded luminance."""
    return encode(linear @ numpy.array([0.2126, 0.7152, 0.0722]))


def lines_of(length, degrees):
    """Dense offsets along a line of this length."""
    at = (numpy.arange(400) + 0.5) / 400 * length - length / 2
    angle = numpy.deg2rad(degrees)
    return at * numpy.cos(angle), at * numpy.sin(angle)


def remap(image, x, y):
    """Bilinear, edges repeated; 0 is the middle of the first pixel."""
    # In double places: OpenCV holds places between pixels to 1/32.
    h, w = image.shape[:2]
    x, y = numpy.clip(x, 0, w - 1), numpy.clip(y, 0, h - 1)
    left, top = numpy.floor(x).astype(int), numpy.floor(y).astype(int)
    right, below = numpy.minimum(left + 1, w - 1), numpy.minimum(top + 1, h - 1)
    s, t = (x - left)[..., None], (y - top)[..., None]
    upper = image[top, left] * (1 - s) + image[top, right] * s
    lower = image[below, left] * (1 - s) + image[below, right] * s
    return upper * (1 - t) + lower * t


def spun(linear, spin, zoom, cx, cy, count=300):
    """The mean along the path around and to the centre."""
    h, w = linear.shape[:2]
    y, x = numpy.mgrid[0:h, 0:w].astype(float)
    dx, dy = x + 0.5 - cx, y + 0.5 - cy
    total = numpy.zeros_like(linear)
    for t in (numpy.arange(count) + 0.5) / count - 0.5:
        angle, scale = numpy.deg2rad(spin * t), 1 + zoom * t
        a, b = numpy.cos(angle) * scale, numpy.sin(angle) * scale
        total += remap(linear, cx + dx * a - dy * b - 0.5, cy + dx * b + dy * a - 0.5)
    return total / count


def smoothed(linear, sigma, depth):
    """Tomasi and Manduchi by their definition: every pixel with every one near."""
    radius = int(sigma * 3) + 1
    grey = luma(linear)
    padded = cv2.copyMakeBorder(linear, *[radius] * 4, cv2.BORDER_REPLICATE)
    around = cv2.copyMakeBorder(grey, *[radius] * 4, cv2.BORDER_REPLICATE)
    h, w = grey.shape
    total, weights = numpy.zeros_like(linear), numpy.zeros_like(grey)
    for dy in range(-radius, radius + 1):
        for dx in range(-radius, radius + 1):
            place = slice(radius + dy, radius + dy + h), slice(radius + dx, radius + dx + w)
            far = (dx * dx + dy * dy) / (2 * sigma * sigma)
            weight = numpy.exp(-far - (around[place] - grey) ** 2 / (2 * depth * depth))
            total += padded[place] * weight[..., None]
            weights += weight
    return total / weights[..., None]


def keyed(encoded, by, key, tolerance, softness):
    key = numpy.array([[key]], dtype=numpy.float32)
    if by == "chroma":
        apart = cv2.cvtColor(encoded, cv2.COLOR_RGB2YCrCb) - cv2.cvtColor(key, cv2.COLOR_RGB2YCrCb)
        distance = numpy.sqrt((apart[..., 1:] ** 2).sum(axis=2) / 2)
    else:
        distance = numpy.sqrt(((encoded - key) ** 2).sum(axis=2) / 3)
    return numpy.clip((distance - tolerance) / softness, 0, 1)


def filter_checks(table, treat, folder, run, read16):
    path = lambda name: os.path.join(folder, name)
    encoded = cv2.cvtColor(cv2.imread(path("base.png")), cv2.COLOR_BGR2RGB).astype(numpy.float32) / 255
    linear = decode(encoded.astype(float))
    shape = linear.shape

    def ours(step, out="ours.16.png"):
        run(treat, path("base.png"), path(out), step)
        return numpy.array(read16(path(out))).reshape(shape[0], shape[1], 4)[..., :3]

    def add(check, against, found, theirs, allowed):
        table.add(check, against, found.ravel().tolist(), numpy.asarray(theirs).ravel().tolist(), allowed)

    def near(check, against, found, theirs, allowed):
        table.near(f"{check}, mean", against, found.ravel().tolist(), numpy.asarray(theirs).ravel().tolist(), allowed)

    table.section("Other filters")
    for radius in (1, 4, 11):
        side = 2 * radius + 1
        theirs = cv2.blur(linear, (side, side), borderType=cv2.BORDER_REPLICATE)
        add(f"box blur {side}x{side}", "OpenCV, linear", ours(f"box={radius}"), encode(theirs), 0.0003)
    for length, degrees, allowed in ((9, 0, 0.0003), (15, 90, 0.0003), (12, 30, 0.01), (25, 45, 0.01), (20, -70, 0.01)):
        found = ours(f"directional={length},{degrees}")
        if degrees % 90 == 0:
            size = (length, 1) if degrees == 0 else (1, length)
            theirs = cv2.blur(linear, size, borderType=cv2.BORDER_REPLICATE)
            add(f"motion {length} at {degrees}", "OpenCV, linear", found, encode(theirs), allowed)
            continue
        y, x = numpy.mgrid[0 : shape[0], 0 : shape[1]].astype(float)
        total = sum(remap(linear, x + dx, y + dy) for dx, dy in zip(*lines_of(length, degrees)))
        # Gesso takes whole pixels along the longer axis, which keeps edges beside the line harder.
        near(f"motion {length} at {degrees}", "dense sampling", found, encode(total / 400), allowed)
    for spin, zoom, cx, cy in ((12, 0, 60, 45), (0, 0.2, 30, 20), (-8, 0.1, 90, 60)):
        found = ours(f"radial={spin},{zoom},{cx},{cy}")
        # Close to the centre, where a path is shorter than a pixel, it is read once.
        near(f"spin {spin}, zoom {zoom}", "dense sampling", found, encode(spun(linear, spin, zoom, cx, cy)), 0.005)
    for sigma, depth in ((3, 0.1), (6, 0.2), (4, 1.0)):
        found = ours(f"bilateral={sigma},{depth}")
        theirs = encode(smoothed(linear, sigma, depth))
        # A grid is coarser than the definition where hard edges meet noise.
        near(f"bilateral {sigma}, {depth}", "its definition", found, theirs, 0.01)

    pushes = cv2.cvtColor(cv2.imread(path("top.png")), cv2.COLOR_BGR2RGB).astype(float) / 255
    for by_x, by_y in ((9, -5), (0, 30)):
        y, x = numpy.mgrid[0 : shape[0], 0 : shape[1]].astype(float)
        theirs = remap(linear, x + (pushes[..., 0] * 2 - 1) * by_x, y + (pushes[..., 1] * 2 - 1) * by_y)
        found = ours(f"displace={path('top.png')},{by_x},{by_y}")
        add(f"displace by {by_x}, {by_y}", "its definition", found, encode(theirs), 0.0005)

    table.section("Keying")
    for by, tolerance, softness in (("chroma", 0.1, 0.1), ("chroma", 0.02, 0.3), ("color", 0.2, 0.1), ("color", 0.05, 0.5)):
        key = (0.2, 0.7, 0.3)
        found = ours(f"key={by},{','.join(str(v) for v in key)},{tolerance},{softness}")[..., 0]
        against = "OpenCV, FFmpeg's ramp" if by == "chroma" else "FFmpeg's definition"
        add(f"key by {by}, {tolerance}, {softness}", against, found, keyed(encoded, by, key, tolerance, softness), 0.01)
    held = linear.copy()
    most = numpy.maximum(linear[..., 0], linear[..., 2])
    held[..., 1] -= numpy.maximum(linear[..., 1] - most, 0) * 0.8
    add("despill green, 80 %", "its definition", ours("despill=0.1,0.8,0.2,0.8"), encode(held), 0.0003)
    table.section("Colour conversions")
    for count in (4, 16, 64):
        found = ours(f"quantize={count}")
        assert len(numpy.unique(found.reshape(-1, 3), axis=0)) <= count
        few = Image.open(path("base.png")).quantize(count, Image.Quantize.MEDIANCUT, kmeans=3, dither=Image.Dither.NONE)
        theirs = numpy.asarray(few.convert("RGB")) / 255
        lab_of = lambda made: cv2.cvtColor(made.astype(numpy.float32), cv2.COLOR_RGB2Lab)
        error = lambda made: float(numpy.linalg.norm(lab_of(made) - lab_of(encoded), axis=2).mean())
        more = max(error(found) / error(theirs) - 1, 0)
        table.add(f"quantize to {count} colours", "Pillow, delta E more", [more], [0], 0.2)
    profile_checks(table, encoded, path, run, treat)


def profile_checks(table, encoded, path, run, treat):
    """Both ways between sRGB and Display P3, and from other profiles, in CIE 1976 delta E. LittleCMS works with 8 bits, which
    shows in the dark."""
    wide = lambda name: cv2.cvtColor(cv2.imread(path(name), cv2.IMREAD_UNCHANGED), cv2.COLOR_BGR2RGB) / 65535
    run(treat, path("base.png"), path("ours.p3.png"))
    described = Image.open(path("ours.p3.png")).info["icc_profile"]
    profile = ImageCms.ImageCmsProfile(io.BytesIO(described))
    base, srgb = Image.open(path("base.png")).convert("RGB"), ImageCms.createProfile("sRGB")
    theirs = ImageCms.profileToProfile(base, srgb, profile, renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC)
    theirs.save(path("theirs.p3.png"), icc_profile=described)
    delta(table, "sRGB to Display P3", wide("ours.p3.png"), numpy.asarray(theirs) / 255)
    run(treat, path("theirs.p3.png"), path("back.16.png"))
    delta(table, "Display P3 to sRGB", wide("back.16.png"), encoded)
    # Adobe RGB (1998): a power of 2 51/256, and the primaries seen in the light of D50 by Bradford.
    adobe = {"rXYZ": (0.60974, 0.31111, 0.01947), "gXYZ": (0.20528, 0.62567, 0.06087), "bXYZ": (0.14919, 0.06322, 0.74457)}
    tags = {name: xyz_tag(*at) for name, at in adobe.items()} | dict.fromkeys(("rTRC", "gTRC", "bTRC"), power_tag(563 / 256))
    for check, image, described in (
        ("Adobe RGB (1998) to sRGB", base, icc("Adobe RGB (1998)", b"RGB ", tags)),
        ("grey of gamma 2.2 to sRGB", base.convert("L"), icc("Grey, gamma 2.2", b"GRAY", {"kTRC": power_tag(2.2)})),
    ):
        image.save(path("profiled.png"), icc_profile=described)
        run(treat, path("profiled.png"), path("ours.16.png"))
        profile = ImageCms.ImageCmsProfile(io.BytesIO(described))
        theirs = ImageCms.profileToProfile(
            image, profile, srgb, renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC, outputMode="RGB"
        )
        delta(table, check, wide("ours.16.png"), numpy.asarray(theirs) / 255)


def xyz_tag(*at):
    return b"XYZ " + struct.pack(">4x3i", *(round(v * 65536) for v in at))


def power_tag(gamma):
    return b"curv" + struct.pack(">4xIH", 1, round(gamma * 256))


def icc(name, space, tags):
    """A screen's profile (ICC.1:2001-04, version 2) of a white of D50 and these tags."""
    d50 = xyz_tag(0.9642, 1, 0.8249)
    words = name.encode() + b"\0"
    described = b"desc" + struct.pack(">4xI", len(words)) + words + bytes(78)
    tags = {"desc": described, "cprt": b"text\0\0\0\0None\0", "wtpt": d50} | tags
    table, contents, first = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for tag, content in tags.items():
        table += tag.encode() + struct.pack(">II", first + len(contents), len(content))
        contents += content + bytes(-len(content) % 4)
    size = struct.pack(">I", first + len(contents))
    header = size + bytes(4) + b"\x02\x40\0\0mntr" + space + b"XYZ " + struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp"
    return header.ljust(68, b"\0") + d50[8:] + bytes(48) + table + contents


def delta(table, check, found, theirs):
    a, b = decode(found).reshape(-1, 3), decode(numpy.asarray(theirs, dtype=float)).reshape(-1, 3)
    apart = [sum((p - q) ** 2 for p, q in zip(lab(x), lab(y))) ** 0.5 for x, y in zip(a.tolist(), b.tolist())]
    table.add(check, "LittleCMS, delta E", apart, [0] * len(apart), 1.2)
