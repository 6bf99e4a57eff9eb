"""A folder of photographs as a run's data, at any side that the networks are written for: --data FOLDER --size N.

Needs Pillow beside torch and numpy. Pictures are prepared otherwise than by the page: the numbers are not the same.
"""

import hashlib
import sys

import numpy as np

from ganvas import named, stream_for

ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff")


def photographs(folder, size, channels, classes):
    """Arrays as in data.safetensors, and a summary as the page keeps it. classes: how many the networks are told; 0: none."""
    from PIL import Image, ImageOps

    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS)
    names = sorted({path.relative_to(folder).parts[0] for path in files if path.parent != folder})
    if not files:
        sys.exit(f"There are no pictures in {folder}.")
    if classes and len(names) != classes:
        sys.exit(f"The networks are told {classes} classes, but {folder} has {len(names)} folders with pictures.")
    items = np.empty((len(files), size, size, channels), np.uint8)
    for at, path in enumerate(files):
        picture = ImageOps.exif_transpose(Image.open(path)).convert("L" if channels == 1 else "RGB")
        items[at] = np.asarray(ImageOps.fit(picture, (size, size), Image.LANCZOS)).reshape(size, size, channels)
    arrays = {"items": items.reshape(-1)}
    if classes:
        arrays["labels"] = np.array([names.index(path.relative_to(folder).parts[0]) for path in files], np.uint16)
    fingerprint = fingerprint_of(f"images {size}x{size}x{channels}", list(arrays.values()))
    item = {"kind": "picture", "size": size, "channels": channels}
    about = {"id": "own", "label": folder.name, "count": len(files), "classes": names if classes else [], "skipped": []}
    return arrays, {**about, "item": item, "size": size, "channels": channels, "fingerprint": fingerprint}


def fingerprint_of(shape, parts):
    """As the page names prepared bytes."""
    digests = b"".join(hashlib.sha256(part.tobytes()).digest() for part in parts)
    return hashlib.sha256(f"{shape}\n".encode() + digests).hexdigest()


def fresh_state(networks, spreads, seed, like):
    """
    A state at step 0 for networks of another side: weights as the page would draw them for that side.
    networks, spreads: by role, spreads [(mean, deviation)] in the order of parameters; like: a state that has all kinds of tensors
    """
    state = {}
    for role, network in networks.items():
        stream = stream_for(seed, f"init-{role}")
        weights = [key for (key, _), _ in zip(named(network, role), network.parameters())]
        for at, ((key, tensor), (mean, deviation)) in enumerate(zip(named(network, role), spreads[role])):
            state[key] = stream.fork(at).normals(0, tensor.numel(), mean, deviation).reshape(tuple(tensor.shape))
        statistics = [(key, tensor) for key, tensor in named(network, role) if key not in state]
        for at, (key, tensor) in enumerate(statistics):
            fresh = np.full(tuple(tensor.shape), float(key.endswith("/variance")), np.float32)
            if key.endswith(":direction"):
                fresh = stream.fork(at).normals(0, tensor.numel()).reshape(tuple(tensor.shape))
                fresh /= np.linalg.norm(fresh)
            state[key] = fresh
        for kind in kinds_in(like, role):
            copied = kind in ("average", "history", "slow")
            for key in [*weights, *(key for key, _ in statistics)] if kind == "average" else weights:
                state[f"{key}:{kind}"] = state[key].copy() if copied else np.zeros_like(state[key])
    clocks = [name for name in like if name.endswith(":updates") and ":warm:" not in name]
    return {**state, **{name: like[name] * 0 for name in [*clocks, "discriminator:anchors"]}}


def kinds_in(like, role):
    """What a role keeps of each weight beside it; a warm start has no place here."""
    kinds = {name.split(":", 1)[1] for name in like if name.startswith(f"{role}/") and ":" in name}
    return sorted(kind for kind in kinds if "warm" not in kind and "direction" not in kind)


def fresh(run):
    """Networks for the run's side, untrained, and their state: they are written in larger.py."""
    import larger

    if run.item["size"] not in larger.SIDES:
        offered = ", ".join(str(side) for side in larger.SIDES)
        sys.exit(f"The networks are not written for {run.item['size']} pixels. Choose {offered or 'the side of the run'}.")
    generator, discriminator, spreads = larger.SIDES[run.item["size"]]
    networks = {"generator": generator(), "discriminator": discriminator()}
    return networks, fresh_state(networks, spreads, run.settings.seed, run.arrays)
