"""PyTorch on one thread as a peer: answers the questions of job.ts, one JSON line each.

A second statement of a step of restoring and of translating, from the networks that the job holds as data. Pictures and
kernels are laid out as PyTorch wants them before anything is timed. Knows the layers of these cases only.
"""

import json
import sys
import time

import numpy
import torch
import torch.nn.functional as F

torch.set_num_threads(1)

LEAK = 0.2
# Updates until a running mean has forgotten its beginning.
WARMTH = 10
ACTIVATIONS = {
    "linear": lambda x: x,
    "relu": F.relu,
    "leaky-relu": lambda x: F.leaky_relu(x, LEAK),
}


class Network:
    """A chain of layers and what it learns, by name."""

    def __init__(self, job, held):
        self.layers = job["layers"]
        raw = {weight["name"]: held(weight["slot"]) for weight in job["weights"]}
        self.weights = {name: laid_out(value).requires_grad_() for name, value in raw.items()}

    def run(self, x, way, source=None):
        """[n, c, h, w] -> [n, c, h, w] by the branches of one way."""
        return self.chain(self.layers, x, way, source)

    def chain(self, layers, x, way, source):
        for layer in layers:
            x = self.through(layer["op"], x, way, source)
        return x

    def through(self, op, x, way, source):
        kind = op["type"]
        if kind in ("convolution", "transposed-convolution"):
            return ACTIVATIONS[op["activation"]](self.convolved(op, x))
        if kind == "skip":
            return torch.cat([x, self.chain(op["down"] + op["inner"] + op["up"], x, way, source)], 1)
        if kind == "residual":
            return self.chain(op["shortcut"], x, way, source) + self.chain(op["inner"], x, way, source)
        if kind == "beside":
            return torch.cat([x, source], 1)
        if kind == "either":
            return self.chain(op["branches"][way], x, way, source)
        if kind == "keep" and op["keeps"] == "range":
            return x
        raise ValueError(f"No {kind} here.")

    def convolved(self, op, x):
        """Padding "same", of sides that the stride divides."""
        kernel, bias = self.weights[op["weights"]["kernel"]], op["weights"]["bias"]
        convolve = F.conv2d if op["type"] == "convolution" else F.conv_transpose2d
        padding = (op["kernel"] - 1) // 2
        return convolve(
            x, kernel, None if bias is None else self.weights[bias], stride=op["stride"], padding=padding
        )

    def values(self):
        return list(self.weights.values())


class Game:
    """Both networks, their optimisers, and the generator's running mean."""

    def __init__(self, job):
        self.config = job["config"]
        floats = numpy.fromfile(job["file"], dtype=numpy.float32)

        def held(slot):
            size = int(numpy.prod(slot["shape"]))
            part = floats[slot["offset"] : slot["offset"] + size]
            return torch.from_numpy(part.reshape(slot["shape"]).copy())

        def update(slots):
            return tuple(held(slots[part]).permute(0, 3, 1, 2).contiguous() for part in ("real", "source"))

        self.restores = self.config["task"] == "restore"
        self.batches = [(update(b["discriminator"]), update(b["generator"])) for b in job["batches"]]
        self.generator = Network(job["generator"], held)
        self.discriminator = Network(job["discriminator"], held)
        self.mean = [weight.detach().clone() for weight in self.generator.values()]
        self.adam = {
            self.generator: self.adam_of(self.generator, self.config["gLr"]),
            self.discriminator: self.adam_of(self.discriminator, self.config["dLr"]),
        }
        self.steps = 0
        self.losses = None

    def adam_of(self, network, rate):
        betas = (self.config["beta1"], self.config["beta2"])
        return torch.optim.Adam(network.values(), lr=rate, betas=betas, eps=1e-8)

    def parameters(self):
        return sum(weight.numel() for network in self.adam for weight in network.values())

    def step(self):
        """Trains D once, then G once."""
        of_d, of_g = self.batches[self.steps % len(self.batches)]
        self.steps += 1
        loss_d = self.update(self.discriminator, self.loss_d(self.goings(of_d)))
        loss_g = self.update(self.generator, self.loss_g(self.goings(of_g)))
        kept = min(self.config["ema"], (1 + self.steps) / (WARMTH + self.steps))
        with torch.no_grad():
            for mean, weight in zip(self.mean, self.generator.values()):
                mean.lerp_(weight, 1 - kept)
        self.losses = (loss_d, loss_g)

    def goings(self, batch):
        """(way, real, source) of all that goes one way."""
        real, source = batch
        if self.restores:
            return [(0, real, source)]
        return [(way, *both) for way, both in enumerate(zip(real.chunk(2), source.chunk(2)))]

    def loss_d(self, goings):
        losses = []
        for way, real, source in goings:
            with torch.no_grad():
                fake = self.generator.run(source, way)
            shown = torch.cat([real, fake])
            on_real, on_fake = self.judged(shown, way, torch.cat([source, source])).chunk(2)
            loss = F.softplus(-on_real).mean() + F.softplus(on_fake).mean()
            losses.append(loss + self.r1(way, real, source) * (self.config["gamma"] / 2))
        return sum(losses) / len(losses)

    def loss_g(self, goings):
        losses = []
        for way, real, source in goings:
            fake = self.generator.run(source, way)
            own = F.softplus(-self.judged(fake, way, source)).mean()
            if self.restores:
                losses.append(own * self.config["lively"] + l1(fake, real) * self.config["l1"])
                continue
            cycle = l1(self.generator.run(fake, 1 - way), source)
            identity = l1(self.generator.run(real, way), real)
            losses.append(own + cycle * self.config["cycle"] + identity * self.config["identity"])
        return sum(losses) / len(losses)

    def judged(self, items, way, source):
        return self.discriminator.run(items, way, source if self.restores else None)

    def r1(self, way, real, source):
        """The mean squared slope at reals of an item's mean logit."""
        real = real.clone().requires_grad_()
        total = self.judged(real, way, source).flatten(1).mean(1).sum()
        (slopes,) = torch.autograd.grad(total, real, create_graph=True)
        return slopes.square().sum() / len(real)

    def update(self, network, loss):
        """One Adam update of one network; the other's weights get no gradient."""
        weights = network.values()
        for weight, slope in zip(weights, torch.autograd.grad(loss, weights)):
            weight.grad = slope
        self.adam[network].step()
        return loss.detach()


def l1(made, wanted):
    """The mean distance, whose slope is 0 where there is none."""
    return (made - wanted).abs().mean()


def laid_out(value):
    """Kernels [k, k, a, b] -> [b, a, k, k]; of 1x1 ones [a, b] -> [b, a, 1, 1]."""
    if value.dim() == 4:
        return value.permute(3, 2, 0, 1).contiguous()
    return value.t()[:, :, None, None].contiguous() if value.dim() == 2 else value


def sample(game, steps):
    start = time.perf_counter()
    for _ in range(steps):
        game.step()
    discriminator, generator = (loss.item() for loss in game.losses)
    ms = (time.perf_counter() - start) * 1000
    return {"ms": ms, "losses": {"discriminator": discriminator, "generator": generator}}


def main():
    game = None
    for line in sys.stdin:
        question = json.loads(line)
        try:
            if question["method"] == "prepare":
                game = Game(question["job"])
                adapter = f"PyTorch {torch.__version__}, 1 thread"
                answer = {"adapter": adapter, "parameters": game.parameters()}
            else:
                answer = sample(game, question["steps"])
            reply = {"answer": answer}
        except Exception as error:  # Whatever it is, the bench must hear of it instead of waiting.
            reply = {"failed": str(error)}
        print(json.dumps(reply), flush=True)


main()
