"""What the perceptual network is taught on: the sets that the page ships, and drawn ones. All [n, 32, 32, 3] bytes.

Nothing of the sets on which docs/verdict.md tries the verdict is among them.
"""

import gzip
import struct

import numpy as np
from PIL import Image, ImageDraw
from scipy.ndimage import gaussian_filter

SIDE, CANVAS = 32, 96


def undo_paeth(filtered):
    """As src/worker/data/shipped-format.ts. [n, s, s, c]"""
    x, out = filtered.astype(np.int32), np.zeros(filtered.shape, np.int32)
    none = np.zeros_like(x[:, 0, 0])
    for row in range(x.shape[1]):
        for column in range(x.shape[2]):
            left = out[:, row, column - 1] if column else none
            up = out[:, row - 1, column] if row else none
            corner = out[:, row - 1, column - 1] if row and column else none
            guess = left + up - corner
            a, b, c = abs(guess - left), abs(guess - up), abs(guess - corner)
            best = np.where((a <= b) & (a <= c), left, np.where(b <= c, up, corner))
            out[:, row, column] = (x[:, row, column] + best) & 255
    return out.astype(np.uint8)


def shipped(path):
    data = open(path, "rb").read()
    data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    side, channels, filtered = data[5], data[6], data[7]
    (count,) = struct.unpack("<I", data[8:12])
    (names,) = struct.unpack("<H", data[12:14])
    pixels = np.frombuffer(data, np.uint8, offset=14 + names + count).reshape(count, side, side, channels)
    return undo_paeth(pixels) if filtered else pixels


def enlarged(pictures):
    return np.stack([np.asarray(Image.fromarray(one[..., 0]).resize((SIDE, SIDE), Image.BILINEAR))[..., None] for one in pictures])


def colour(dice):
    return tuple(int(v) for v in dice.integers(0, 256, 3))


def small(image):
    return np.asarray(image.resize((SIDE, SIDE), Image.LANCZOS))


def emblem(dice):
    """A few plain shapes of one palette on a plain ground, some of them mirrored."""
    palette = [colour(dice) for _ in range(dice.integers(2, 5))]
    image = Image.new("RGB", (CANVAS, CANVAS), colour(dice))
    draw = ImageDraw.Draw(image)
    for _ in range(dice.integers(1, 6)):
        reach, (x, y), fill = dice.integers(6, CANVAS // 2), dice.integers(0, CANVAS, 2), palette[dice.integers(len(palette))]
        box = (int(x - reach), int(y - reach), int(x + reach), int(y + reach))
        shape = dice.integers(5)
        if shape == 0:
            draw.ellipse(box, fill=fill)
        elif shape == 1:
            draw.rectangle(box, fill=fill)
        elif shape == 2:
            turns = np.sort(dice.random(dice.integers(3, 7)) * 6.28)
            draw.polygon([(int(x + reach * np.cos(a)), int(y + reach * np.sin(a))) for a in turns], fill=fill)
        elif shape == 3:
            corners = [tuple(int(v) for v in dice.integers(0, CANVAS, 2)) for _ in range(dice.integers(2, 4))]
            draw.line(corners, fill=fill, width=int(dice.integers(2, 12)))
        else:
            draw.arc(box, int(dice.integers(360)), int(dice.integers(360)), fill=fill, width=int(dice.integers(2, 10)))
    picture = small(image).copy()
    if dice.random() < 0.3:
        picture[:, SIDE // 2 :] = picture[:, : SIDE // 2][:, ::-1]
    return picture


def head(dice):
    """A round or square head with two eyes and a mouth."""
    image = Image.new("RGB", (CANVAS, CANVAS), colour(dice))
    draw = ImageDraw.Draw(image)
    skin, ink = colour(dice), colour(dice)
    x, y = 48 + dice.integers(-6, 7), 50 + dice.integers(-6, 7)
    wide, high = dice.integers(22, 40, 2)
    (draw.ellipse if dice.random() < 0.7 else draw.rectangle)((int(x - wide), int(y - high), int(x + wide), int(y + high)), fill=skin)
    if dice.random() < 0.6:
        draw.pieslice((int(x - wide), int(y - high - 4), int(x + wide), int(y + high - 14)), 180, 360, fill=colour(dice))
    apart, eye, up = dice.integers(7, 16), int(dice.integers(3, 7)), int(y - dice.integers(2, 12))
    for side in (-1, 1):
        draw.ellipse((int(x + side * apart - eye), up - eye, int(x + side * apart + eye), up + eye), fill=ink)
    mouth, down = int(dice.integers(6, 16)), int(y + dice.integers(6, 16))
    if dice.random() < 0.5:
        draw.arc((int(x - mouth), down - mouth // 2, int(x + mouth), down + mouth // 2), 0, 180, fill=ink, width=4)
    else:
        draw.line((int(x - mouth), down, int(x + mouth), down), fill=ink, width=5)
    return small(image)


def bands(dice):
    """Bands of plain colours, some with a corner, a disc, a wedge or a cross."""
    side, parts = 48, dice.integers(2, 5)
    cuts = np.sort(np.r_[0, dice.integers(4, 44, parts - 1), side]) if dice.random() < 0.4 else np.linspace(0, side, parts + 1).astype(int)
    field = np.zeros((side, side, 3), np.uint8)
    for start, end in zip(cuts, cuts[1:]):
        field[start:end] = colour(dice)
    field = field.transpose(1, 0, 2) if dice.random() < 0.5 else field
    image = Image.fromarray(np.ascontiguousarray(field))
    draw, sign, fill = ImageDraw.Draw(image), dice.integers(5), colour(dice)
    if sign == 0:
        draw.rectangle((0, 0, 20, 22), fill=fill)
    elif sign == 1:
        draw.ellipse((14, 14, 34, 34), fill=fill)
    elif sign == 2:
        draw.polygon([(0, 0), (22, 24), (0, 48)], fill=fill)
    elif sign == 3:
        draw.rectangle((18, 0, 26, 48), fill=fill)
        draw.rectangle((0, 20, 48, 28), fill=fill)
    return small(image)


def leaves(dice):
    """Overlapping discs and boxes with grain and light, whose statistics are as of photographs (Lee, Mumford and Huang 2001)."""
    side = 128
    image = Image.new("RGB", (side, side))
    draw, base = ImageDraw.Draw(image), dice.integers(30, 226, 3)
    for _ in range(140):
        reach = min(64, 4 / np.sqrt(max(1e-3, dice.random() ** 1.2)))
        x, y = dice.integers(-10, side + 10, 2)
        fill = tuple(int(v) for v in np.clip(base + dice.normal(size=3) * 18 + dice.normal() * 50, 0, 255))
        shape = draw.ellipse if dice.random() < 0.6 else draw.rectangle
        shape((int(x - reach), int(y - reach), int(x + reach), int(y + reach * dice.uniform(0.5, 1.5))), fill=fill)
    grain = gaussian_filter(dice.normal(size=(side, side)), dice.uniform(0.6, 2))[..., None] * dice.uniform(0, 80)
    across = np.linspace(-1, 1, side)
    light = dice.uniform(0, 50) * (across[:, None] * dice.normal() + across[None] * dice.normal())[..., None]
    return small(Image.fromarray((np.asarray(image) + grain + light).clip(0, 255).astype(np.uint8)))


def strokes(dice):
    """A sign of a few strokes of a pen, white on black."""
    image = Image.new("L", (CANVAS, CANVAS), 0)
    draw, width = ImageDraw.Draw(image), int(dice.integers(4, 13))
    for _ in range(dice.integers(1, 4)):
        points, t = dice.integers(16, 80, (4, 2)).astype(float), np.linspace(0, 1, 16)[:, None]
        curve = (1 - t) ** 3 * points[0] + 3 * (1 - t) ** 2 * t * points[1] + 3 * (1 - t) * t * t * points[2] + t**3 * points[3]
        curve = points[: dice.integers(2, 4)] if dice.random() < 0.5 else curve
        draw.line([tuple(v) for v in curve.tolist()], fill=255, width=width, joint="curve")
    return small(image)[..., None]


def sprite(dice):
    """8 or 16 large pixels a side, mirrored, few colours."""
    side = int(dice.choice([8, 16]))
    palette = np.array([colour(dice) for _ in range(dice.integers(2, 5))] + [(255, 255, 255)])
    reach = 0.7 * side / 8
    field = gaussian_filter(dice.normal(size=(side, side, len(palette))), (reach, reach, 0)).argmax(-1)
    field[:, side // 2 :] = field[:, : side // 2][:, ::-1]
    outside = np.hypot(*np.mgrid[-1 : 1 : side * 1j, -1 : 1 : side * 1j]) > dice.uniform(0.8, 1.2)
    picture = palette[field]
    picture[outside] = 255 if dice.random() < 0.6 else picture[0, 0]
    return np.kron(picture, np.ones((SIDE // side, SIDE // side, 1))).astype(np.uint8)


def all_sets(data, seed=3):
    """Name to pictures; the names in GRAY have one colour only."""
    dice = np.random.default_rng(seed)
    some = lambda pictures, count: pictures[dice.permutation(len(pictures))[:count]]
    many = lambda draw, count: np.stack([draw(dice) for _ in range(count)])
    sets = {
        "mnist": enlarged(some(shipped(f"{data}/mnist.bin"), 3000)),
        "fashion": enlarged(some(shipped(f"{data}/fashion.bin"), 4000)),
        "emoji": shipped(f"{data}/emoji.bin"),
        "emblems": many(emblem, 2500),
        "heads": many(head, 1500),
        "bands": many(bands, 1200),
        "leaves": many(leaves, 2000),
        "strokes": many(strokes, 1500),
        "sprites": many(sprite, 1200),
    }
    return {name: x if x.shape[-1] == 3 else np.repeat(x, 3, -1) for name, x in sets.items()}


GRAY = {"mnist", "fashion", "strokes"}
