"""Teaches the perceptual network and writes public/data/perceptual.bin. See docs/perceptual.md.

    python scripts/perceptual/train.py [STEPS]

Needs torch, numpy, scipy and pillow. An hour on one core; from the project's folder.
"""

import struct
import sys

import torch
import torch.nn as nn
import torch.nn.functional as F

from fakes import STEPS as FAKE_STEPS, fakes_of
from network import SIDE, Network
from pictures import GRAY, all_sets
from spoil import WAYS, Dice

DATA, FILE = "public/data", "public/data/perceptual.bin"
GROUPS, EACH, POOL, SIDES = 10, 12, 72, (16, 16, 20, 24, 28, 32, 32)
# Whole, spoilt in each way, and fakes early, midway and late.
KINDS = ["whole", *WAYS, "early", "midway", "late"]


def recoloured(parts, gray, dice):
    """The same change of colours, and of left and right, to all parts."""
    a, b, c, d = dice.rand(4).tolist()
    if gray:
        if a < 0.5:
            return [part * (-1 if b < 0.3 else 1) for part in parts]
        ground, ink = dice.rand(2, 1, 3, 1, 1) * 2 - 1
        return [(part * 0.5 + 0.5) * ink + (0.5 - part * 0.5) * ground for part in parts]
    order = dice.order(3) if a < 0.6 else torch.arange(3)
    parts = [part[:, order] * (-1 if b < 0.2 else 1) for part in parts]
    parts = [part.mean(1, keepdim=True).expand(-1, 3, -1, -1) for part in parts] if c < 0.15 else parts
    return [part.flip(3) for part in parts] if d < 0.5 else parts


def group(sets, fakes, dice):
    """EACH pictures of one set in one way, and as many whole ones: pictures, kind, strength."""
    names = list(sets)
    name = names[dice.index(len(names))]
    size = SIDES[dice.index(len(SIDES))]
    pool = sets[name][dice.indices(len(sets[name]), (POOL,))].float() / 127.5 - 1
    pool = F.interpolate(pool, size=(size, size), mode="area") if size < SIDE else pool
    chance = dice.uniform()
    if chance < 0.2:
        kind, strength, x = "whole", 0.0, pool[:EACH]
    elif chance < 0.4:
        at = dice.index(len(FAKE_STEPS))
        x = fakes[name][at][dice.indices(fakes[name].shape[1], (EACH,))].float() / 127.5 - 1
        kind, strength = ("early", "midway", "late")[at // 2], 1 - at / len(FAKE_STEPS)
    else:
        kind = list(WAYS)[dice.index(len(WAYS))]
        strength = dice.uniform()
        x = WAYS[kind](pool[:EACH], pool, dice, strength)
    pair = recoloured([x, pool[EACH : 2 * EACH]], name in GRAY, dice)
    seen = [F.interpolate(x, size=(SIDE, SIDE), mode="bilinear", align_corners=False) for x in pair]
    kinds = torch.tensor([KINDS.index(kind)] * EACH + [0] * EACH)
    return torch.cat(seen), kinds, torch.tensor([strength] * EACH + [0.0] * EACH), torch.tensor([names.index(name)] * 2 * EACH)


def taught(sets, fakes, steps):
    torch.manual_seed(5)
    dice, net = Dice(6), Network()
    head = nn.Linear(2 * net.outputs, len(KINDS) + 1 + len(sets))
    weights = [*net.parameters(), *head.parameters()]
    optimiser = torch.optim.AdamW(weights, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=steps)
    right = 0.5
    for step in range(1, steps + 1):
        x, kinds, strengths, names = (torch.cat(part) for part in zip(*(group(sets, fakes, dice) for _ in range(GROUPS))))
        maps = net(x)
        says, strength, of_set = head(torch.cat([maps.mean((2, 3)), maps.amax((2, 3))], 1)).split([len(KINDS), 1, len(sets)], 1)
        counts = torch.where(kinds == 0, 0.5, 1.0)
        loss = (F.cross_entropy(says, kinds, reduction="none") * counts).mean()
        loss = loss + 2 * F.mse_loss(strength[:, 0], strengths) + 0.3 * F.cross_entropy(of_set, names)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        right = 0.98 * right + 0.02 * ((says.argmax(1) == 0) == (kinds == 0)).float().mean().item()
        if step % 200 == 0:
            print(f"step {step}: whole or not told right {right:.3f}", flush=True)
    return net.eval()


def folded(weights, norm):
    """A convolution and the normalisation behind it as one: kernel and bias."""
    scale = (norm.weight / torch.sqrt(norm.running_var + norm.eps)).detach()
    return weights.detach() * scale.view(-1, 1, 1, 1), (norm.bias - norm.running_mean * scale).detach()


def kernel_bytes(kernel):
    """[rows, outputs]: a scale per output, then int8."""
    scale = kernel.abs().amax(0).clamp(min=1e-12) / 127
    return floats(scale) + (kernel / scale).round().clamp(-127, 127).to(torch.int8).numpy().tobytes()


def floats(values):
    return struct.pack(f"<{len(values)}f", *values.tolist())


def packed(net):
    kernel, bias = folded(net.stem.weight, net.norm)
    parts = [b"GNVP\x01", kernel_bytes(kernel.permute(2, 3, 1, 0).reshape(27, -1)), floats(bias)]
    for block in net.blocks:
        kernel, bias = folded(block.pointwise.weight, block.norm)
        depthwise = block.depthwise.weight.detach()[:, 0].permute(1, 2, 0).reshape(9, -1)
        parts += [kernel_bytes(depthwise), kernel_bytes(kernel[:, :, 0, 0].T), floats(bias)]
    return b"".join(parts)


if __name__ == "__main__":
    torch.set_num_threads(1)
    pictures = all_sets(DATA)
    fakes = {name: fakes_of(x, seed) for seed, (name, x) in enumerate(pictures.items())}
    sets = {name: torch.from_numpy(x).permute(0, 3, 1, 2) for name, x in pictures.items()}
    with open(FILE, "wb") as file:
        file.write(packed(taught(sets, fakes, int(sys.argv[1]) if len(sys.argv) > 1 else 9000)))
