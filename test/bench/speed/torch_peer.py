"""PyTorch on one thread, answering the questions of measured.ts: one JSON line in, one JSON line out.

Weights and inputs come from the files of make-job.ts (NHWC, kernels [k, k, in, out]); they are laid out as PyTorch
wants them before anything is timed. Must not train in any other way than the other peers.
"""

import json
import os
import sys
import time

import numpy
import torch
import torch.nn.functional as F

torch.set_num_threads(1)

LEAK = 0.2
ACTIVATIONS = {
    "linear": lambda x: x,
    "relu": F.relu,
    "leaky-relu": lambda x: F.leaky_relu(x, LEAK),
    "tanh": torch.tanh,
}


class Game:
    """Two networks as lists of layers, their weights and their optimisers."""

    def __init__(self, folder, job):
        self.config = job["config"]
        self.plan = job["plan"]
        floats = numpy.fromfile(os.path.join(folder, job["file"]), dtype=numpy.float32)

        def held(slot):
            size = int(numpy.prod(slot["shape"]))
            part = floats[slot["offset"] : slot["offset"] + size]
            return torch.from_numpy(part.reshape(slot["shape"]).copy())

        self.batches = [
            (channels_first(held(b["real"])), held(b["noiseD"]), held(b["noiseG"])) for b in job["batches"]
        ]
        self.weights = {}
        self.optimisers = {}
        for name, rate in (("generator", "gLr"), ("discriminator", "dLr")):
            raw = [held(slot) for slot in job[name]]
            self.weights[name] = [w.requires_grad_() for w in laid_out(self.plan[name], raw)]
            self.optimisers[name] = torch.optim.Adam(
                self.weights[name],
                lr=self.config[rate],
                betas=(self.config["beta1"], self.config["beta2"]),
                eps=1e-8,
            )
        self.next = 0
        self.losses = None

    def run(self, name, x):
        """[n, ...] -> [n, ...] through all layers of a network."""
        weights = self.weights[name]
        for i, layer in enumerate(self.plan[name]):
            kernel, bias = weights[2 * i], weights[2 * i + 1]
            if layer["op"] == "dense":
                x = F.linear(x.reshape(-1, layer["inputs"]), kernel, bias)
            else:
                x = x.reshape(-1, layer["inputs"], layer["side"], layer["side"])
                convolve = F.conv2d if layer["op"] == "down" else F.conv_transpose2d
                x = convolve(x, kernel, bias, stride=2, padding=1)
            x = ACTIVATIONS[layer["activation"]](x)
        return x

    def step(self):
        """Trains D once, then G once."""
        real, noise_d, noise_g = self.batches[self.next % len(self.batches)]
        self.next += 1
        with torch.no_grad():
            fake = self.run("generator", noise_d)
        on_real, on_fake = self.run("discriminator", torch.cat([real, fake])).chunk(2)
        loss_d = F.softplus(-on_real).mean() + F.softplus(on_fake).mean()
        if self.config["penalty"] == "r1":
            loss_d = loss_d + self.r1(real) * (self.config["gamma"] / 2)
        self.update("discriminator", loss_d)
        loss_g = F.softplus(-self.run("discriminator", self.run("generator", noise_g))).mean()
        self.update("generator", loss_g)
        self.losses = (loss_d, loss_g)

    def r1(self, real):
        """The mean squared slope of D at the reals."""
        real = real.clone().requires_grad_()
        (slopes,) = torch.autograd.grad(self.run("discriminator", real).sum(), real, create_graph=True)
        return slopes.square().sum() / len(real)

    def update(self, name, loss):
        """One Adam update of one network; the other's weights get no gradient."""
        weights = self.weights[name]
        for weight, slope in zip(weights, torch.autograd.grad(loss, weights)):
            weight.grad = slope
        self.optimisers[name].step()


def channels_first(x):
    return x.permute(0, 3, 1, 2).contiguous() if x.dim() == 4 else x


def laid_out(layers, weights):
    """Kernel, bias, kernel, bias ... of a network as PyTorch's functions take them."""
    out = []
    for i, layer in enumerate(layers):
        kernel, bias = weights[2 * i], weights[2 * i + 1]
        if layer["op"] == "down":
            kernel = kernel.permute(3, 2, 0, 1)
        elif layer["op"] == "up":
            kernel = kernel.permute(3, 2, 0, 1)
        else:
            if i + 1 < len(layers) and layers[i + 1]["op"] == "up":
                side, channels = layers[i + 1]["side"], layers[i + 1]["inputs"]
                kernel = reordered(kernel, side, channels)
                bias = reordered(bias.unsqueeze(0), side, channels).squeeze(0)
            if i > 0 and layers[i - 1]["op"] == "down":
                side, channels = layers[i - 1]["side"] // 2, layers[i - 1]["channels"]
                kernel = reordered(kernel.t(), side, channels).t()
            kernel = kernel.t()
        out += [kernel.contiguous(), bias.contiguous()]
    return out


def reordered(rows, side, channels):
    """[n, h*w*c] -> [n, c*h*w]."""
    return rows.reshape(-1, side, side, channels).permute(0, 3, 1, 2).reshape(len(rows), -1)


def sample(game, steps):
    start = time.perf_counter()
    for _ in range(steps):
        game.step()
    losses = [loss.item() for loss in game.losses]
    ms = (time.perf_counter() - start) * 1000
    return {
        "steps": steps,
        "ms": ms,
        "jsMs": None,
        "commands": None,
        "reported": None,
        "bytes": None,
        "tensors": None,
        "losses": {"discriminator": losses[0], "generator": losses[1]},
    }


def product(side):
    """Best of some tries, in milliseconds."""
    a, b = torch.rand(side, side), torch.rand(side, side)
    best = float("inf")
    for _ in range(20):
        start = time.perf_counter()
        torch.mm(a, b)
        best = min(best, time.perf_counter() - start)
    return {"ms": best * 1000}


def main():
    folder = sys.argv[1]
    game = None
    for line in sys.stdin:
        question = json.loads(line)
        try:
            method = question["method"]
            if method == "open":
                threads = question.get("threads", 1)
                torch.set_num_threads(threads)
                count = "1 thread" if threads == 1 else f"{threads} threads"
                answer = {"adapter": f"PyTorch {torch.__version__}, {count}"}
            elif method == "prepare":
                game = Game(folder, question["job"])
                answer = None
            elif method == "sample":
                answer = sample(game, question["steps"])
            else:
                answer = product(question["side"])
            reply = {"answer": answer}
        except Exception as error:  # Whatever it is, the bench must hear of it instead of waiting.
            reply = {"failed": str(error)}
        print(json.dumps(reply), flush=True)


main()
