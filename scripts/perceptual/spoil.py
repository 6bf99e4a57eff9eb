"""Ways in which pictures fall short, each of any strength, of a whole batch. Pictures [n, c, s, s] in [-1, 1]."""

import math

import torch
import torch.nn.functional as F

NOMINAL = 32


class Dice:
    def __init__(self, seed):
        self.source = torch.Generator().manual_seed(seed)

    def uniform(self, low=0.0, high=1.0):
        return low + (high - low) * float(torch.rand(1, generator=self.source))

    def index(self, count):
        return int(torch.randint(count, (1,), generator=self.source))

    def indices(self, count, shape):
        return torch.randint(count, shape, generator=self.source)

    def normal(self, *shape):
        return torch.randn(*shape, generator=self.source)

    def rand(self, *shape):
        return torch.rand(*shape, generator=self.source)

    def order(self, count):
        return torch.randperm(count, generator=self.source)


def blur(x, deviation):
    if deviation < 0.15:
        return x
    reach = min(max(1, int(3 * deviation + 0.5)), x.shape[-1] - 1)
    bell = torch.exp(-(torch.arange(-reach, reach + 1).float() ** 2) / 2 / deviation**2)
    bell, channels = bell / bell.sum(), x.shape[1]
    across, down = bell.view(1, 1, 1, -1).repeat(channels, 1, 1, 1), bell.view(1, 1, -1, 1).repeat(channels, 1, 1, 1)
    x = F.conv2d(F.pad(x, (reach, reach, 0, 0), "replicate"), across, groups=channels)
    return F.conv2d(F.pad(x, (0, 0, reach, reach), "replicate"), down, groups=channels)


def smooth(dice, n, c, s, deviation):
    field = blur(dice.normal(n, c, s, s), deviation)
    return field / field.std((2, 3), keepdim=True).clamp(min=1e-6)


def bend(x, reach, grain, dice):
    n, _, s, _ = x.shape
    field = smooth(dice, n, 2, s, grain) * reach
    down, across = torch.meshgrid(torch.arange(s).float(), torch.arange(s).float(), indexing="ij")
    places = torch.stack([across + field[:, 0], down + field[:, 1]], -1)
    return F.grid_sample(x, (places + 0.5) / s * 2 - 1, mode="bilinear", padding_mode="border", align_corners=False)


def ghost(x, pool, dice, strength):
    n, many = len(x), int(2 + 7 * strength)
    weights = dice.rand(n, many) * 0.8 + 0.2
    weights = weights / weights.sum(1, keepdim=True)
    return (weights[:, :, None, None, None] * pool[dice.indices(len(pool), (n, many))]).sum(1)


def few_components(x, pool, dice, strength):
    flat = pool.flatten(1)
    middle = flat.mean(0)
    many = min(int(40 - 36 * strength), len(pool) - 2)
    _, values, basis = torch.svd_lowrank(flat - middle, q=many)
    return (middle + (dice.normal(len(x), many) * values / math.sqrt(len(pool))) @ basis.T).view_as(x).clamp(-1, 1)


def speckle(x, _, dice, strength):
    n, _, s, _ = x.shape
    hit = dice.rand(n, 1, s, s) < 0.02 + 0.18 * strength
    return torch.where(hit, (dice.rand(*x.shape) < 0.5).float() * 2 - 1, x)


def harsh(x, _, dice, strength):
    edges = x - blur(x, 1.2 * x.shape[-1] / NOMINAL)
    grain = dice.normal(*x.shape) * (0.05 + 0.3 * strength)
    return (x * (1.3 + 0.9 * strength) + (0.7 + 1.5 * strength) * edges + grain).clamp(-1, 1)


def chequer(x, _, dice, strength):
    s = x.shape[-1]
    line = torch.arange(s)
    pattern = [(line[:, None] + line) % 2, line[:, None].expand(s, s) % 2, line.expand(s, s) % 2][dice.index(3)]
    uneven = 0.6 + 0.4 * smooth(dice, len(x), 1, s, 3 * s / NOMINAL).tanh()
    return (x + (0.12 + 0.48 * strength) * (pattern.float() * 2 - 1) * uneven).clamp(-1, 1)


def grown(x, pool, dice, strength):
    n, _, s, _ = x.shape
    share = torch.sigmoid((1 + 3 * strength) * smooth(dice, n, 1, s, dice.uniform(2, 6) * s / NOMINAL))
    return share * x + (1 - share) * pool[dice.indices(len(pool), (n,))]


def blotch(x, _, dice, strength):
    stains = smooth(dice, *x.shape[:3], dice.uniform(1, 3) * x.shape[-1] / NOMINAL)
    return (x + (0.2 + 0.5 * strength) * stains).clamp(-1, 1)


def shuffle(x, _, dice, strength):
    parts = 2 if strength < 0.4 else 4
    side, out = x.shape[-1] // parts, x.clone()
    for to, source in enumerate(dice.order(parts * parts).tolist()):
        (a, b), (c, d) = divmod(to, parts), divmod(source, parts)
        out[:, :, a * side : (a + 1) * side, b * side : (b + 1) * side] = x[:, :, c * side : (c + 1) * side, d * side : (d + 1) * side]
    return out


unit = lambda x: x.shape[-1] / NOMINAL
# Each takes pictures, others of the same set, dice and a strength from 0 to 1.
WAYS = {
    "blur": lambda x, _, dice, v: blur(x, (0.7 + 2.8 * v) * unit(x)),
    "ghost": ghost,
    "few components": few_components,
    "grain": lambda x, _, dice, v: (x + dice.normal(*x.shape) * (0.1 + 0.4 * v)).clamp(-1, 1),
    "speckle": speckle,
    "harsh": harsh,
    "chequer": chequer,
    "bent": lambda x, _, dice, v: bend(x, (0.8 + 3.2 * v) * unit(x), dice.uniform(1, 3) * unit(x), dice),
    "bent and blurred": lambda x, _, dice, v: blur(bend(x, (1.5 + 4.5 * v) * unit(x), 2 * unit(x), dice), (0.5 + 0.6 * v) * unit(x)),
    "grown together": grown,
    "blotched": blotch,
    "shuffled": shuffle,
}
