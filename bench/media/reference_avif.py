"""Compares AVIF with Pillow, that is with libavif, libaom and dav1d, in both directions; `reference.py` calls it."""

import io
import os

import numpy
from PIL import Image, ImageCms, ImageOps

H, W = 75, 101


def picture(alpha):
    """Smooth colours with some noise, and odd sides."""
    y, x = numpy.mgrid[0:H, 0:W].astype(float)
    noise = numpy.random.default_rng(7).integers(-6, 7, (H, W))
    planes = [x / W * 220 + 20, y / H * 200 + 30, 128 + 90 * numpy.sin(x / 9) * numpy.cos(y / 11)]
    planes = [plane + noise for plane in planes]
    if alpha:
        planes.append((x + y) / (W + H) * 255)
    return Image.fromarray(numpy.clip(numpy.stack(planes, -1), 0, 255).astype(numpy.uint8))


def values(image, mode):
    """Colours as far as they show: without transparency there is as much of them as of it."""
    px = numpy.asarray(image.convert(mode), dtype=float) / 255
    if mode == "RGBA":
        px[..., :3] *= px[..., 3:]
    return px.ravel().tolist()


def read_checks(table, treat, folder, run):
    """What libavif writes is read as libavif reads it."""
    file, ours = os.path.join(folder, "theirs.avif"), os.path.join(folder, "ours.png")

    def check(name, image, allowed, **wishes):
        image.save(file, quality=90, speed=8, **wishes)
        run(treat, file, ours)
        with Image.open(file) as theirs, Image.open(ours) as found:
            upright = ImageOps.exif_transpose(theirs)
            mode = "RGBA" if image.mode in ("RGBA", "LA") else "RGB"
            table.add(f"read AVIF, {name}", "Pillow", values(found, mode), values(upright, mode), allowed)

    plain = picture(alpha=False)
    # A step of 8 bits and a half: both round, and libyuv reckons with few bits.
    step = 1.6 / 255
    for layout in ("4:4:4", "4:2:2", "4:2:0"):
        check(layout, plain, 3.1 / 255 if layout != "4:4:4" else step, subsampling=layout)
        check(f"{layout}, limited range", plain, 3.6 / 255, subsampling=layout, range="limited")
    check("4:0:0", plain.convert("L"), step, subsampling="4:0:0")
    check("with alpha", picture(alpha=True), 3.1 / 255)
    check("alpha multiplied in", picture(alpha=True), 0.02, alpha_premultiplied=True)
    check("tiles", plain, step, subsampling="4:4:4", tile_rows=1, tile_cols=1)
    for turn in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = turn
        check(f"orientation {turn}", plain, step, subsampling="4:4:4", exif=exif.tobytes())


def profile_check(table, treat, folder, run):
    """A profile in the file is honoured, as LittleCMS honours it."""
    file, ours = os.path.join(folder, "profile.avif"), os.path.join(folder, "ours.png")
    plain = picture(alpha=False)
    png = os.path.join(folder, "in.png")
    plain.save(png)
    wide = os.path.join(folder, "wide.p3.png")
    run(treat, png, wide)
    profile = Image.open(wide).info["icc_profile"]
    plain.save(file, quality=100, subsampling="4:4:4", icc_profile=profile)
    run(treat, file, ours)
    with Image.open(file) as theirs:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        expected = ImageCms.profileToProfile(theirs.convert("RGB"), source, ImageCms.createProfile("sRGB"))
    with Image.open(ours) as found:
        # LittleCMS reckons dark colours beyond sRGB with few bits.
        table.near("read AVIF, Display P3 by profile", "LittleCMS", values(found, "RGB"), values(expected, "RGB"), 0.5 / 255)


def write_checks(table, treat, folder, run):
    """What Gesso writes is read by libavif as Gesso reads it."""
    for alpha in (False, True):
        image, png = picture(alpha), os.path.join(folder, "in.png")
        image.save(png)
        mode = "RGBA" if alpha else "RGB"
        for ending, quality in (("avif", 100), ("10.avif", 100), ("avif", 80), ("10.avif", 60)):
            file, back = os.path.join(folder, f"ours.{ending}"), os.path.join(folder, "back.png")
            run(treat, png, file, f"quality={quality}")
            run(treat, file, back)
            with Image.open(file) as theirs, Image.open(back) as ours:
                assert theirs.size == image.size
                found, read = values(theirs, mode), values(ours, mode)
            name = f"write {ending}, quality {quality}" + (", alpha" if alpha else "")
            # Ours is dithered on the way back from 10 bits.
            table.add(name, "Pillow", read, found, 3.1 / 255)
            allowed = {100: 1.2 / 255, 80: 4 / 255, 60: 6 / 255}[quality]
            if not alpha:
                table.near(f"{name}, loss", "the picture", found, values(image, mode), allowed)


def avif_checks(table, treat, folder, run):
    read_checks(table, treat, folder, run)
    profile_check(table, treat, folder, run)
    write_checks(table, treat, folder, run)
