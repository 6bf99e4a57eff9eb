"""Opens what leave.ts let leave, in the programs it is meant for, and compares it with what the page made of the same questions.

    python check.py FOLDER

Closes with "N passed, N failed". Shares no code with src/.
"""

import csv
import io
import json
import os
import pathlib
import sys
import traceback
import zipfile

import numpy as np
import onnx
import onnxruntime
import torch
from PIL import Image
from safetensors import safe_open
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from torch_layers import Network  # noqa: E402

TOLERANCE = 1e-5
torch.set_num_threads(1)
onnxruntime.set_default_logger_severity(3)


class Case:
    def __init__(self, folder):
        self.folder = folder
        self.facts = json.loads((folder / "facts.json").read_text())
        facts = self.facts
        self.shape = facts["shape"]
        count = len(facts["logits"])
        self.count = count
        self.z = np.array(facts["z"], np.float32).reshape(count, -1)
        self.label = None if facts["labels"] is None else np.array(facts["labels"], np.int64)
        self.fakes = np.array(facts["fakes"], np.float32).reshape(count, *self.shape)
        given = facts["given"]
        self.told = {} if self.label is None else {"label": self.label}
        self.source = None
        if given is not None:
            self.source = self.first(np.array(given["source"], np.float32).reshape(given["shape"]))
            if given["direction"] is not None:
                self.told["direction"] = np.array(given["direction"], np.float32).reshape(count, 2)
        self.restores = given is not None and given["direction"] is None
        self.logits = np.array(facts["logits"], np.float32).reshape(count, 1)

    def file(self, key):
        return self.folder / self.facts["files"][key]

    def first(self, items):
        """Channels first, where there are channels."""
        return items.transpose(0, 3, 1, 2) if items.ndim == 4 else items


def close(found, wanted):
    assert found.shape == wanted.shape, f"{found.shape} is not {wanted.shape}"
    scale = max(1.0, float(np.abs(wanted).max()))
    worst = float(np.abs(found - wanted).max()) / scale
    assert worst < TOLERANCE, f"{worst:.2e} apart"
    assert wanted.std() > 0, "nothing is told apart"


def onnx_model(case, network):
    path = str(case.file(f"{network}.onnx"))
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    assert [o.version for o in model.opset_import] == [15] and model.ir_version == 8
    words = {p.key: p.value for p in model.metadata_props}
    assert words["step"] == "3" and json.loads(words["settings"])["model"] == case.facts["config"]["model"]
    session = onnxruntime.InferenceSession(path)
    told = case.told
    if case.source is not None:
        assert json.loads(words["sourceShape"]) == case.facts["given"]["shape"][1:] and len(words["source"]) > 20
        if case.restores:
            assert "directions" not in words
        else:
            assert [len(way) for way in json.loads(words["directions"])] == [2, 2]
    if network == "generator":
        start = {"z": case.z} if case.source is None else {"source": case.source}
        (found,) = session.run(None, {**start, **told})
        close(found, case.first(case.fakes))
    else:
        beside = {"source": case.source} if case.restores else {}
        (found,) = session.run(None, {session.get_inputs()[0].name: case.first(case.fakes), **beside, **told})
        close(found, case.logits)


def tensor_of(values):
    return torch.from_numpy(np.ascontiguousarray(values))


def torch_weights(case, network):
    layers = case.facts["layers"][network]
    with safe_open(case.file(f"{network}.safetensors"), framework="pt") as held:
        tensors = {name: held.get_tensor(name) for name in held.keys()}
        assert held.metadata()["step"] == "3"
    moments = {name: tensors.pop(name) for name in list(tensors) if name.startswith("optimizer.")}
    company = tensors.get("pack.company")
    model = Network(layers, {"company": None if company is None else company.shape})
    missing, unexpected = model.load_state_dict(tensors, strict=False)
    # PyTorch counts batches; nobody else does.
    assert all(name.endswith("num_batches_tracked") for name in missing), missing
    assert not unexpected, unexpected
    model.eval()
    told = {name: tensor_of(values) for name, values in case.told.items()}
    if case.source is not None:
        told["source"] = tensor_of(case.source)
    start = case.z if case.source is None else case.source
    items = start if network == "generator" else case.first(case.fakes)
    with torch.no_grad():
        found = model(tensor_of(items), told).flatten(1)
    if network == "discriminator":
        # Of many logits, one for each patch, their mean.
        found = found.mean(1, keepdim=True)
    found = found.reshape(case.first(case.fakes).shape if network == "generator" else case.logits.shape).numpy()
    close(found, case.first(case.fakes) if network == "generator" else case.logits)
    for name, parameter in model.named_parameters():
        for moment in ("exp_avg", "exp_avg_sq"):
            assert moments[f"optimizer.{name}.{moment}"].shape == parameter.shape, name
    assert moments["optimizer.step"].shape == ()


def event_file(case):
    with zipfile.ZipFile(case.file("tensorboard")) as held:
        held.extractall(case.folder / "runs")
    (folder,) = (case.folder / "runs").iterdir()
    read = EventAccumulator(str(folder)).Reload()
    rows = list(csv.DictReader(case.file("figures").open(newline="")))
    assert [row["step"] for row in rows] == ["1", "2"]
    for tag in rows[0]:
        if tag == "step":
            continue
        wanted = [(int(row["step"]), float(row[tag])) for row in rows if row[tag] != ""]
        assert [(one.step, one.value) for one in read.Scalars(tag)] == wanted, tag
    assert rows[1]["penalty"] == "", "what was not measured is left empty"


def beside_sources(held, told, case):
    """The pictures, each beside what it was made of, under the same name."""
    names = [name for name in held.namelist() if name.endswith(".png")]
    roles = ["source", "made", "true"] if case.restores else ["source", "made"]
    plain = [[name.split("/")[-1] for name in names if name.startswith(f"{role}/")] for role in roles]
    assert all(own == plain[0] for own in plain) and len(set(plain[0])) == 5 and len(names) == 5 * len(roles)
    assert all(name.startswith("unseen") for name in plain[0]), plain
    pictures = {name: Image.open(io.BytesIO(held.read(name))) for name in names}
    assert {picture.size for picture in pictures.values()} == {tuple(case.shape[:2])}
    if case.restores:
        channels = case.facts["given"]["shape"][-1]
        modes = {pictures[name].mode for name in names if name.startswith("source/")}
        assert modes == {{1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}[channels]}, modes
        assert told["labels"] is None
        return
    labels = dict(told["labels"])
    for name in plain[0]:
        source, made = ([label for path, label in labels.items() if path.startswith(role) and path.endswith(name)] for role in roles)
        assert {*source, *made} == {case.facts["config"]["from"], case.facts["config"]["to"]}, name


def samples(case):
    if "csv" in case.facts["files"]:
        rows = list(csv.DictReader(case.file("csv").open(newline="")))
        assert len(rows) == 5 and all(np.isfinite([float(row["x"]), float(row["y"])]).all() for row in rows)
        return
    with zipfile.ZipFile(case.file("samples")) as held:
        assert held.testzip() is None
        names = [name for name in held.namelist() if name.endswith(".png")]
        told = json.loads(held.read("dataset.json"))
        if case.source is not None:
            return beside_sources(held, told, case)
        assert len(names) == 5 and "seed000011" in names[0], names
        sizes = {Image.open(io.BytesIO(held.read(name))).size for name in names}
        assert sizes == {tuple(case.shape[:2])}
        if case.label is None:
            assert told["labels"] is None
        else:
            assert [name for name, _ in told["labels"]] == names
            assert [label for _, label in told["labels"]] == [i % case.facts["classes"] for i in range(5)]
            assert len({name.split("/")[0] for name in names}) == case.facts["classes"]


def snippets(case):
    here = os.getcwd()
    os.chdir(case.folder)
    try:
        for snippet in case.facts["snippets"]:
            with open(os.devnull, "w") as nowhere:
                said, sys.stdout = sys.stdout, nowhere
                try:
                    exec(compile(snippet["code"], snippet["of"], "exec"), {})
                finally:
                    sys.stdout = said
    finally:
        os.chdir(here)


CHECKS = {
    "generator as ONNX": lambda case: onnx_model(case, "generator"),
    "discriminator as ONNX": lambda case: onnx_model(case, "discriminator"),
    "generator's weights in PyTorch": lambda case: torch_weights(case, "generator"),
    "discriminator's weights in PyTorch": lambda case: torch_weights(case, "discriminator"),
    "figures in TensorBoard": event_file,
    "samples": samples,
    "snippets as the page shows them": snippets,
}

passed = failed = 0
folders = sorted(pathlib.Path(sys.argv[1]).resolve().iterdir(), key=lambda folder: int(folder.name))
for folder in folders:
    case = Case(folder)
    for name, check in CHECKS.items():
        try:
            check(case)
            passed += 1
        except Exception:
            failed += 1
            print(f"FAILED {case.facts['name']}: {name}\n{traceback.format_exc()}")
print(f"{passed} passed, {failed} failed")
sys.exit(0 if failed == 0 and passed > 0 else 1)
