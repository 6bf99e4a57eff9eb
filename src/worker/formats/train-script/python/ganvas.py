"""What every train.py of Ganvas shares: its files, random numbers, processes, data and the loop. Knows no network and no loss.

Needs torch and numpy alone. Nothing here is pickled or unpickled: tensors lie in safetensors, settings in JSON.
"""

import argparse
import atexit
import csv
import json
import math
import os
import signal
import struct
import sys
import time
import zipfile
from itertools import chain
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch
import torch.distributed as dist

HERE = Path(__file__).resolve().parent
RANK, WORLD = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
LOCAL_RANK, GPUS = int(os.environ.get("LOCAL_RANK", 0)), torch.cuda.device_count()
DEVICE = torch.device("cuda", LOCAL_RANK % GPUS) if GPUS > 0 else torch.device("cpu")
FIGURES = ("step", "lossD", "lossG", "realScore", "fakeScore", "gradNormD", "gradNormG", "penalty")
TOLERANCE = 1e-4

# Random numbers: each is a function of (seed, purpose, step, update, index), so every process draws its own rows of the same batch.


class Stream:
    """A stream of Threefry-2x32, 20 rounds (Salmon et al. 2011): two key words, and no state. To the bit as in the browser."""

    def __init__(self, key0, key1):
        self.keys = key0, key1

    def fork(self, index):
        words = threefry(*self.keys, np.array([index % 2**32], np.uint32), np.uint32(0x666F726B))
        return Stream(int(words[0][0]), int(words[1][0]))

    def words(self, start, count):
        """[count] 32-bit words, from word `start` on. Words 2i and 2i + 1 come from counter (i, 0)."""
        counters = np.arange(start // 2, (start + count + 1) // 2, dtype=np.uint32)
        return np.stack(threefry(*self.keys, counters, np.uint32(0)), 1).reshape(-1)[start % 2 :][:count]

    def units(self, start, count):
        """In the open interval (0, 1), float64: 24 bits, centred."""
        return ((self.words(start, count) >> np.uint32(8)) + 0.5) / 2**24

    def uniforms(self, start, count, low=0, high=1):
        return (low + (high - low) * self.units(start, count)).astype(np.float32)

    def normals(self, start, count, mean=0, deviation=1):
        """By Box and Muller: values 2i and 2i + 1 come from words 2i and 2i + 1."""
        begin = start - start % 2
        pairs = self.units(begin, (start + count - begin + 1) // 2 * 2).reshape(-1, 2)
        radius, angle = deviation * np.sqrt(-2 * np.log(pairs[:, 0])), 2 * math.pi * pairs[:, 1]
        values = np.stack([mean + radius * np.cos(angle), mean + radius * np.sin(angle)], 1).reshape(-1)
        return values[start - begin :][:count].astype(np.float32)

    def integers(self, start, count, bound):
        """In [0, bound)."""
        return (self.words(start, count) / 2**32 * bound).astype(np.int64)


def threefry(key0, key1, counter0, counter1):
    keys = [np.uint32(key0), np.uint32(key1), np.uint32(0x1BD11BDA ^ key0 ^ key1)]
    with np.errstate(over="ignore"):
        x0, x1 = counter0 + keys[0], np.full_like(counter0, counter1) + keys[1]
        for group in range(5):
            for turn in ((13, 15, 26, 6), (17, 29, 16, 24))[group % 2]:
                x0 = x0 + x1
                x1 = ((x1 << np.uint32(turn)) | (x1 >> np.uint32(32 - turn))) ^ x0
            x0, x1 = x0 + keys[(group + 1) % 3], x1 + keys[(group + 2) % 3] + np.uint32(group + 1)
    return x0, x1


def stream_for(seed, purpose):
    """The stream of a seed for one purpose; FNV-1a of the purpose is its second key word."""
    word = 0x811C9DC5
    for byte in purpose.encode():
        word = (word ^ byte) * 0x01000193 % 2**32
    return Stream(seed % 2**32, word)


class Draws:
    """What one update is given: this process's rows of what the page draws for the whole batch."""

    def __init__(self, settings, step, update):
        self.settings, self.step, self.update = settings, step, update
        self.slot = update * 64
        self.lo, self.hi = share(settings.batch)

    def stream(self, purpose, index):
        return stream_for(self.settings.seed, purpose).fork(self.step).fork(index)

    def noise(self, latent, purpose, uniform=False):
        """[rows, latent] N(0, 1), or U(-1, 1)."""
        stream = self.stream(purpose, 0 if purpose == "noise-generator" else self.update)
        start, count = self.lo * latent, (self.hi - self.lo) * latent
        values = stream.uniforms(start, count, -1, 1) if uniform else stream.normals(start, count)
        return on_device(values.reshape(-1, latent))

    def data(self, source):
        """The reals of the update, and whatever else the source has of them."""
        return source.rows(self.stream("data", self.update), self.lo, self.hi)

    def next_stream(self):
        self.slot += 1
        return self.stream("instance-noise", self.slot - 1)

    def normal(self, *item):
        """[rows, ...item] N(0, 1); each call gives other numbers."""
        size = math.prod(item)
        values = self.next_stream().normals(self.lo * size, (self.hi - self.lo) * size)
        return on_device(values.reshape(-1, *item))

    def uniform(self, *item):
        """[rows, ...item] U(0, 1), from four normals each, as the page makes them: (a² + b²) / (a² + b² + c² + d²)."""
        stream, size = self.next_stream(), math.prod(item)
        whole, rows = self.settings.batch * size, (self.hi - self.lo) * size
        a, b, c, d = (np.square(stream.normals(quarter * whole + self.lo * size, rows)) for quarter in range(4))
        return on_device(((a + b) / ((a + b) + (c + d))).reshape(-1, *item))


# Processes: one, or as many as torchrun or accelerate starts. Nothing depends on how many there are.


def start_processes():
    if DEVICE.type == "cuda":
        torch.cuda.set_device(DEVICE)
    if WORLD > 1 and not dist.is_initialized():
        # Two processes on one GPU are slow, but right: NCCL refuses them, gloo does not.
        alone = GPUS >= int(os.environ.get("LOCAL_WORLD_SIZE", WORLD))
        dist.init_process_group("nccl" if alone else "gloo")
        # Threads that still listen when Python leaves end a process the hard way.
        atexit.register(dist.destroy_process_group)
    if RANK == 0:
        print(f"{WORLD} process{'es' if WORLD > 1 else ''} on {DEVICE.type}", flush=True)


def on_device(values):
    return torch.from_numpy(np.ascontiguousarray(values)).to(DEVICE, non_blocking=True)


def share(count):
    """The rows lo ... hi - 1 of `count` that are this process's."""
    return count * RANK // WORLD, count * (RANK + 1) // WORLD


class Total(torch.autograd.Function):
    """The sum of a tensor over all processes; differentiable as often as you like, since its gradient is the same sum."""

    @staticmethod
    def forward(ctx, x):
        summed = x.clone()
        dist.all_reduce(summed)
        return summed

    @staticmethod
    def backward(ctx, upstream):
        return Total.apply(upstream.contiguous())


def total(x):
    return x if WORLD == 1 else Total.apply(x.contiguous())


def mean(x):
    """[] the mean over all items of all processes."""
    if WORLD == 1:
        return x.mean()
    summed = total(torch.stack([x.sum(), x.new_tensor(float(x.numel()))]))
    return summed[0] / summed[1]


def mean_rows(x):
    """[n, c] -> [c], over the rows of all processes."""
    if WORLD == 1:
        return x.mean(0)
    summed = total(torch.cat([x.sum(0), x.new_tensor([float(len(x))])]))
    return summed[:-1] / summed[-1]


def everyone(x):
    """[own rows, ...] -> [all rows, ...], in the batch's order, and where the own ones begin. Differentiable."""
    if WORLD == 1:
        return x, 0
    counts = torch.zeros(WORLD, dtype=torch.int64, device=x.device)
    counts[RANK] = len(x)
    dist.all_reduce(counts)
    before, after = int(counts[:RANK].sum()), int(counts[RANK + 1 :].sum())
    return total(torch.cat([x.new_zeros(before, *x.shape[1:]), x, x.new_zeros(after, *x.shape[1:])])), before


def gradients(objective, network):
    """
    Of an objective that is the same number in every process, by a network's parameters; and their norm. Gradients are summed
    by hand and not by DistributedDataParallel, which is silently wrong where gradients are differentiated again.
    """
    parameters = list(network.parameters())
    found = torch.autograd.grad(objective / WORLD, parameters, allow_unused=True)
    flat = torch.cat([(torch.zeros_like(p) if g is None else g).flatten() for g, p in zip(found, parameters)])
    if WORLD > 1:
        dist.all_reduce(flat)
    parts = flat.split([p.numel() for p in parameters])
    return [part.view_as(p) for part, p in zip(parts, parameters)], flat.norm()


def functional(network, parameters, *args, **how):
    """The network with other parameters in place of its own."""
    if hasattr(torch, "func"):
        return torch.func.functional_call(network, parameters, args, how)
    from torch.nn.utils import stateless

    return stateless.functional_call(network, parameters, args, how)


@torch.no_grad()
def follow(mean_so_far, fresh, kept):
    """mean <- kept · mean + (1 - kept) · fresh, in place."""
    mean_so_far.mul_(kept).add_(fresh, alpha=1 - kept)


# Files: safetensors, and the .ganvas that the page opens.

TYPES = {"F32": "<f4", "I32": "<i4", "I64": "<i8", "U16": "<u2", "U8": "u1"}


def read_safetensors(held):
    """Arrays by name, in the file's order (github.com/huggingface/safetensors, format)."""
    (length,) = struct.unpack("<Q", held[:8])
    header = json.loads(held[8 : 8 + length])
    body = memoryview(held)[8 + length :]
    arrays = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            arrays[name] = np.frombuffer(body[begin:end], TYPES[entry["dtype"]]).reshape(entry["shape"])
    return arrays


def safetensors(arrays):
    names = {np.dtype(numbers): name for name, numbers in TYPES.items()}
    ordered = sorted(arrays.items(), key=lambda one: -one[1].dtype.itemsize)
    header, at = {"__metadata__": {"program": "Ganvas"}}, 0
    for name, array in ordered:
        header[name] = {"dtype": names[array.dtype], "shape": list(array.shape), "data_offsets": [at, at + array.nbytes]}
        at += array.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return b"".join([struct.pack("<Q", len(text)), text, *(np.ascontiguousarray(array).tobytes() for _, array in ordered)])


def part_of(run, name):
    """Bytes of one part of a run: a folder, or a .ganvas file; None where it is not there."""
    if run.is_dir():
        path = run / name
        return path.read_bytes() if path.exists() else None
    with zipfile.ZipFile(run) as held:
        return held.read(name) if name in held.namelist() else None


def needed_part(run, name):
    held = part_of(run, name)
    if held is None:
        sys.exit(f"{name} is missing in {run}: take the run away as “PyTorch script”, and unpack all of it into one folder.")
    return held


def named(network, role):
    """A network's parameters and statistics by the page's names: generator/dense1/kernel."""
    for name, tensor in chain(network.named_parameters(), network.named_buffers()):
        path = f"{role}/{name.replace('.', '/')}"
        yield (path[: -len("direction")] + "kernel:direction" if path.endswith("/direction") else path), tensor


# Data: the very bytes that the page trains on, or a folder of your own.


def training(fingerprint, count):
    """Indices of the items that are not held out, as the page chooses them by the name of the data."""
    word = 0xCBF29CE484222325
    for byte in fingerprint.encode():
        word = (word ^ byte) * 0x100000001B3 % 2**64
    order = np.arange(count)
    words = stream_for(word >> 32, "split").words(0, count)
    for at in range(count - 1, 0, -1):
        other = int(words[at] / 2**32 * (at + 1))
        order[[at, other]] = order[[other, at]]
    held = 0 if count < 40 else min(1000, max(8, int(0.05 * count + 0.5)))
    return np.sort(order[held:]).astype(np.int32)


class Rows:
    """A list of points [n, 2], or of pictures [n, side, side, channels] as bytes; those held out are never drawn."""

    def __init__(self, run):
        held = run.data()
        shape = run.item_shape
        items = torch.from_numpy(held["items"].copy())
        self.items = (items.view(torch.float32) if run.item["kind"] == "point" else items).reshape(-1, *shape).to(DEVICE)
        self.training = training(run.checkpoint["fingerprint"], len(self.items))
        self.labels = torch.from_numpy(held["labels"].astype(np.int64)).to(DEVICE) if "labels" in held else None
        self.codes = torch.from_numpy(held["codes"].copy()).to(DEVICE) if "codes" in held else None

    def picks(self, stream, lo, hi):
        # Points are chosen by a stream of their own.
        chosen = stream.fork(0) if self.items.dim() == 2 else stream
        return on_device(self.training[chosen.integers(lo, hi - lo, len(self.training))].astype(np.int64))

    def rows(self, stream, lo, hi):
        """Items [hi - lo, ...item], pictures in [-1, 1]; their classes and codes, where there are any."""
        picks = self.picks(stream, lo, hi)
        items = self.items[picks]
        return SimpleNamespace(
            real=items if items.dtype == torch.float32 else items / 127.5 - 1,
            labels=None if self.labels is None else self.labels[picks],
            codes=None if self.codes is None else (self.codes[picks] / 127.5 - 1) * 4,
        )


# The run: what is asked for, where it stands, and how it leaves again.


class Run:
    """
    One run: its state, settings and figures.
    settings: SimpleNamespace, those in force; story: (settings at step 0, [(step, what was set)]), or None where it is not known
    """

    def __init__(self, settings, story=None):
        self.settings, self.story = settings, story
        self.args = self.asked()
        start_processes()
        if self.args.check:
            torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False
        self.source = Path(self.args.resume) if self.args.resume else HERE
        self.manifest = json.loads(needed_part(self.source, "ganvas.json"))
        self.arrays = read_safetensors(needed_part(self.source, "state.safetensors"))
        self.checkpoint = self.manifest["checkpoint"]
        self.written = json.loads(needed_part(HERE, "ganvas.json"))["checkpoint"]
        self.held = None
        self.larger = False
        if self.args.resume:
            self.take_numbers()
        if self.args.data:
            self.take_photographs()
        self.item = self.checkpoint["item"]
        self.item_shape = [2] if self.item["kind"] == "point" else [self.item["size"]] * 2 + [self.item["channels"]]
        anew = self.args.from_start or (self.larger and not self.args.resume)
        self.step = 0 if anew else self.checkpoint["step"]
        self.pending = []
        if anew and not self.args.data:
            # From here on it is told anew: what was changed on the way is made again, or forgotten.
            if story is None:
                self.checkpoint["story"] = {"first": self.checkpoint["config"], "changes": []}
            else:
                first, self.pending = story[0], list(story[1])
                vars(settings).update(first)
        self.figures, self.stopping = [], False
        if settings.batch // settings.pack < WORLD:
            sys.exit(f"A batch of {settings.batch} cannot be shared by {WORLD} processes: start fewer.")

    def asked(self):
        to = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__, formatter_class=argparse.RawTextHelpFormatter)
        to.add_argument("--steps", type=int, default=1000, metavar="N", help="how many steps to make (1000)")
        to.add_argument("--from-start", action="store_true", help="begin anew at step 0, with the first weights of the page")
        to.add_argument("--data", metavar="FOLDER", help="photographs of your own in place of the run's data; needs Pillow")
        to.add_argument("--size", type=int, metavar="N", help="their side in pixels, the run's own or a larger one: begins anew")
        to.add_argument("--resume", metavar="FILE.ganvas", help="go on from a run of the same settings that was saved elsewhere")
        to.add_argument("--check", action="store_true", help="make one step and compare it with the page's own figures")
        to.add_argument("--out", metavar="FILE.ganvas", help="where to write the run (ganvas-...-step-N-run.ganvas)")
        to.add_argument("--save-every", type=int, default=0, metavar="N", help="write it also every N steps (0: only at the end)")
        to.add_argument("--log-every", type=int, default=50, metavar="N", help="print, and write figures.csv, every N steps (50)")
        to.add_argument("--wandb", metavar="PROJECT", nargs="?", const="ganvas", help="send the figures to Weights & Biases as well")
        return to.parse_args()

    def take_numbers(self):
        """--resume: numbers that were changed since, on the page, hold here too; with more than numbers this is another script's run."""
        own, config = self.written["config"], self.checkpoint["config"]
        beside = {"steps", "speed", "autostart", "truncation", "backend"}
        if self.args.data:
            beside |= {"dataset", "size", "channels", "transfer", "warmStart"}
        changed = {key for key in own if config.get(key) != own[key]} - beside
        others = sorted(key for key in changed if key not in vars(self.settings) or isinstance(own[key], (str, list)))
        if others:
            sys.exit(f"{self.source} was made with other settings ({', '.join(others)}): take that run away as a script of its own.")
        vars(self.settings).update({key: config[key] for key in changed})

    def data(self):
        """The arrays of data.safetensors; a .ganvas of a set that the page brings itself has none."""
        if self.held is None:
            held = part_of(HERE, "data.safetensors")
            if held is None:
                sys.exit("The data are not beside this script: take the run away as “PyTorch script” to have them.")
            self.held = read_safetensors(held)
        return self.held

    def take_photographs(self):
        """--data: the run goes on with other pictures, or begins anew with larger ones; how it came here is then no more true."""
        from photographs import photographs

        item, config = self.checkpoint["item"], self.checkpoint["config"]
        if item["kind"] != "picture":
            sys.exit("--data is for pictures: this run makes points.")
        size = self.args.size or item["size"]
        if self.args.resume and size != item["size"]:
            sys.exit(f"{self.source} makes pictures of {item['size']} pixels: leave --size out.")
        self.larger = size != self.written["item"]["size"]
        classes = 0 if config["conditional"] == "none" else len(self.manifest["about"]["classes"])
        self.held, summary = photographs(Path(self.args.data), size, item["channels"], classes)
        own = {"dataset": "own", "size": size, "channels": "auto", "transfer": "none", "warmStart": 0}
        checkpoint = {**self.checkpoint, "config": {**config, **own}, "item": summary["item"], "fingerprint": summary["fingerprint"]}
        checkpoint.pop("story", None)
        self.checkpoint = checkpoint
        self.manifest = {**self.manifest, "data": summary, "about": {key: summary[key] for key in ("count", "classes")}}
        self.manifest["about"]["dataset"] = summary["label"]
        self.arrays = {name: array for name, array in self.arrays.items() if ":warm:" not in name}
        self.settings.warmStart, self.story = 0, None

    def place(self, generator, discriminator):
        """Puts networks on the device and fills them and all that goes with them from the run's state."""
        arrays = self.arrays
        if self.larger:
            from photographs import fresh

            networks, untrained = fresh(self)
            generator, discriminator = networks["generator"], networks["discriminator"]
            arrays = arrays if self.args.resume else untrained
        elif self.args.from_start:
            arrays = first_state(arrays, read_safetensors(needed_part(HERE, "start.safetensors")))
        self.names = list(arrays)
        self.tensors = {}
        with torch.no_grad():
            for role, network in (("generator", generator), ("discriminator", discriminator)):
                network.to(DEVICE)
                for name, tensor in named(network, role):
                    tensor.copy_(torch.from_numpy(arrays[name].copy()))
                    self.tensors[name] = tensor
        self.clock = {name: int(arrays[name][0]) for name in arrays if name.endswith(":updates")}
        for name in arrays:
            if name not in self.tensors and name not in self.clock:
                self.tensors[name] = torch.from_numpy(arrays[name].copy()).to(DEVICE)
        return generator, discriminator

    def train(self, make_step, sway=0):
        """Makes the steps. make_step(step) -> figures of the step by name, [] each; sway: see `check`."""
        if self.args.check:
            sys.exit(0 if self.check(make_step(self.step), sway) else 1)
        for asked in (signal.SIGINT, signal.SIGTERM):
            signal.signal(asked, self.stop)
        report, begun, until = self.reporter(), time.time(), self.step + self.args.steps
        first = self.step
        while self.step < until:
            while self.pending and self.pending[0][0] <= self.step:
                vars(self.settings).update(self.pending.pop(0)[1])
            figures = make_step(self.step)
            self.step += 1
            zero = torch.zeros((), device=DEVICE)
            self.figures.append(torch.stack([figures.get(name, zero).detach().float().reshape(()) for name in FIGURES[1:]]))
            if (self.step - first) % self.args.log_every == 0 or self.step == until:
                report((self.step - first) / (time.time() - begun))
            # All processes stop at the same step.
            if (self.step - first) % 10 == 0 and self.told_to_stop():
                report((self.step - first) / (time.time() - begun))
                break
            if self.args.save_every and self.step % self.args.save_every == 0:
                self.save()
        self.save()
        if WORLD > 1:
            dist.barrier()

    def stop(self, asked, _):
        """Ctrl-C, or what a launcher makes of it: stop after a few steps, and save. Pressed again: stop at once."""
        if self.stopping and asked == signal.SIGINT:
            raise KeyboardInterrupt
        self.stopping = True

    def told_to_stop(self):
        asked = torch.tensor(float(self.stopping), device=DEVICE)
        return bool(total(asked) > 0)

    def reporter(self):
        """Writes figures that are new to the terminal, figures.csv and, if wanted, Weights & Biases; process 0 alone."""
        if RANK > 0:
            return lambda speed: None
        file = open("figures.csv", "w", newline="")
        rows = csv.writer(file)
        rows.writerow(FIGURES)
        tracked = None
        if self.args.wandb:
            import wandb

            tracked = wandb.init(project=self.args.wandb, config=self.checkpoint["config"])
        begin, told = self.step, 0

        def report(speed):
            nonlocal told
            if told == len(self.figures):
                return
            fresh = torch.stack(self.figures[told:]).tolist()
            for at, row in enumerate(fresh, begin + told + 1):
                rows.writerow([at, *row])
                if tracked is not None:
                    tracked.log(dict(zip(FIGURES[1:], row)), step=at)
            file.flush()
            told = len(self.figures)
            words = ", ".join(f"{name} {value:.4f}" for name, value in zip(FIGURES[1:5], fresh[-1]))
            print(f"step {self.step}: {words} ({speed:.1f} steps a second)", flush=True)

        return report

    def check(self, figures, sway):
        """
        Makes one step and compares it with the page's own: losses and gradient norms, each to 1e-4 of itself.
        sway: how far a loss after an update of D may lie apart, where D has a bias whose gradient is nothing but rounding, which
        Adam and RMSprop move by a whole rate, up or down.
        """
        wanted = self.manifest.get("figures")
        if not wanted:
            sys.exit("There are no figures to compare with: take the run away as “PyTorch script” to have them.")
        swayed = ("lossG", "lossD") if self.settings.dSteps > 1 else ("lossG",)
        sound = True
        for name in ("lossD", "lossG", "gradNormD", "gradNormG"):
            found, page = float(torch.as_tensor(figures.get(name, 0.0)).detach()), wanted[name]
            scale = max(abs(page), 0.01)
            close = abs(found - page) <= TOLERANCE * scale + (sway if name in swayed else 0)
            sound = sound and close
            if RANK == 0:
                words = f"{found:.7g} here, {page:.7g} on the page, {abs(found - page) / scale:.1e} apart"
                print(f"{name}: {words}{'' if close else ': NOT ALIKE'}", flush=True)
        return sound

    def save(self):
        """The run as a .ganvas file, which the page opens and goes on with."""
        if RANK > 0:
            return
        name = self.args.out or f"ganvas-{self.checkpoint['config']['dataset']}-step-{self.step}-run.ganvas"
        state = {name: np.array([self.clock[name]], np.float32) if name in self.clock else self.tensors[name].detach().cpu().numpy() for name in self.names}
        manifest = {**self.manifest, "savedAt": int(time.time() * 1000), "checkpoint": {**self.checkpoint, "step": self.step, "config": self.config_now()}}
        manifest.pop("figures", None)
        parts = {"state.safetensors": safetensors(state), "history.safetensors": safetensors(self.history(manifest))}
        if manifest["data"] is not None:
            kept = {name: array for name, array in self.data().items() if name in ("items", "labels")}
            parts["data.safetensors"] = safetensors(kept)
        for own in () if self.larger else ("train.py", "layers.py", "ganvas.py", "photographs.py", "larger.py"):
            if (HERE / own).exists():
                parts[own] = part_of(HERE, own)
        unfinished = f"{name}.part"
        with zipfile.ZipFile(unfinished, "w") as file:
            # The manifest comes first: by it the page knows the file.
            for part, held in {"ganvas.json": json.dumps(manifest, indent=1).encode(), **parts}.items():
                file.writestr(part, held)
        os.replace(unfinished, name)
        print(f"{name}: step {self.step}", flush=True)

    def config_now(self):
        """The settings as they are at this step, for a run that makes its changes again."""
        if self.args.data or not self.args.from_start:
            return self.checkpoint["config"]
        told = self.checkpoint["story"]
        config = dict(told["first"])
        for one in told["changes"]:
            config.update(one["change"] if one["step"] <= self.step else {})
        return config

    def begun_on_photographs(self):
        """What went before was made of other pictures."""
        return bool(self.args.data) and not self.args.resume

    def history(self, manifest):
        """The series of the charts: those of the page up to where this began, then those made here."""
        held = read_safetensors(needed_part(self.source, "history.safetensors"))
        begin = self.step - len(self.figures)
        old = held["history"][:0] if self.begun_on_photographs() else held["history"]
        new = np.zeros((len(self.figures), len(FIGURES)), np.float32)
        if self.figures:
            new[:, 0] = np.arange(begin + 1, self.step + 1)
            new[:, 1:] = torch.stack(self.figures).cpu().numpy()
        manifest["notes"] = {**manifest["notes"], "marks": [m for m in manifest["notes"]["marks"] if m["step"] <= begin and not self.begun_on_photographs()]}
        return {**held, "history": np.concatenate([old[old[:, 0] <= begin], new]).astype(np.float32)}


def first_state(arrays, start):
    """The state at step 0: first weights and statistics; averages and the like begin there, moments and clocks at nothing."""
    state = {}
    for name, array in arrays.items():
        source, _, kind = name.rpartition(":")
        copied = name if name in start else source if kind in ("average", "history", "slow") else None
        state[name] = np.zeros_like(array) if copied is None else start[copied]
    return state
