"""Teaches the networks that runs on own pictures begin with, and writes public/data/learnt.bin. See docs/own-pictures.md.

    python scripts/transfer/train.py [MINUTES]

Needs torch, numpy, scipy and pillow. MINUTES of processor time on one core, 50 unless said; from the project's folder.
"""

import struct
import sys
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

sys.path.insert(0, "scripts/perceptual")
import pictures  # noqa: E402

DATA, FILE = "public/data", "public/data/learnt.bin"
WIDTH, LATENT, BATCH, RATE = 32, 64, 32, 5e-4
# As the perceptual network's, and more of what can be drawn.
MORE = {"emblems": (pictures.emblem, 4000), "heads": (pictures.head, 2000), "bands": (pictures.bands, 2000)}
MORE |= {"leaves": (pictures.leaves, 4000), "sprites": (pictures.sprite, 1500)}


def all_pictures(seed=11):
    dice = np.random.default_rng(seed)
    sets = pictures.all_sets(DATA, seed)
    for name, (draw, count) in MORE.items():
        sets[name] = np.concatenate([sets[name], np.stack([draw(dice) for _ in range(count)])])
    as_tensor = lambda x: torch.from_numpy(x).permute(0, 3, 1, 2).float() / 127.5 - 1
    return [as_tensor(sets[name]) for name in sorted(sets)]


class Generator(nn.Module):
    """DCGAN for 32 × 32 as src/worker/gan/networks/dcgan.ts has it; told which set to draw from."""

    def __init__(self, sets):
        super().__init__()
        self.sets = sets
        self.first = nn.Linear(LATENT + sets, 4 * WIDTH * 16, bias=False)
        self.norms = nn.ModuleList(nn.BatchNorm2d(n * WIDTH) for n in (4, 2, 1))
        up = lambda a, b, bias: nn.ConvTranspose2d(a, b, 4, 2, 1, bias=bias)
        self.ups = nn.ModuleList([up(4 * WIDTH, 2 * WIDTH, False), up(2 * WIDTH, WIDTH, False), up(WIDTH, 3, True)])
        for layer in (self.first, *self.ups):
            nn.init.normal_(layer.weight, 0, 0.02)
        for norm in self.norms:
            nn.init.normal_(norm.weight, 1, 0.02)

    def forward(self, z, of):
        x = self.first(torch.cat([z, 2 * F.one_hot(of, self.sets).float()], 1)).unflatten(1, (4 * WIDTH, 4, 4))
        for norm, up in zip(self.norms, self.ups):
            x = up(F.relu(norm(x)))
        return torch.tanh(x)


class Discriminator(nn.Module):
    """One logit for each set."""

    def __init__(self, sets):
        super().__init__()
        widths = (3, WIDTH, 2 * WIDTH, 4 * WIDTH)
        self.downs = nn.ModuleList(nn.Conv2d(a, b, 4, 2, 1) for a, b in zip(widths, widths[1:]))
        self.last = nn.Linear(4 * WIDTH * 16, sets)
        for layer in (*self.downs, self.last):
            inputs = layer.weight[0].numel()
            nn.init.normal_(layer.weight, 0, (2 / inputs) ** 0.5)
            nn.init.zeros_(layer.bias)

    def forward(self, x, of):
        for down in self.downs:
            x = F.leaky_relu(down(x), 0.2)
        return self.last(x.flatten(1)).gather(1, of[:, None])[:, 0]


def augmented(x):
    """DiffAugment (Zhao et al. 2020): colour, translation, cutout."""
    n, _, side, _ = x.shape
    chance = lambda: torch.rand(n, 1, 1, 1)
    x = x + chance() - 0.5
    gray = x.mean(1, keepdim=True)
    x = (x - gray) * 2 * chance() + gray
    mean = x.mean((1, 2, 3), keepdim=True)
    x = (x - mean) * (chance() + 0.5) + mean
    most, hole, places = side // 8, side // 2, torch.arange(side)
    padded = F.pad(x, (most,) * 4).permute(0, 2, 3, 1)
    rows, columns = (torch.randint(0, 2 * most + 1, (n, 1)) + places for _ in range(2))
    x = padded[torch.arange(n)[:, None, None], rows[:, :, None], columns[:, None, :]].permute(0, 3, 1, 2)
    inside = lambda centre: ((places >= centre - hole // 2) & (places < centre - hole // 2 + hole)).float()
    down, across = (inside(torch.randint(0, side + 1, (n, 1))) for _ in range(2))
    return x * (1 - down[:, None, :, None] * across[:, None, None, :])


def taught(sets, minutes):
    """Every set as often as any other, however large it is. -> the generator's running average, and the discriminator"""
    torch.manual_seed(3)
    count = len(sets)
    generator, discriminator, average = Generator(count), Discriminator(count), Generator(count)
    average.load_state_dict(generator.state_dict())
    adam = lambda net: torch.optim.Adam(net.parameters(), RATE, (0.5, 0.99))
    of_generator, of_discriminator = adam(generator), adam(discriminator)
    start, step = time.process_time(), 0
    while (gone := (time.process_time() - start) / 60 / minutes) < 1:
        for optimiser in (of_generator, of_discriminator):
            optimiser.param_groups[0]["lr"] = RATE * max(0.1, min(1, 2 - 2 * gone))
        of = torch.randint(0, count, (BATCH,))
        reals = torch.stack([sets[i][torch.randint(0, len(sets[i]), ())] for i in of.tolist()])
        fake_of = torch.randint(0, count, (BATCH,))
        with torch.no_grad():
            fakes = generator(torch.randn(BATCH, LATENT), fake_of)
        loss = F.softplus(-discriminator(augmented(reals), of)).mean()
        loss = loss + F.softplus(discriminator(augmented(fakes), fake_of)).mean()
        of_discriminator.zero_grad()
        loss.backward()
        of_discriminator.step()
        of_fakes = torch.randint(0, count, (BATCH,))
        fakes = generator(torch.randn(BATCH, LATENT), of_fakes)
        of_generator.zero_grad()
        F.softplus(-discriminator(augmented(fakes), of_fakes)).mean().backward()
        of_generator.step()
        step += 1
        kept = min(0.999, (1 + step) / (10 + step))
        with torch.no_grad():
            for mean, fresh in zip(average.parameters(), generator.parameters()):
                mean.lerp_(fresh, 1 - kept)
        if step % 2000 == 0:
            print(f"step {step}, {100 * gone:.0f} %", flush=True)
    return average, discriminator


def kernel_bytes(kernel):
    """[…, others]: a scale for each of the last axis, then int8."""
    rows = kernel.reshape(-1, kernel.shape[-1])
    scale = rows.abs().amax(0).clamp(min=1e-12) / 127
    return floats(scale) + (rows / scale).round().clamp(-127, 127).to(torch.int8).numpy().tobytes()


def floats(values):
    return struct.pack(f"<{len(values)}f", *values.tolist())


def packed(generator, discriminator):
    """In the order of LEARNT_SHAPES (src/worker/gan/networks/learnt-file.ts): from the picture inwards."""
    # Transposed convolutions [in, out, row, column] and plain ones [out, in, row, column] to [row, column, nearer the picture, farther].
    turned = lambda weight: kernel_bytes(weight.detach().permute(2, 3, 1, 0))
    parts = [b"GNVT\x01"]
    for up, norm in zip(reversed(generator.ups), reversed(generator.norms)):
        parts += [turned(up.weight), *([] if up.bias is None else [floats(up.bias)]), floats(norm.weight), floats(norm.bias)]
    for down in discriminator.downs:
        parts += [turned(down.weight), floats(down.bias)]
    return b"".join(parts)


if __name__ == "__main__":
    torch.set_num_threads(1)
    networks = taught(all_pictures(), float(sys.argv[1]) if len(sys.argv) > 1 else 50)
    with open(FILE, "wb") as file:
        file.write(packed(*networks))
