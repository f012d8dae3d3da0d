#!/usr/bin/env python3
"""The memory of a batch: many large photos through ten nodes and into files, with `gesso run`.

    cargo build --release -p gesso-server
    python3 bench/media/memory.py --gesso target/release/gesso [--photos 100] [--width 6000 --height 4000] [--most-mb 1024] [--workers 8]

One photo is made with Gesso itself; the others are the same with another comment, so that each is a file of its own. The peak is the
largest resident set the system saw of the whole process. Ends with an error when it is over `--most-mb`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def workflow(nodes, wires):
    """Nodes are kinds with parameters, wires (from, output, to, input) by their places."""
    name = lambda place: f"{place + 1:016x}"
    return {
        "gesso_workflow": 3,
        "name": "Memory",
        "document": {
            "nodes": {
                name(place): {"kind": kind, "version": 1, "position": {"x": 300.0 * place, "y": 0.0}, "params": params}
                for place, (kind, params) in enumerate(nodes)
            },
            "wires": [
                {"from": {"node": name(a), "port": output}, "to": {"node": name(b), "port": port}}
                for a, output, b, port in wires
            ],
            "frames": {},
            "notes": {},
        },
    }


def photo(width, height):
    """A picture with structure and grain, as photos have."""
    size = {"width": {"int": width}, "height": {"int": height}}
    nodes = [
        ("image.generate", {"kind": {"choice": "noise"}, **size}),
        ("filter.blur", {"sigma": {"float": 6.0}}),
        ("color.levels", {"gamma": {"float": 1.3}}),
        ("image.save", {"format": {"choice": "jpeg"}, "quality": {"int": 88}}),
    ]
    return workflow(nodes, [(at, "image", at + 1, "image") for at in range(3)])


def ten():
    """Load, ten nodes, save."""
    number = lambda **params: {name: {"float": value} for name, value in params.items()}
    nodes = [
        ("list.from_assets", {}),
        ("image.load", {}),
        ("color.levels", number(gamma=1.2)),
        ("color.hsl", number(saturation=20.0)),
        ("filter.blur", number(sigma=2.0)),
        ("color.curves", {}),
        ("filter.sharpen", {}),
        ("color.white_balance", number(temperature=6000.0)),
        ("color.cdl", number(saturation=110.0)),
        ("filter.grain_vignette", {}),
        ("filter.blur", number(sigma=20.0)),
        ("color.levels", number(gamma=0.9)),
        ("image.save", {"format": {"choice": "jpeg"}, "quality": {"int": 85}}),
    ]
    wires = [(0, "files", 1, "file")]
    wires += [(at, "image", at + 1, "image") for at in range(1, len(nodes) - 1)]
    return workflow(nodes, wires)


def numbered(jpeg, number):
    """The same JPEG with a comment of its own behind its first marker."""
    words = f"photo {number}".encode()
    return jpeg[:2] + b"\xff\xfe" + (len(words) + 2).to_bytes(2, "big") + words + jpeg[2:]


def run(gesso, folder, made, inputs=(), workers=0):
    """Runs a workflow and gives its seconds and its peak in MiB."""
    path = os.path.join(folder, "workflow.json")
    with open(path, "w") as file:
        json.dump(made, file)
    command = [gesso, "run", path, "--data", os.path.join(folder, "data"), "--out", os.path.join(folder, "out")]
    command += ["--workers", str(workers)]
    for name in inputs:
        command += ["--input", name]
    start = time.perf_counter()
    with open(os.path.join(folder, "said.txt"), "w+") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        if status != 0 or not os.path.isdir(os.path.join(folder, "out")):
            said.seek(0)
            sys.exit(f"gesso ended with {status}: {said.read()[-2000:]}")
    return time.perf_counter() - start, used.ru_maxrss / 1024


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gesso", default=os.path.join(ROOT, "target/release/gesso"))
    options.add_argument("--photos", type=int, default=100)
    options.add_argument("--width", type=int, default=6000)
    options.add_argument("--height", type=int, default=4000)
    options.add_argument("--most-mb", type=int, default=1024)
    options.add_argument("--workers", type=int, default=0, help="photos at a time; 0 means one per core")
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small = os.path.join(folder, "one")
        os.mkdir(small)
        run(options.gesso, small, photo(options.width, options.height))
        out = os.path.join(small, "out")
        with open(os.path.join(out, os.listdir(out)[0]), "rb") as file:
            jpeg = file.read()
        inputs = []
        for number in range(options.photos):
            path = os.path.join(folder, f"photo-{number:03}.jpg")
            with open(path, "wb") as file:
                file.write(numbered(jpeg, number))
            inputs.append(path)
        whole = os.path.join(folder, "all")
        os.mkdir(whole)
        seconds, peak = run(options.gesso, whole, ten(), inputs, options.workers)
        made = len(os.listdir(os.path.join(whole, "out")))
        megapixels = options.width * options.height / 1e6
        print(f"{made} photos of {megapixels:.0f} megapixels and {len(jpeg) / 1e6:.1f} MB: {seconds:.1f} s, peak {peak:.0f} MiB")
        if made != options.photos:
            sys.exit(f"{options.photos - made} photos are missing")
        if peak > options.most_mb:
            sys.exit(f"more than {options.most_mb} MB")


main()
