"""The reference: CTGAN from PyPI with its defaults, on the rows that our arms learn from. Outside the product.

    python reference.py FOLDER... [--epochs 300] [--threads 1] [--timing]

Each FOLDER is .cache/worth/SET/SEED as `npm run bench -- worth prepare` writes it; fakes/reference.csv is written into it, and
beside it reference.json: epochs, seconds an epoch, memory. With --timing nothing but timing.json is written. CTGAN refuses missing
numbers: they are filled with the column's mean and told by a discrete column of their own, as SDV does for it.
"""

import argparse
import json
import os
import resource
import time

parser = argparse.ArgumentParser()
parser.add_argument("folders", nargs="+")
parser.add_argument("--epochs", type=int, default=300)
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--timing", action="store_true")
parser.add_argument("--anew", action="store_true")
options = parser.parse_args()
for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = str(options.threads)

import numpy as np
import torch
from ctgan import CTGAN

from tables import read_columns, read_rows

torch.set_num_threads(options.threads)
FLAG = " is missing"


def memory():
    """Peak of this process, MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def filled(rows, columns):
    rows = rows.copy()
    discrete = [column["name"] for column in columns if column["kind"] == "category"]
    for column in columns:
        name = column["name"]
        if column["kind"] == "number" and rows[name].isna().any():
            rows[name + FLAG] = rows[name].isna().map({True: "yes", False: "no"})
            rows[name] = rows[name].fillna(rows[name].mean())
            discrete.append(name + FLAG)
    return rows, discrete


def emptied(rows):
    for flag in [name for name in rows.columns if name.endswith(FLAG)]:
        rows.loc[rows[flag] == "yes", flag[: -len(FLAG)]] = np.nan
        rows = rows.drop(columns=[flag])
    return rows


for folder in options.folders:
    if not options.timing and not options.anew and os.path.exists(f"{folder}/fakes/reference.csv"):
        continue
    seed = int(os.path.basename(os.path.normpath(folder)))
    columns = read_columns(folder)["columns"]
    train = read_rows(f"{folder}/train.csv", columns)
    rows, discrete = filled(train, columns)
    before = memory()
    model = CTGAN(epochs=options.epochs, verbose=False, enable_gpu=False)
    model.set_random_state(seed)
    torch.manual_seed(seed)
    np.random.seed(seed)
    wall, processor = time.perf_counter(), time.process_time()
    model.fit(rows, discrete)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    peak = memory()
    # What is told per epoch leaves out the time in which the columns are understood: that is measured again, alone.
    wall_columns, processor_columns = time.perf_counter(), time.process_time()
    model._transformer.__class__().fit(rows, discrete)
    wall_columns = time.perf_counter() - wall_columns
    processor_columns = time.process_time() - processor_columns
    facts = {
        "seed": seed,
        "epochs": options.epochs,
        "threads": options.threads,
        "seconds": wall,
        "secondsPerEpoch": (wall - wall_columns) / options.epochs,
        "processorSecondsPerEpoch": (processor - processor_columns) / options.epochs,
        "memory": peak,
        "memoryBefore": before,
        "load": os.getloadavg()[0],
    }
    if options.timing:
        with open(f"{folder}/reference-timing.json", "w") as file:
            json.dump(facts, file)
    else:
        fakes = emptied(model.sample(len(train)))[[column["name"] for column in columns]]
        os.makedirs(f"{folder}/fakes", exist_ok=True)
        fakes.to_csv(f"{folder}/fakes/reference.csv", index=False)
        with open(f"{folder}/reference.json", "w") as file:
            json.dump(facts, file)
    print(folder, json.dumps(facts), flush=True)
