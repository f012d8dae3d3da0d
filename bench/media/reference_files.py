"""Reads files of every kind that Pillow, OpenCV, OpenImageIO, ImageMagick and libvips write, and has them read what Gesso
writes; `reference.py` calls it."""

import os
import subprocess

import numpy
import OpenImageIO as oiio
from PIL import Image, ImageOps

from reference_avif import picture, values

# Between full and no colour a neighbour away: readers draw halved colour out in ways of their own.
DRAWN_OUT = 3 / 255
# JPEG defines a step of brightness and colour less closely than that, of which RGB is mixed.
MIXED = 3.1 / 255
EXACT = 1e-6


class Files:
    """A folder with the pictures that are written in many ways."""

    def __init__(self, table, treat, folder, run, convert, vips):
        self.table, self.treat, self.folder, self.run = table, treat, folder, run
        self.convert, self.vips = convert, vips
        picture(alpha=False).save(self.path("plain.png"))
        picture(alpha=True).save(self.path("clear.png"))
        picture(alpha=False).convert("L").save(self.path("grey.png"))

    def path(self, name):
        return os.path.join(self.folder, name)

    def read(self, check, file, against="Pillow", allowed=EXACT, mean=False, theirs=None):
        """Gesso reads the file as Pillow does, or as it is given in `theirs`."""
        self.run(self.treat, self.path(file), self.path("ours.png"))
        if theirs is None:
            with Image.open(self.path(file)) as opened:
                theirs = ImageOps.exif_transpose(opened).convert("RGBA")
        with Image.open(self.path("ours.png")) as found:
            assert found.size == theirs.size, f"{check}: {found.size} against {theirs.size}"
            pair = values(found, "RGBA"), values(theirs, "RGBA")
        (self.table.near if mean else self.table.add)(f"read {check}", against, *pair, allowed)

    def refused(self, check, file, words):
        """Gesso says in words that it does not read this."""
        tried = subprocess.run([self.treat, self.path(file), self.path("ours.png")], capture_output=True, text=True)
        said = tried.stderr.strip().split("\n")[-1]
        self.table.said(f"read {check}", said, tried.returncode == 1 and words in said)

    def magick(self, source, file, *wishes):
        self.run(self.convert, self.path(source), *wishes, self.path(file))

    def jpeg(self):
        with Image.open(self.path("plain.png")) as plain:
            for name, wishes in {
                "baseline, 4:4:4": {"subsampling": "4:4:4"},
                "4:2:2": {"subsampling": "4:2:2"},
                "4:2:0": {"subsampling": "4:2:0"},
                "progressive": {"progressive": True, "subsampling": "4:4:4"},
                "progressive, 4:2:0": {"progressive": True, "subsampling": "4:2:0"},
                "restart markers": {"restart_marker_blocks": 3, "subsampling": "4:4:4"},
                "restart markers by rows, 4:2:0": {"restart_marker_rows": 1, "subsampling": "4:2:0"},
                "RGB within": {"keep_rgb": True},
                "optimised tables": {"optimize": True, "subsampling": "4:4:4"},
            }.items():
                plain.save(self.path("in.jpg"), quality=90, **wishes)
                halved = "4:2" in name
                self.read(f"JPEG, {name}", "in.jpg", allowed=DRAWN_OUT / 3 if halved else MIXED, mean=halved)
            plain.convert("L").save(self.path("in.jpg"), quality=90)
            self.read("JPEG, grey", "in.jpg", allowed=MIXED)
            plain.convert("CMYK").save(self.path("in.jpg"), quality=95, subsampling="4:4:4")
            self.read("JPEG, CMYK", "in.jpg", allowed=MIXED)
        for name, factors in {"4:1:1": "4x1", "4:4:0": "1x2", "4:1:0": "4x2"}.items():
            self.magick("plain.png", "in.jpg", "-sampling-factor", factors, "-quality", "90")
            self.read(f"JPEG, {name}", "in.jpg", allowed=DRAWN_OUT, mean=True)

    def orientations(self):
        with Image.open(self.path("plain.png")) as plain:
            for kind, ending, wishes, allowed in (
                ("JPEG", "jpg", {"quality": 95, "subsampling": "4:4:4"}, MIXED),
                ("PNG", "png", {}, EXACT),
                ("WebP", "webp", {"lossless": True}, EXACT),
                ("TIFF", "tif", {"compression": "tiff_lzw"}, EXACT),
            ):
                for turn in range(1, 9):
                    exif = Image.Exif()
                    exif[0x0112] = turn
                    plain.save(self.path(f"in.{ending}"), exif=exif, **wishes)
                    self.read(f"{kind}, orientation {turn}", f"in.{ending}", allowed=allowed)

    def png(self):
        for name, source, wishes in (
            ("16 bit, grey and alpha", "clear.png", ("-colorspace", "Gray", "-depth", "16", "-define", "png:color-type=4")),
            ("8 bit, grey and alpha", "clear.png", ("-colorspace", "Gray", "-depth", "8", "-define", "png:color-type=4")),
            ("16 bit, grey", "grey.png", ("-depth", "16", "-define", "png:color-type=0", "-define", "png:bit-depth=16")),
            ("16 bit, colour and alpha", "clear.png", ("-define", "png:color-type=6", "-define", "png:bit-depth=16")),
            ("interlaced", "clear.png", ("-interlace", "PNG")),
            ("1 bit", "grey.png", ("-threshold", "50%", "-define", "png:color-type=0", "-define", "png:bit-depth=1")),
                ("palette of 4 bits", "plain.png", ("+dither", "-colors", "16", "-define", "png:color-type=3")),
        ):
            self.magick(source, "in.png", *wishes)
            raw = subprocess.run([self.convert, self.path("in.png"), "-depth", "8", "rgba:-"], check=True, capture_output=True)
            with Image.open(self.path("in.png")) as opened:
                theirs = Image.frombytes("RGBA", opened.size, raw.stdout)
            # Both round 16 bits to 8; Gesso spreads what it rounds.
            allowed = 1.1 / 255 if "16" in name else EXACT
            self.read(f"PNG, {name}", "in.png", "ImageMagick", allowed, theirs=theirs)
        with Image.open(self.path("plain.png")) as plain:
            few = plain.quantize(30)
            few.save(self.path("in.png"), transparency=bytes(range(0, 240, 8)))
            self.read("PNG, palette with transparency", "in.png")
            plain.save(self.path("in.png"), save_all=True, append_images=[plain.rotate(180)])
            self.read("PNG, animated", "in.png")

    def tiff(self):
        with Image.open(self.path("plain.png")) as plain:
            for name in ("raw", "tiff_lzw", "packbits", "tiff_adobe_deflate"):
                plain.save(self.path("in.tif"), compression=name)
                self.read(f"TIFF, {name}", "in.tif")
            plain.save(self.path("in.tif"), compression="jpeg", quality=90)
            self.read("TIFF, JPEG within", "in.tif", allowed=DRAWN_OUT, mean=True)
            plain.save(self.path("in.tif"), big_tiff=True)
            self.read("TIFF, the large form", "in.tif")
            plain.quantize(30).save(self.path("in.tif"))
            self.refused("TIFF, palette", "in.tif", "palette")
            plain.save(self.path("in.tif"), compression="zstd")
            self.refused("TIFF, Zstandard", "in.tif", "ZSTD")
            plain.convert("1").save(self.path("in.tif"), compression="group4")
            self.read("TIFF, fax (group 4)", "in.tif")
            plain.convert("CMYK").save(self.path("in.tif"), compression="tiff_lzw")
            self.read("TIFF, inks", "in.tif", allowed=MIXED)
        for name, wishes in {
            "planes apart": ("-interlace", "plane", "-compress", "LZW"),
            "big-endian": ("-endian", "MSB", "-compress", "Zip"),
            "tiles": ("-define", "tiff:tile-geometry=32x16", "-compress", "LZW"),
            "tiles, not packed": ("-define", "tiff:tile-geometry=16x16", "-compress", "None"),
            "many strips": ("-define", "tiff:rows-per-strip=3", "-compress", "RLE"),
        }.items():
            self.magick("plain.png", "in.tif", *wishes)
            self.read(f"TIFF, {name}", "in.tif")
        for name, wishes in {
            "tiles of JPEG": ("--tile", "--tile-width", "32", "--tile-height", "32", "--compression", "jpeg", "--Q", "90"),
            "tiles, predicted": ("--tile", "--compression", "deflate", "--predictor", "horizontal"),
            "a pyramid": ("--tile", "--pyramid", "--compression", "lzw"),
            "the large form in tiles": ("--tile", "--bigtiff", "--compression", "lzw"),
        }.items():
            if self.vips:
                self.run(self.vips, "tiffsave", self.path("plain.png"), self.path("in.tif"), *wishes)
                lossy = "JPEG" in name
                self.read(f"TIFF, {name}", "in.tif", allowed=DRAWN_OUT if lossy else EXACT, mean=lossy)

    def animations(self):
        with Image.open(self.path("plain.png")) as plain, Image.open(self.path("clear.png")) as clear:
            hard = clear.copy()
            hard.putalpha(clear.getchannel("A").point(lambda v: 255 if v > 99 else 0))
            hard.save(self.path("in.gif"), interlace=True)
            self.read("GIF, transparent and interlaced", "in.gif")
            clear.save(self.path("in.webp"), lossless=True, exact=True)
            self.read("WebP, lossless, with alpha", "in.webp")
            clear.save(self.path("in.webp"), quality=90)
            self.read("WebP, lossy, with alpha", "in.webp", allowed=DRAWN_OUT, mean=True)
            # A small thing that moves: most of a frame is left from the one before.
            small = hard.resize((30, 20), Image.Resampling.NEAREST)
            moving = [plain.convert("RGBA") for _ in range(4)]
            for i, frame in enumerate(moving):
                frame.paste(small, (i * 20, i * 9))
            holes = [frame.copy() for frame in moving]
            for i, frame in enumerate(holes):
                frame.paste((0, 0, 0, 0), (60 - i * 15, 10, 90 - i * 15, 50))
            for name, frames, disposal in (("left", moving, 1), ("cleared", holes, 2)):
                self.frames(f"GIF, {name}", "in.gif", frames, disposal=disposal)
            # What is put back Pillow draws wrong when it lies over the rest.
            for name, frames, disposal, over in (("left", moving, 0, 1), ("cleared", holes, 1, 1), ("put back", moving, 2, 0)):
                self.frames(f"PNG, {name}", "in.png", frames, disposal=disposal, blend=over)
            for name, frames in (("opaque", moving), ("with holes", holes)):
                self.frames(f"WebP, {name}", "in.webp", frames, lossless=True, minimize_size=True)

    def frames(self, check, file, frames, **wishes):
        """Every picture of an animation, put together from what changes between them."""
        frames[0].save(self.path(file), save_all=True, append_images=frames[1:], duration=50, loop=0, **wishes)
        ours, theirs = [], []
        with Image.open(self.path(file)) as opened:
            for number in range(opened.n_frames):
                opened.seek(number)
                theirs += values(opened, "RGBA")
                self.run(self.treat, self.path(file), self.path("ours.png"), f"frame={number}")
                with Image.open(self.path("ours.png")) as found:
                    ours += values(found, "RGBA")
        self.table.add(f"frames of {check}", "Pillow", ours, theirs, EXACT)

    def floats(self):
        """What has no end of range: another's floats through Gesso and back."""
        random = numpy.random.default_rng(3)
        light = random.normal(0.5, 4, (33, 47, 3)).astype(numpy.float32)
        light[::5] *= 1e-6
        light[::7] *= 5000
        for source in ("in.exr", "in.tif"):
            self.store(source, light)
            for out in ("32.exr", "32.tif"):
                self.run(self.treat, self.path(source), self.path(f"ours.{out}"))
                self.same(f"{source[3:].upper()} to {out[3:].upper()}, 32-bit floats", f"ours.{out}", light)
        for name in ("none", "rle", "zips", "zip", "piz"):
            for side in (0, 32):
                self.store("in.exr", light, compression=name, tile=side)
                self.run(self.treat, self.path("in.exr"), self.path("ours.32.exr"))
                self.same(f"read EXR, {name}{', tiles' if side else ''}", "ours.32.exr", light)
        for name in ("pxr24", "b44", "b44a"):
            self.store("in.exr", numpy.abs(light), compression=name)
            self.run(self.treat, self.path("in.exr"), self.path("ours.32.exr"))
            self.same(f"read EXR, {name}", "ours.32.exr", self.load("in.exr"))
        # Steps that Deflate can pack: OpenImageIO does not read strips that became larger.
        y, x = numpy.mgrid[0:33, 0:47]
        words = numpy.stack([x * 1394, y * 2047, x * y * 41], -1) + random.integers(0, 200, (33, 47, 3))
        words = words.clip(0, 65535).astype(numpy.uint16)
        for source in ("in.png", "in.tif"):
            self.store(source, words)
            for out in ("16.png", "tif"):
                self.run(self.treat, self.path(source), self.path(f"ours.{out}"))
                kinds = source[3:].upper(), out[-3:].upper()
                self.same(f"{kinds[0]} to {kinds[1]}, 16 bits", f"ours.{out}", words)

    def store(self, name, samples, tile=0, **wishes):
        """Writes a file with OpenImageIO."""
        h, w, channels = samples.shape
        spec = oiio.ImageSpec(w, h, channels, "uint16" if samples.dtype == numpy.uint16 else "float")
        spec.tile_width = spec.tile_height = tile
        for key, value in wishes.items():
            spec.attribute(key, value)
        out = oiio.ImageOutput.create(self.path(name))
        assert out.open(self.path(name), spec) and out.write_image(samples) and out.close(), out.geterror()

    def load(self, name, kind=oiio.FLOAT):
        """All samples of a file as OpenImageIO reads them."""
        file = oiio.ImageInput.open(self.path(name))
        samples = file.read_image(kind)
        assert samples is not None, file.geterror()
        file.close()
        return samples

    def same(self, check, file, expected):
        """OpenImageIO reads the same numbers, to the bit, from what Gesso wrote."""
        found = self.load(file, oiio.UINT16 if expected.dtype == numpy.uint16 else oiio.FLOAT)
        assert found.shape == expected.shape, f"{check}: {found.shape} against {expected.shape}"
        pair = [numpy.float64(v).ravel().tolist() for v in (found, expected)]
        self.table.add(check, "OpenImageIO", *pair, 0)

    def damaged(self):
        """A file cut in the middle, an empty one, one that claims too much: each is refused with the reason."""
        sources = {"png": {}, "jpg": {"quality": 90}, "webp": {"quality": 90}, "tif": {}, "gif": {}, "avif": {}}
        with Image.open(self.path("plain.png")) as plain:
            for ending, wishes in sources.items():
                plain.save(self.path(f"in.{ending}"), **wishes)
        for ending in [*sources, "exr"]:
            with open(self.path(f"in.{ending}"), "rb") as file:
                content = file.read()
            with open(self.path(f"cut.{ending}"), "wb") as file:
                file.write(content[: len(content) * 2 // 3])
            self.refused(f"{ending}, cut", f"cut.{ending}", "too early")
        open(self.path("none.png"), "wb").close()
        self.refused("an empty file", "none.png", "empty")
        with open(self.path("in.png"), "rb") as file:
            content = bytearray(file.read())
        content[16:24] = (100_000).to_bytes(4, "big") * 2
        with open(self.path("vast.png"), "wb") as file:
            file.write(content)
        self.refused("PNG, 100 000 by 100 000", "vast.png", "100000")
        os.rename(self.path("in.webp"), self.path("named.tif"))
        self.read("WebP, called .tif", "named.tif", allowed=DRAWN_OUT, mean=True)


def file_checks(table, treat, folder, run, convert, vips):
    files = Files(table, treat, folder, run, convert, vips)
    for title, checks in {
        "JPEG": files.jpeg,
        "Orientation": files.orientations,
        "PNG": files.png,
        "TIFF": files.tiff,
        "GIF, WebP and animations": files.animations,
        "Floats and 16 bits, without loss": files.floats,
        "Files that are refused": files.damaged,
    }.items():
        table.section(title)
        checks()
