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
import socket
import subprocess
import sys
import traceback

WORKER = "--worker"
# Of single steps one after the other: rounding grows, and Adam's sign turns it into whole rates.
FIRST, LATER = 1e-4, 2e-2


def folders_in(room):
    return sorted((path for path in room.iterdir() if path.is_dir()), key=lambda folder: int(folder.name))


def run_script(folder, *asked):
    """Runs train.py in its folder as if it were started there; what it prints, and whether it was content."""
    sys.modules.pop("ganvas", None)
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


def apart(found, wanted):
    """The worst relative difference of losses and gradient norms of one step; what is nearly nothing counts absolutely."""
    return max(abs(f - w) / max(abs(w), 0.01) for f, w in ((found[at], wanted[at]) for at in (1, 2, 5, 6)))


def worst_said(text):
    """The worst difference that a check told of."""
    return max((float(number) for number in re.findall(r"(\S+) apart", text)), default=0.0)


def checked(folder):
    said, content = run_script(folder, "--check")
    assert content, said
    lines = [line for line in said.splitlines() if " apart" in line and not line.startswith("lossG")]
    return worst_said("\n".join(lines))


def from_start(folder, expected):
    if not expected["before"] or not expected["replayed"]:
        return 0.0
    _, content = run_script(folder, "--from-start", "--steps", str(len(expected["before"])), "--out", "again.ganvas")
    assert content
    found = rows_of(folder)
    assert [row[0] for row in found] == [row[0] for row in expected["before"]]
    swayed = "swayed=" in (folder / "train.py").read_text()
    first = [*expected["before"][0]]
    if swayed:
        first[2] = found[0][2]
    worst = apart(found[0], first)
    assert worst <= FIRST, f"the first step is {worst:.1e} apart: {found[0]}, not {expected['before'][0]}"
    if not swayed:
        for row, wanted in zip(found[1:], expected["before"][1:]):
            later = apart(row, wanted)
            assert later <= LATER, f"step {row[0]} is {later:.1e} apart: {row}, not {wanted}"
    return worst


def onwards(folder, expected):
    step = expected["step"]
    _, content = run_script(folder, "--steps", "3", "--save-every", str(step + 2), "--log-every", "1")
    assert content


def work(room, processes):
    import torch

    torch.set_num_threads(1)
    rank = int(os.environ.get("RANK", 0))
    results = {}
    for folder in folders_in(room):
        expected = json.loads((folder / "expected.json").read_text())
        tasks = {"--check": lambda: checked(folder)}
        if processes == 1:
            tasks["--from-start"] = lambda: from_start(folder, expected)
        else:
            tasks["three steps on"] = lambda: onwards(folder, expected)
        for task, make in tasks.items():
            name = f"{expected['name']}: {task}, {processes} process{'es' if processes > 1 else ''}"
            try:
                results[name] = make() or 0.0
            except Exception:
                results[name] = traceback.format_exc()
    if rank == 0:
        (room / f"results-{processes}.json").write_text(json.dumps(results))


def start_worker(room, rank, processes, port):
    shared = {"RANK": rank, "LOCAL_RANK": rank, "WORLD_SIZE": processes, "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port}
    variables = {name: str(value) for name, value in shared.items()} if processes > 1 else {}
    arguments = [sys.executable, "-W", "ignore", __file__, WORKER, str(room), str(processes)]
    return subprocess.Popen(arguments, env={**os.environ, **variables, "OMP_NUM_THREADS": "1"})


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def main(room):
    passed = failed = 0
    for processes in (1, 2):
        port = free_port()
        workers = [start_worker(room, rank, processes, port) for rank in range(processes)]
        if any([worker.wait() for worker in workers]):
            sys.exit(f"{processes} processes did not come to an end.")
        results = json.loads((room / f"results-{processes}.json").read_text())
        wrong = {name: words for name, words in results.items() if isinstance(words, str)}
        for name, words in wrong.items():
            print(f"FAILED {name}\n{words}")
        passed, failed = passed + len(results) - len(wrong), failed + len(wrong)
        worst = max((value for value in results.values() if not isinstance(value, str)), default=0)
        print(f"{processes} process{'es' if processes > 1 else ''}: {worst:.1e} apart at worst")
    print(f"{passed} passed, {failed} failed")
    sys.exit(0 if failed == 0 and passed > 0 else 1)


if __name__ == "__main__":
    if sys.argv[1] == WORKER:
        work(pathlib.Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main(pathlib.Path(sys.argv[1]).resolve())
