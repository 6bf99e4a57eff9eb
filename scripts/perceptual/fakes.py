"""Fakes of small GANs on the training sets, after few and after many steps: what spoilt pictures look like when nobody spoilt them."""

import torch
import torch.nn as nn
import torch.nn.functional as F

STEPS = (60, 120, 250, 500, 900, 1500)
KEPT, LATENT, BATCH, WIDTH = 120, 48, 32, 24


def networks():
    """A DCGAN of 16 px (Radford, Metz and Chintala 2016)."""
    up = lambda a, b: [nn.ConvTranspose2d(a, b, 4, 2, 1)]
    generator = nn.Sequential(
        *[nn.ConvTranspose2d(LATENT, 4 * WIDTH, 4), nn.BatchNorm2d(4 * WIDTH), nn.ReLU()],
        *[*up(4 * WIDTH, 2 * WIDTH), nn.BatchNorm2d(2 * WIDTH), nn.ReLU()],
        *[*up(2 * WIDTH, 3), nn.Tanh()],
    )
    discriminator = nn.Sequential(
        *[nn.Conv2d(3, WIDTH, 4, 2, 1), nn.LeakyReLU(0.2), nn.Conv2d(WIDTH, 2 * WIDTH, 4, 2, 1), nn.LeakyReLU(0.2)],
        *[nn.Flatten(), nn.Linear(2 * WIDTH * 16, 1)],
    )
    return generator, discriminator


def fakes_of(pictures, seed):
    """[n, 32, 32, 3] bytes to [len(STEPS), KEPT, 3, 16, 16] bytes."""
    torch.manual_seed(seed)
    reals = F.avg_pool2d(torch.from_numpy(pictures).float().permute(0, 3, 1, 2) / 127.5 - 1, 2)
    generator, discriminator = networks()
    adam = lambda net: torch.optim.Adam(net.parameters(), 5e-4, (0.5, 0.99))
    of_generator, of_discriminator = adam(generator), adam(discriminator)
    fixed, kept = torch.randn(KEPT, LATENT, 1, 1), []
    for step in range(1, STEPS[-1] + 1):
        fakes = generator(torch.randn(BATCH, LATENT, 1, 1))
        real_score = discriminator(reals[torch.randint(len(reals), (BATCH,))])
        loss = F.softplus(-real_score).mean() + F.softplus(discriminator(fakes.detach())).mean()
        of_discriminator.zero_grad()
        loss.backward()
        of_discriminator.step()
        of_generator.zero_grad()
        F.softplus(-discriminator(fakes)).mean().backward()
        of_generator.step()
        if step in STEPS:
            with torch.no_grad():
                kept.append(((generator(fixed) + 1) * 127.5).clamp(0, 255).round().byte())
    return torch.stack(kept)
