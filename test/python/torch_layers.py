"""A network in PyTorch from the layers that the page says it has: what a file of weights is loaded into, to be compared.

Modules carry the names of the file; each layer is written here anew, from its description, as PyTorch's users would. As when
judging: running statistics, and of the layers that compare items what they remember.
"""

import keyword

import torch
from torch import nn
from torch.nn import functional as F


def module_name(layer):
    return ".".join(part + "_" if keyword.iskeyword(part) else part for part in layer.split("/"))


def is_picture(x):
    return x.dim() == 4


def activated(op, x):
    return {
        "linear": lambda: x,
        "relu": lambda: F.relu(x),
        "leaky-relu": lambda: F.leaky_relu(x, op["slope"]),
        "tanh": lambda: torch.tanh(x),
    }[op["activation"]]()


class Buffers(nn.Module):
    """Tensors that no layer of PyTorch's holds."""

    def __init__(self, **shapes):
        super().__init__()
        for name, shape in shapes.items():
            self.register_buffer(name, torch.zeros(shape))


def same_padding(side, kernel, stride):
    total = max(0, (-(-side // stride) - 1) * stride + kernel - side)
    return total // 2, total - total // 2


def kept(op, x, source):
    """What is certain of the source stays."""
    if op["keeps"] == "light":
        colour = x - (0.299 * x[:, 0] + 0.587 * x[:, 1] + 0.114 * x[:, 2]).unsqueeze(1)
        # How far each channel may go until it is 1 or -1, by how far it would go.
        room = torch.where(colour > 0, 1 - source, 1 + source) / colour.abs().clamp(min=1e-6)
        return source + colour * room.amin(1, keepdim=True).clamp(max=1)
    x = x.clamp(-1, 1)
    return x if op["keeps"] == "range" else torch.where(source[:, -1:] == 1, x, source[:, :-1])


class Network(nn.Module):
    def __init__(self, layers, shapes):
        super().__init__()
        self.layers = layers
        self.shapes = shapes
        self.build(layers)

    def put(self, name, module):
        owner = self
        *path, last = module_name(name).split(".")
        for part in path:
            if part not in dict(owner.named_children()):
                owner.add_module(part, nn.Module())
            owner = getattr(owner, part)
        owner.add_module(last, module)

    def at(self, name):
        return self.get_submodule(module_name(name))

    def build(self, layers):
        for layer in layers:
            name, op = layer["name"], layer["op"]
            bias = op.get("weights", {}).get("bias") is not None
            module = {
                "dense": lambda: nn.Linear(op["inputs"], op["units"], bias=bias),
                "maxout": lambda: nn.Linear(op["inputs"], op["units"] * op["pieces"], bias=bias),
                "convolution": lambda: nn.Conv2d(
                    op["inputs"], op["channels"], op["kernel"], op["stride"], bias=bias
                ),
                "transposed-convolution": lambda: nn.ConvTranspose2d(
                    op["inputs"],
                    op["channels"],
                    op["kernel"],
                    op["stride"],
                    padding=(op["kernel"] - op["stride"]) // 2,
                    bias=bias,
                ),
                "batch-norm": lambda: (
                    nn.BatchNorm2d if len(layer["outputShape"]) == 3 else nn.BatchNorm1d
                )(op["channels"], eps=op["epsilon"], track_running_stats=True),
                "layer-norm": lambda: nn.GroupNorm(1, op["channels"], eps=op["epsilon"]),
                "fourier": lambda: Buffers(
                    frequencies=(op["inputs"], op["features"]), phases=(op["features"],)
                ),
                "shades": lambda: Buffers(colours=(256, op["channels"])),
                "pack": lambda: Buffers(company=self.shapes["company"]),
                "minibatch-stddev": lambda: Buffers(usual=(1,)),
                "minibatch-discrimination": lambda: nn.ParameterDict(
                    {"weight": torch.zeros(op["inputs"], op["kernels"] * op["dimensions"])}
                ),
                "class-embedding": lambda: nn.Embedding(op["classes"], op["units"]),
                "class-projection": lambda: nn.Embedding(op["classes"], op["inputs"]),
            }.get(op["type"])
            if module is not None:
                made = module()
                if op.get("spectral") is not None and op["type"] != "minibatch-discrimination":
                    made = nn.utils.spectral_norm(made)
                if op["type"] == "minibatch-discrimination":
                    made.register_buffer("usual", torch.zeros(op["kernels"]))
                    if op.get("spectral") is not None:
                        weight = made.pop("weight")
                        made["weight_orig"] = weight
                        made.register_buffer("weight_u", torch.zeros(weight.shape[0]))
                        made.register_buffer("weight_v", torch.zeros(weight.shape[1]))
                self.put(name, made)
            for chain in ("shortcut", "inner", "down", "up"):
                self.build(op.get(chain, []))
            for branch in op.get("branches", []):
                self.build(branch)

    def chain(self, layers, x, told):
        for layer in layers:
            x = self.one(layer, x, told)
        return x

    def one(self, layer, x, told):
        name, op = layer["name"], layer["op"]
        kind = op["type"]
        if kind == "dense":
            return activated(op, self.at(name)(x))
        if kind == "maxout":
            return self.at(name)(x).view(-1, op["units"], op["pieces"]).amax(2)
        if kind == "convolution":
            top, bottom = same_padding(x.shape[2], op["kernel"], op["stride"])
            left, right = same_padding(x.shape[3], op["kernel"], op["stride"])
            return activated(op, self.at(name)(F.pad(x, (left, right, top, bottom))))
        if kind in ("transposed-convolution", "batch-norm", "layer-norm"):
            return activated(op, self.at(name)(x))
        if kind == "reshape":
            flat = x.permute(0, 2, 3, 1).flatten(1) if is_picture(x) else x
            shape = layer["outputShape"]
            laid = flat.reshape(-1, *shape)
            return laid.permute(0, 3, 1, 2) if len(shape) == 3 else laid
        if kind == "activation":
            return activated(op, x)
        if kind == "resample":
            return F.interpolate(x, scale_factor=2) if op["factor"] == 2 else F.avg_pool2d(x, 2)
        if kind == "fourier":
            held = self.at(name)
            return op["gain"] * torch.cos(x @ held.frequencies + held.phases)
        if kind == "pack":
            others = self.at(name).company
            return torch.cat([x, *(other.expand_as(x) for other in others.unsqueeze(1))], 1)
        if kind == "minibatch-stddev":
            one = torch.ones_like(x[:, :1]) * self.at(name).usual
            return torch.cat([x, one], 1)
        if kind == "minibatch-discrimination":
            return torch.cat([x, self.at(name).usual.expand(x.shape[0], -1)], 1)
        if kind == "class-embedding":
            row = self.at(name)(told["label"])
            return row if op["latent"] == 0 else torch.cat([x, row], 1)
        if kind == "class-projection":
            return (self.at(name)(told["label"]) * x).sum(1, keepdim=True)
        if kind == "sum":
            return sum(self.chain(branch, x, told) for branch in op["branches"])
        if kind == "residual":
            return self.chain(op["shortcut"], x, told) + self.chain(op["inner"], x, told)
        if kind == "skip":
            return torch.cat([x, self.chain([*op["down"], *op["inner"], *op["up"]], x, told)], 1)
        if kind == "beside":
            return torch.cat([x, told[op["condition"]]], 1)
        if kind == "shades":
            shade = torch.floor((x[:, 0] + 1) * 127.5 + 0.5).clamp(0, 255).long()
            return self.at(name).colours[shade].permute(0, 3, 1, 2)
        if kind == "keep":
            return kept(op, x, told.get("source"))
        if kind == "either":
            shares = told["direction"].view(-1, 2, 1, 1, 1)
            made = [self.chain(branch, x, told) for branch in op["branches"]]
            return shares[:, 0] * made[0] + shares[:, 1] * made[1]
        raise NotImplementedError(kind)

    def forward(self, x, told):
        """`told`: what is told of the items, by name: label, source, direction."""
        return self.chain(self.layers, x, told)
