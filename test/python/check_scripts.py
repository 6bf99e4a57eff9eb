"""Runs the scripts that leave-scripts.ts let leave, in one process and shared by two, and compares them with the page's own steps.

    python check_scripts.py FOLDER

Each script runs as a person would start it, several in one interpreter, since starting torch takes longer than they do:

- one process: `--check`, and `--from-start`, whose every step is compared with those that the page made before;
- two processes (gloo): `--check`, and three steps on from the page's state, saved after two of them as a .ganvas file, which
  return-scripts.ts opens as the page does and goes on with: its next step must be the third.

Closes with "N passed, N failed" and the worst differences. Shares no code with src/.
"""

import contextlib
import csv
import io
import json
import os
import pathlib
import re
import runpy
import shutil
import socket
import subprocess
import sys
import traceback
import zipfile
from types import SimpleNamespace

import numpy as np
import torch
from PIL import Image

WORKER = "--worker"
# Of single steps one after the other: rounding grows, and Adam's sign turns it into whole rates.
FIRST, LATER = 1e-4, 2e-2


def folders_in(room):
    return sorted((path for path in room.iterdir() if path.name.isdigit()), key=lambda folder: int(folder.name))


def run_script(folder, *asked):
    """Runs train.py in its folder as if it were started there; what it prints, and whether it was content."""
    for module in ("ganvas", "layers", "photographs", "larger"):
        sys.modules.pop(module, None)
    os.chdir(folder)
    said, before = io.StringIO(), sys.argv
    sys.argv = ["train.py", *asked]
    sys.path.insert(0, str(folder))
    try:
        with contextlib.redirect_stdout(said):
            runpy.run_path("train.py", run_name="__main__")
        content = True
    except SystemExit as left:
        content = left.code in (0, None)
        if isinstance(left.code, str):
            said.write(left.code)
    finally:
        sys.argv = before
        sys.path.remove(str(folder))
    return said.getvalue(), content


def rows_of(folder):
    with open(folder / "figures.csv", newline="") as file:
        return [[float(value) for value in row] for row in list(csv.reader(file))[1:]]


def apart(found, wanted, sway=0.0):
    """The worst relative difference of losses and gradient norms of one step; what is nearly nothing counts absolutely."""
    allowed = dict.fromkeys((1, 2), sway)
    return max(
        max(0, abs(found[at] - wanted[at]) - allowed.get(at, 0)) / max(abs(wanted[at]), 0.01) for at in (1, 2, 5, 6)
    )


def swayed_by(folder):
    """How far G's loss may lie apart by rounding, as the script itself says."""
    said = re.search(r"sway=([-+.e\d]+)", (folder / "train.py").read_text())
    return 0.0 if said is None else float(said[1])


def worst_said(text):
    """The worst difference that a check told of."""
    return max((float(number) for number in re.findall(r"(\S+) apart", text)), default=0.0)


def checked(folder):
    said, content = run_script(folder, "--check")
    assert content, said
    # A loss that rounding may sway is no measure of the rest.
    lines = [line for line in said.splitlines() if " apart" in line and not (swayed_by(folder) and line.startswith("loss"))]
    return worst_said("\n".join(lines))


def from_start(folder, expected):
    if not expected["before"] or not expected["replayed"]:
        return 0.0
    _, content = run_script(folder, "--from-start", "--steps", str(len(expected["before"])), "--out", "again.ganvas")
    assert content
    found = rows_of(folder)
    assert [row[0] for row in found] == [row[0] for row in expected["before"]]
    sway = swayed_by(folder)
    if expected["chance"]:
        return first_of_d(found[0], expected["before"][0])
    worst = apart(found[0], expected["before"][0], sway)
    assert worst <= FIRST, f"the first step is {worst:.1e} apart: {found[0]}, not {expected['before'][0]}"
    if sway == 0:
        for row, wanted in zip(found[1:], expected["before"][1:]):
            later = apart(row, wanted)
            assert later <= LATER, f"step {row[0]} is {later:.1e} apart: {row}, not {wanted}"
        same_state(folder, expected)
    return worst


def same_state(folder, expected):
    """
    Everything that the page kept at this step, made anew: weights, moments, running statistics, averages, what is remembered.
    Biases apart: where their gradient is nothing but rounding, an optimiser's sign of it decides.
    """
    read = runpy.run_path(str(folder / "ganvas.py"), run_name="ganvas")["read_safetensors"]
    page = read((folder / "state.safetensors").read_bytes())
    with zipfile.ZipFile(folder / "again.ganvas") as file:
        found = read(file.read("state.safetensors"))
        checkpoint = json.loads(file.read("ganvas.json"))["checkpoint"]
    assert list(found) == list(page)
    assert checkpoint == json.loads((folder / "ganvas.json").read_text())["checkpoint"]
    for name, wanted in page.items():
        if "/bias" in name or name in expected["planted"]:
            continue
        far = np.linalg.norm(found[name] - wanted) / max(np.linalg.norm(wanted), 1e-3 * wanted.size**0.5)
        assert far <= LATER, f"{name} is {far:.1e} apart"


def first_of_d(found, wanted):
    """
    The first loss and gradient norm of D. In networks of a few units, put together by chance and fresh, what follows may hang on
    an optimiser's sign of rounding.
    """
    worst = max(abs(found[at] - wanted[at]) / max(abs(wanted[at]), 0.01) for at in (1, 5))
    assert worst <= LATER, f"the first step is {worst:.1e} apart: {found}, not {wanted}"
    return 0.0


def onwards(folder, expected):
    step = expected["step"]
    _, content = run_script(folder, "--steps", "3", "--save-every", str(step + 2), "--log-every", "1")
    assert content
    rank = int(os.environ.get("RANK", 0))
    if rank == 0:
        shutil.copy(folder / "figures.csv", folder / "onwards.csv")
    (saved,) = (path for path in sorted(folder.glob("*.ganvas")) if path.name.endswith(f"-step-{step + 2}-run.ganvas"))
    _, content = run_script(folder, "--resume", saved.name, "--steps", "1", "--out", "resumed.ganvas")
    assert content
    if rank == 0:
        wanted = [float(value) for value in (folder / "onwards.csv").read_text().splitlines()[3].split(",")]
        assert rows_of(folder) == [wanted], f"resumed, it makes {rows_of(folder)}, not {wanted}"


PHOTOGRAPHED = ("dcgan by class", "residual by class", "MLP on pictures", "after a warm start")


def photographs(folder, room):
    """Pictures of other sides and colours, at the run's own side and at a larger one: two steps, saved, and the one that follows."""
    pictures = room / "photographs"
    if not pictures.exists():
        for at in range(45):
            path = pictures / "cba"[at % 3] / f"{at}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            bytes_ = bytes((at * 37 + 11 * i + (i // 90) ** 2) % 256 for i in range(30 * 40 * 3))
            Image.frombytes("RGB", (40, 30), bytes_).save(path)
    for size in ("8", "16"):
        asked = ("--data", str(pictures), "--size", size)
        said, content = run_script(folder, *asked, "--steps", "3", "--log-every", "1")
        assert content, said
        shutil.copy(folder / "figures.csv", folder / f"photographs-{size}.csv")
        saved = f"photographs-{size}.ganvas"
        said, content = run_script(folder, *asked, "--steps", "2", "--out", saved)
        assert content, said
        said, content = run_script(folder, "--data", str(pictures), "--resume", saved, "--steps", "1", "--out", "more.ganvas")
        assert content, said
        wanted = (folder / f"photographs-{size}.csv").read_text().splitlines()[3]
        assert rows_of(folder) == [[float(value) for value in wanted.split(",")]], f"resumed: {rows_of(folder)}, not {wanted}"


def weights_and_biases(folder):
    """Sends each step's figures, by their names. The library itself would ask for an account: something that listens in its place."""
    told = []
    tracked = SimpleNamespace(log=lambda row, step: told.append((step, row)))
    sys.modules["wandb"] = SimpleNamespace(init=lambda project, config: told.append((project, config["loss"])) or tracked)
    try:
        said, content = run_script(folder, "--wandb", "mine", "--steps", "2", "--out", "tracked.ganvas")
    finally:
        sys.modules.pop("wandb")
    assert content, said
    rows = rows_of(folder)
    assert told[0][0] == "mine" and [step for step, _ in told[1:]] == [row[0] for row in rows]
    assert [list(row.values()) for _, row in told[1:]] == [row[1:] for row in rows], told


def said_of(make):
    """How far apart it was, or what went wrong."""
    try:
        return make() or 0.0
    except Exception:
        return traceback.format_exc()


def streams(room):
    """Words, whole numbers, uniform and normal ones: each bit as on the page, drawn at once and in slices that begin anywhere."""
    told = json.loads((room / "streams.json").read_text())
    library = runpy.run_path(str(folders_in(room)[0] / "ganvas.py"), run_name="ganvas")
    stream = library["stream_for"](told["seed"], told["purpose"])
    for index in told["forks"]:
        stream = stream.fork(index)
    draws = {
        "words": stream.words,
        "integers": lambda start, count: stream.integers(start, count, 60_000),
        "uniforms": lambda start, count: stream.uniforms(start, count, -1, 1).view(np.uint32),
        "normals": lambda start, count: stream.normals(start, count, 0, 0.05).view(np.uint32),
    }
    count = told["count"]
    for name, draw in draws.items():
        whole = draw(0, count).tolist()
        assert whole == told[name], f"{name}: {sum(a != b for a, b in zip(whole, told[name]))} of {count} differ"
        parts = [draw(lo, hi - lo).tolist() for lo, hi in ((0, 3333), (3333, 3334), (3334, count))]
        assert sum(parts, []) == told[name], f"{name} in slices"


def work(room, processes):

    torch.set_num_threads(1)
    rank = int(os.environ.get("RANK", 0))
    if processes > 1:
        torch.distributed.init_process_group("gloo")
    results = {}
    if processes == 1:
        results["streams, to the bit"] = said_of(lambda: streams(room))
    for folder in folders_in(room):
        expected = json.loads((folder / "expected.json").read_text())
        tasks = {"--check": lambda: checked(folder)}
        if processes == 1:
            tasks["--from-start"] = lambda: from_start(folder, expected)
            if expected["name"] in PHOTOGRAPHED:
                tasks["photographs"] = lambda: photographs(folder, room)
            if folder.name == "0":
                tasks["--wandb"] = lambda: weights_and_biases(folder)
        else:
            tasks["three steps on"] = lambda: onwards(folder, expected)
        for task, make in tasks.items():
            name = f"{expected['name']}: {task}, {processes} process{'es' if processes > 1 else ''}"
            results[name] = said_of(make)
    if rank == 0:
        (room / f"results-{processes}.json").write_text(json.dumps(results))
    if processes > 1:
        torch.distributed.destroy_process_group()


def start_worker(room, rank, processes, port):
    shared = {"RANK": rank, "LOCAL_RANK": rank, "WORLD_SIZE": processes, "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port}
    variables = {name: str(value) for name, value in shared.items()} if processes > 1 else {}
    arguments = [sys.executable, "-W", "ignore", __file__, WORKER, str(room), str(processes)]
    return subprocess.Popen(arguments, env={**os.environ, **variables, "OMP_NUM_THREADS": "1"})


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def launched(room):
    """One script as the launchers start it, in two processes of their own."""
    folder = next(folder for folder in folders_in(room) if "see(items" in (folder / "train.py").read_text())
    beside = pathlib.Path(sys.executable).parent
    starts = {
        "torchrun": ["torchrun", "--nproc_per_node", "2", "--master_port", str(free_port())],
        "accelerate launch": ["accelerate", "launch", "--multi_gpu", "--num_processes", "2", "--main_process_port", str(free_port())],
    }
    results = {}
    for name, start in starts.items():
        program, *arguments = start
        made = subprocess.run([str(beside / program), *arguments, "train.py", "--check"], cwd=folder, capture_output=True, text=True,
                              env={**os.environ, "OMP_NUM_THREADS": "1"})
        alike = len(re.findall(r" apart$", made.stdout, re.MULTILINE))
        results[f"started by {name}"] = 0.0 if made.returncode == 0 and alike == 4 and "2 processes on" in made.stdout else made.stdout + made.stderr
    return results


def main(room):
    passed = failed = 0
    for processes in (1, 2):
        port = free_port()
        workers = [start_worker(room, rank, processes, port) for rank in range(processes)]
        if any([worker.wait() for worker in workers]):
            sys.exit(f"{processes} processes did not come to an end.")
        results = json.loads((room / f"results-{processes}.json").read_text())
        if processes > 1:
            results.update(launched(room))
        wrong = {name: words for name, words in results.items() if isinstance(words, str)}
        for name, words in wrong.items():
            print(f"FAILED {name}\n{words}")
        passed, failed = passed + len(results) - len(wrong), failed + len(wrong)
        alike = {name: value for name, value in results.items() if not isinstance(value, str)}
        for name in sorted(alike, key=alike.get)[-3:]:
            print(f"apart at most: {alike[name]:.1e}, {name}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(0 if failed == 0 and passed > 0 else 1)


if __name__ == "__main__":
    if sys.argv[1] == WORKER:
        work(pathlib.Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main(pathlib.Path(sys.argv[1]).resolve())
