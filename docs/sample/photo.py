#!/usr/bin/env python3
"""Draws public/sample/photo.jpg, the landscape of the Postcard template: hills in evening haze above a lake.

Ours from the first pixel, so that the sample has no other owner. The same seed gives the same picture.
Needs numpy and Pillow:  python3 docs/sample/photo.py public/sample/photo.jpg
"""

import sys

import numpy as np
from PIL import Image, ImageFilter

W, H = 1600, 1067
SHORE = 0.735  # where land ends and water begins, as a part of the height
SUN = (0.64, 0.405)
rng = np.random.default_rng(41)


def smooth(t):
    return t * t * (3 - 2 * t)


def noise1(x, seed, octaves=6, gain=0.5):
    """Sum of smooth random curves, about -1 to 1."""
    local = np.random.default_rng(seed)
    total, amplitude = np.zeros_like(x), 1.0
    for _ in range(octaves):
        points = local.uniform(-1, 1, 4096)
        i = np.floor(x).astype(int) % 4096
        total += amplitude * (points[i] + (points[(i + 1) % 4096] - points[i]) * smooth(x - np.floor(x)))
        x, amplitude = x * 2.03 + 17.1, amplitude * gain
    return total


def noise2(x, y, seed, octaves=6, gain=0.55):
    """The same in two dimensions."""
    local = np.random.default_rng(seed)
    total, amplitude = np.zeros(np.broadcast(x, y).shape), 1.0
    for _ in range(octaves):
        points = local.uniform(-1, 1, (256, 256))
        i, j = np.floor(x).astype(int) % 256, np.floor(y).astype(int) % 256
        right, below = (i + 1) % 256, (j + 1) % 256
        s, t = smooth(x - np.floor(x)), smooth(y - np.floor(y))
        top = points[j, i] + (points[j, right] - points[j, i]) * s
        bottom = points[below, i] + (points[below, right] - points[below, i]) * s
        total += amplitude * (top + (bottom - top) * t)
        x, y, amplitude = x * 2.02 + 11.3, y * 2.02 + 5.7, amplitude * gain
    return total


def mix(a, b, t):
    return np.asarray(a) * (1 - t[..., None]) + np.asarray(b) * t[..., None]


def ramp(v, stops):
    """Colours between stops (place, colour)."""
    places = [place for place, _ in stops]
    return np.stack([np.interp(v, places, [color[c] for _, color in stops]) for c in range(3)], axis=-1)


x, y = np.meshgrid((np.arange(W) + 0.5) / W, (np.arange(H) + 0.5) / H)
aspect = W / H
sun_distance = np.hypot((x - SUN[0]) * aspect, y - SUN[1])


def sky():
    picture = ramp(y, [
        (0.00, (0.20, 0.33, 0.55)),
        (0.18, (0.38, 0.50, 0.68)),
        (0.34, (0.78, 0.68, 0.66)),
        (0.44, (0.98, 0.78, 0.58)),
        (0.60, (1.00, 0.85, 0.66)),
    ])
    glow = np.exp(-sun_distance * 3.6)
    picture = picture + glow[..., None] * np.array([0.42, 0.24, 0.05])
    # Streaks of cloud, thinner and warmer towards the horizon.
    depth = np.clip(0.50 - y, 0.02, None)
    body = noise2(x * 2.6 + 3.0, 1.1 / depth * 0.16 + y * 3, 5, octaves=7)
    cover = smooth(np.clip((body - 0.05) / 0.95, 0, 1)) * np.clip((0.46 - y) / 0.2, 0, 1)
    lit = np.clip(np.exp(-sun_distance * 1.7) * 1.5, 0, 1)
    cloud = mix((0.47, 0.47, 0.60), (1.08, 0.82, 0.66), lit)
    picture = mix_pictures(picture, cloud, cover * 0.82)
    disc = 1 / (1 + np.exp((sun_distance - 0.030) * 520))
    return mix_pictures(picture, np.broadcast_to([1.22, 1.10, 0.86], picture.shape), disc)


def mix_pictures(a, b, t):
    return a * (1 - t[..., None]) + b * t[..., None]


def ridge(base, height, grain, seed, gain=0.47):
    line = base - height * (0.55 * noise1(x[0] * grain, seed, octaves=9, gain=gain))
    return line


def firs(line, seed, count, size):
    """Raises a ridge by the tops of trees."""
    local = np.random.default_rng(seed)
    out = line.copy()
    columns = np.arange(W)
    for place in local.uniform(-20, W + 20, count):
        tall = size * local.uniform(0.45, 1.0) ** 1.4
        wide = tall * local.uniform(0.20, 0.30)
        from_, to = int(max(place - wide * W, 0)), int(min(place + wide * W, W))
        if from_ >= to:
            continue
        t = np.clip(1 - np.abs(columns[from_:to] - place) / (wide * W), 0, 1)
        ragged = t ** 0.85 + local.uniform(-0.09, 0.09, to - from_) * (1 - t)
        foot = line[min(max(int(place), 0), W - 1)]
        out[from_:to] = np.minimum(out[from_:to], foot - tall * np.clip(ragged, 0, 1))
    return out


def land(picture):
    layers = [
        # base, height, grain, seed, colour far from the sun, colour near it, haze at the foot, trees, size
        (0.470, 0.080, 1.7, 11, (0.60, 0.60, 0.70), (0.98, 0.77, 0.62), 0.55, 0, 0),
        (0.530, 0.085, 2.3, 23, (0.46, 0.49, 0.61), (0.86, 0.64, 0.53), 0.60, 0, 0),
        (0.585, 0.075, 3.0, 37, (0.33, 0.38, 0.48), (0.67, 0.50, 0.42), 0.55, 300, 0.010),
        (0.645, 0.066, 3.6, 53, (0.22, 0.29, 0.35), (0.46, 0.38, 0.31), 0.48, 420, 0.020),
        (0.700, 0.050, 4.2, 71, (0.115, 0.175, 0.20), (0.25, 0.23, 0.19), 0.32, 420, 0.036),
    ]
    near = np.clip(np.exp(-np.abs(x - SUN[0]) * 2.4), 0, 1)
    for base, height, grain, seed, far, close, haze, trees, size in layers:
        line = ridge(base, height, grain, seed)
        if trees:
            line = firs(line, seed + 1, trees, size)
        inside = np.clip((y - line[None, :]) * H + 0.5, 0, 1)
        below = np.clip((y - line[None, :]) / 0.13, 0, 1)
        texture = noise2(x * 26 * grain, y * 60, seed + 2, octaves=5) * 0.035
        body = mix(far, close, near) * (1 + texture[..., None] * (1.2 - haze))
        mist = mix((0.80, 0.76, 0.76), (1.05, 0.86, 0.68), near)
        body = mix_pictures(body, mist, smooth(below) * haze)
        picture = mix_pictures(picture, body, inside)
    return picture


def water(picture):
    rows = np.arange(H)
    shore = int(SHORE * H)
    depth = np.clip((rows - shore) / (H - shore), 0, 1)
    out = picture.copy()
    for row in range(shore, H):
        source = shore - 1 - (row - shore) * 1.02
        d = depth[row]
        reach = 1.5 + 26 * d
        wave = noise2(x[row] * (34 - 22 * d), np.full(W, row * (0.55 - 0.36 * d)), 91, octaves=4)
        rows_from = np.clip(source + wave * reach, 0, shore - 1)
        low = np.floor(rows_from).astype(int)
        part = (rows_from - low)[:, None]
        columns = np.arange(W)
        mirrored = picture[low, columns] * (1 - part) + picture[np.minimum(low + 1, shore - 1), columns] * part
        tint = np.array([0.20, 0.27, 0.36])
        out[row] = mirrored * (0.86 - 0.20 * d) + tint * (0.07 + 0.12 * d)
        path = np.exp(-((x[row] - SUN[0]) * (9.5 - 4.5 * d)) ** 2)
        sparkle = np.clip(wave - 0.30, 0, 1) * path * (0.95 - 0.35 * d)
        out[row] += sparkle[:, None] * np.array([1.0, 0.78, 0.50])
    edge = np.clip(1 - np.abs(rows - shore) / 2.5, 0, 1)[:, None, None]
    return out * (1 - 0.45 * edge)


def shore_grass(picture):
    """The near bank in the corner, dark against the water."""
    line = 0.995 - 0.085 * np.clip(1 - x[0] * 2.1, 0, 1) ** 1.6 - 0.012 * noise1(x[0] * 9, 113)
    local = np.random.default_rng(127)
    blades = line.copy()
    for place in local.uniform(0, W * 0.62, 1500):
        tall = local.uniform(0.010, 0.062) * (1 - place / (W * 0.66))
        lean = local.uniform(-0.5, 0.9)
        steps = max(int(tall * H), 1)
        for step in range(steps):
            t = step / steps
            column = int(place + lean * t * t * tall * H)
            if 0 <= column < W:
                foot = line[min(max(int(place), 0), W - 1)]
                blades[column] = min(blades[column], foot - t * tall)
    inside = np.clip((y - blades[None, :]) * H + 0.5, 0, 1)
    texture = noise2(x * 90, y * 60, 131, octaves=4)
    warm = np.clip(np.exp(-np.abs(x - SUN[0]) * 2.2), 0, 1)
    body = mix((0.055, 0.075, 0.065), (0.14, 0.115, 0.075), warm) * (1 + 0.22 * texture[..., None])
    return mix_pictures(picture, body, inside)


def finish(picture):
    """Lens and film: bloom, a little fall-off at the edges, grain."""
    clipped = np.clip(picture, 0, 1)
    bright = np.clip(picture - 0.80, 0, None)
    bloom = Image.fromarray((np.clip(bright * 2, 0, 1) * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(42))
    clipped = 1 - (1 - clipped) * (1 - np.asarray(bloom) / 255 * 0.42)
    fall = 1 - 0.26 * np.clip(np.hypot((x - 0.5) * 1.1, y - 0.5) - 0.28, 0, None) ** 1.3
    clipped = clipped * fall[..., None]
    clipped = np.clip(clipped, 0, 1) ** np.array([1.05, 1.06, 1.04])
    grain = rng.normal(0, 1, (H, W))
    soft = Image.fromarray(np.clip(grain * 32 + 128, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.6))
    return np.clip(clipped + ((np.asarray(soft) - 128.0) / 128 * 0.020)[..., None], 0, 1)


def main(path):
    picture = finish(shore_grass(water(land(sky()))))
    Image.fromarray((picture * 255 + 0.5).astype(np.uint8)).save(path, quality=82, optimize=True, progressive=False)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "public/sample/photo.jpg")
