"""Compares Gesso's grades with Pillow, ImageMagick, Python's colorsys and their formulas; `reference.py` calls it."""

import colorsys
import os

from PIL import Image, ImageFilter


def slopes(points):
    """Fritsch and Carlson 1980."""
    straight = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in zip(points, points[1:])]
    inner = [0 if a * b <= 0 else (a + b) / 2 for a, b in zip(straight, straight[1:])]
    m = [straight[0], *inner, straight[-1]]
    for i, d in enumerate(straight):
        if d == 0:
            m[i] = m[i + 1] = 0
            continue
        a, b = m[i] / d, m[i + 1] / d
        if a * a + b * b > 9:
            t = 3 / (a * a + b * b) ** 0.5
            m[i], m[i + 1] = t * a * d, t * b * d
    return m


def curve_at(points, m, v):
    if v <= points[0][0]:
        return points[0][1]
    for i, ((x0, y0), (x1, y1)) in enumerate(zip(points, points[1:])):
        if v <= x1:
            w = x1 - x0
            t = (v - x0) / w
            # By the Bernstein form, in place of the Hermite one of the kernel.
            p = [y0, y0 + m[i] * w / 3, y1 - m[i + 1] * w / 3, y1]
            return sum(c * p[k] * t**k * (1 - t) ** (3 - k) for k, c in enumerate((1, 3, 3, 1)))
    return points[-1][1]


def cdl(rgb, slope, offset, power, saturation):
    """ASC CDL 1.2."""
    graded = [min(max(v * s + o, 0), 1) ** p for v, s, o, p in zip(rgb, slope, offset, power)]
    luma = 0.2126 * graded[0] + 0.7152 * graded[1] + 0.0722 * graded[2]
    return [min(max(luma + saturation * (v - luma), 0), 1) for v in graded]


def apply(m, v):
    return [sum(a * b for a, b in zip(row, v)) for row in m]


def solve(m, v):
    """m x = v by Gauss."""
    rows = [list(row) + [value] for row, value in zip(m, v)]
    for i in range(3):
        pivot = max(range(i, 3), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for r in range(3):
            if r != i:
                rows[r] = [a - rows[r][i] * b for a, b in zip(rows[r], rows[i])]
    return [row[3] for row in rows]


CAT16 = [[0.401288, 0.650173, -0.051461], [-0.250268, 1.204414, 0.045854], [-0.002079, 0.048952, 0.953127]]
TO_XYZ = [[0.4123908, 0.35758434, 0.18048079], [0.21263901, 0.71516868, 0.07219232], [0.01933082, 0.11919478, 0.95053215]]


def locus(t):
    u = (0.860117757 + 1.54118254e-4 * t + 1.28641212e-7 * t * t) / (1 + 8.42420235e-4 * t + 7.08145163e-7 * t * t)
    v = (0.317398726 + 4.22806245e-5 * t + 4.20481691e-8 * t * t) / (1 - 2.89741816e-5 * t + 1.61456053e-7 * t * t)
    return u, v


def white(kelvin, off):
    (u, v), (u2, v2) = locus(kelvin), locus(kelvin + 0.5)
    length = ((u2 - u) ** 2 + (v2 - v) ** 2) ** 0.5
    # At a right angle to the locus, towards green: the greater v.
    nu, nv = -(v2 - v) / length, (u2 - u) / length
    if nv < 0:
        nu, nv = -nu, -nv
    u, v = u + nu * off, v + nv * off
    scale = 2 * u - 8 * v + 4
    x, y = 3 * u / scale, 2 * v / scale
    return [x / y, 1, (1 - x - y) / y]


def balanced(linear, kelvin, tint):
    gains = [
        to / of for of, to in zip(apply(CAT16, white(kelvin, 0.0032 + tint / 30)), apply(CAT16, white(6500, 0.0032)))
    ]
    response = apply(CAT16, apply(TO_XYZ, linear))
    xyz = solve(CAT16, [v * g for v, g in zip(response, gains)])
    return [max(v, 0) for v in solve(TO_XYZ, xyz)]


def lab(linear):
    f = lambda t: t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116
    x, y, z = (f(v / n) for v, n in zip(apply(TO_XYZ, linear), (0.95047, 1, 1.08883)))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(found, theirs, decode):
    """How far colours lie from each other, in CIE 1976 delta E; both encoded, one number after another."""
    threes = lambda values: [lab([decode(v) for v in values[i : i + 3]]) for i in range(0, len(values), 3)]
    return [sum((p - q) ** 2 for p, q in zip(a, b)) ** 0.5 for a, b in zip(threes(found), threes(theirs))]


def toned(rgb, degrees, saturation, vibrance, lightness):
    """By the cone of Python's colorsys."""
    h, l, s = colorsys.rgb_to_hls(*rgb)
    s *= 1 + saturation
    s = min(s * (1 + vibrance * (1 - min(s, 1))), 1)
    l = l * (1 + lightness) if lightness < 0 else l + (1 - l) * lightness
    return colorsys.hls_to_rgb((h + degrees / 360) % 1, l, s)


def cube(side, of):
    lines = [f"LUT_3D_SIZE {side}"]
    for b in range(side):
        for g in range(side):
            for r in range(side):
                lines.append(" ".join(f"{v:.6f}" for v in of(*(n / (side - 1) for n in (r, g, b)))))
    return "\n".join(lines) + "\n"


def color_checks(table, treat, folder, run, read16, decode, encode, convert):
    path = lambda name: os.path.join(folder, name)
    colours = lambda rgba: [v for i, v in enumerate(rgba) if i % 4 != 3]
    base = Image.open(path("base.png")).convert("RGB")
    pixels = [[v / 255 for v in px] for px in base.getdata()]

    def ours(step):
        run(treat, path("base.png"), path("ours.16.png"), step)
        return colours(read16(path("ours.16.png")))

    for name, points in {
        "lift": [(0, 0.1), (0.3, 0.5), (1, 0.95)],
        "contrast": [(0, 0), (0.25, 0.12), (0.75, 0.9), (1, 1)],
        "bump": [(0.1, 0), (0.4, 0.8), (0.6, 0.8), (0.9, 0.2)],
    }.items():
        m = slopes(points)
        found = ours("curve=" + ",".join(f"{x},{y},{s}" for (x, y), s in zip(points, m)))
        table.add(f"curve {name}", "the formula", found, [curve_at(points, m, v) for px in pixels for v in px], 0.001)
        lut = [round(curve_at(points, m, v / 255) * 255) for v in range(256)]
        theirs = [v / 255 for px in base.point(lut * 3).getdata() for v in px]
        table.add(f"curve {name}", "Pillow, 8 bits", found, theirs, 0.004)

    for name, grade in {
        "warm": ([1.2, 1, 0.85], [0.02, 0, -0.03], [0.9, 1, 1.1], 1.2),
        "strong": ([2, 1.5, 0.5], [-0.2, 0.1, 0.3], [1.8, 0.6, 1], 0.4),
    }.items():
        slope, offset, power, saturation = grade
        found = ours("cdl=" + ",".join(str(v) for v in [*slope, *offset, *power, saturation]))
        table.add(f"CDL {name}", "the formula", found, [v for px in pixels for v in cdl(px, *grade)], 0.001)

    # Between the points of a lattice programs read in different ways; of a plane all give the same.
    plane = lambda r, g, b: (0.1 + 0.6 * r + 0.2 * g, 0.9 - 0.5 * g + 0.1 * b, 0.2 + 0.3 * r + 0.5 * b)
    with open(path("plane.cube"), "w") as file:
        file.write(cube(9, plane))
    theirs = base.filter(ImageFilter.Color3DLUT.generate(9, plane))
    table.add("LUT, a plane", "Pillow, 8 bits", ours(f"lut={path('plane.cube')}"),
              [v / 255 for px in theirs.getdata() for v in px], 0.004)

    # At 8 bits every value is a point of the line that its channel has.
    bends = [lambda v: v**0.5, lambda v: v * v, lambda v: 1 - 0.8 * v]
    with open(path("line.cube"), "w") as file:
        rows = (" ".join(f"{bend(v / 255):.6f}" for bend in bends) for v in range(256))
        file.write("LUT_1D_SIZE 256\n" + "\n".join(rows) + "\n")
    found = ours(f"lut={path('line.cube')}")
    table.add("LUT, three lines", "the formula", found, [bend(v) for px in pixels for bend, v in zip(bends, px)], 0.001)
    theirs = base.point([round(bend(v / 255) * 255) for bend in bends for v in range(256)])
    table.add("LUT, three lines", "Pillow, 8 bits", found, [v / 255 for px in theirs.getdata() for v in px], 0.004)

    for kelvin, tint in ((3200, 0), (9000, 0.3), (5000, -0.5)):
        found = ours(f"white_balance={kelvin},{tint}")
        worst = []
        for i, px in enumerate(pixels):
            theirs = [min(v, 1) for v in balanced([decode(v) for v in px], kelvin, tint)]
            a, b = lab([decode(v) for v in found[i * 3 : i * 3 + 3]]), lab(theirs)
            worst.append(sum((p - q) ** 2 for p, q in zip(a, b)) ** 0.5)
        table.add(f"white balance {kelvin} K, tint {tint}", "CAT16, in delta E", worst, [0] * len(worst), 0.1)

    for degrees, saturation, vibrance, lightness in ((70, 0, 0, 0), (-130, -0.4, 0, 0), (0, 0.8, 0, -0.3), (15, 0, 0.6, 0.2)):
        found = ours(f"hsl={degrees},{saturation},{vibrance},{lightness}")
        theirs = [v for px in pixels for v in toned(px, degrees, saturation, vibrance, lightness)]
        worst = apart(found, theirs, decode)
        parts = {"saturation": saturation, "vibrance": vibrance, "lightness": lightness}
        name = ", ".join([f"hue {degrees}°", *(f"{part} {by}" for part, by in parts.items() if by)])
        table.add(name, "colorsys, delta E", worst, [0] * len(worst), 0.1)
    # ImageMagick multiplies what is there and turns by halves of 100 %.
    for degrees, saturation in ((70, 0), (-130, -0.4)):
        name = f"hue {degrees}°" + (f", saturation {saturation}" if saturation else "")
        found = ours(f"hsl={degrees},{saturation},0,0")
        run(convert, path("base.png"), "-depth", 16, "-define", "modulate:colorspace=HSL", "-modulate",
            f"100,{100 + saturation * 100},{100 + degrees / 1.8}", path("theirs.png"))
        worst = apart(found, colours(read16(path("theirs.png"))), decode)
        table.add(name, "ImageMagick, delta E", worst, [0] * len(worst), 0.1)
