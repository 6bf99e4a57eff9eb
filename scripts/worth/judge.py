"""What the fakes of all arms are worth by scikit-learn's learners, and SDMetrics' quality report of them. Outside the product.

    python judge.py FOLDER...

Reads FOLDER/train.csv, test.csv and fakes/ARM.csv, writes FOLDER/judged-python.json: {arm: {target: {learner: macro-F1}, quality}}.
Arms that are judged already, from the same file, stay.
"""

import hashlib
import json
import os
import sys
import warnings

for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")

from sdmetrics.reports.single_table import QualityReport
from sklearn.compose import make_column_transformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from tables import read_columns, read_rows

warnings.filterwarnings("ignore")

LEARNERS = {
    "forest": lambda: RandomForestClassifier(100, class_weight="balanced", random_state=0),
    "logistic": lambda: LogisticRegression(class_weight="balanced", max_iter=300),
    # SDGym 0.2's: 50 units, 50 rounds.
    "perceptron": lambda: MLPClassifier((50,), max_iter=50, random_state=0),
}


def worth(train, test, columns, target):
    told = [column for column in columns if column["name"] != target]
    numbers = [column["name"] for column in told if column["kind"] == "number"]
    labels = [column["name"] for column in told if column["kind"] == "category"]
    scores = {}
    for name, make in LEARNERS.items():
        features = make_column_transformer(
            (make_pipeline(SimpleImputer(add_indicator=True), StandardScaler()), numbers),
            (OneHotEncoder(handle_unknown="ignore"), labels),
        )
        learner = make_pipeline(features, make())
        # A row whose class is missing teaches and asks nothing.
        known, asked = (rows[rows[target] != "(missing)"] for rows in (train, test))
        if known[target].nunique() < 2:
            scores[name] = 0.0
            continue
        learner.fit(known, known[target])
        scores[name] = f1_score(asked[target], learner.predict(asked), average="macro")
    scores["mean"] = sum(scores.values()) / len(scores)
    return scores


def quality(train, fakes, columns):
    kinds = {"number": "numerical", "category": "categorical"}
    metadata = {"columns": {column["name"]: {"sdtype": kinds[column["kind"]]} for column in columns}}
    report = QualityReport()
    report.generate(train, fakes, metadata, verbose=False)
    return report.get_score()


for folder in sys.argv[1:]:
    told = read_columns(folder)
    columns = told["columns"]
    train, test = (read_rows(f"{folder}/{name}.csv", columns) for name in ("train", "test"))
    path = f"{folder}/judged-python.json"
    judged = json.load(open(path)) if os.path.exists(path) else {}
    files = sorted(os.listdir(f"{folder}/fakes")) if os.path.isdir(f"{folder}/fakes") else []
    for arm, file in [("real", "train.csv")] + [(name[: -len(".csv")], f"fakes/{name}") for name in files]:
        mark = hashlib.sha256(open(f"{folder}/{file}", "rb").read()).hexdigest()
        if judged.get(arm, {}).get("file") == mark:
            continue
        fakes = read_rows(f"{folder}/{file}", columns)
        scores = {target: worth(fakes, test, columns, target) for target in told["targets"]}
        judged[arm] = {"file": mark, "worth": scores, "quality": quality(train, fakes, columns)}
        with open(path, "w") as out:
            json.dump(judged, out, indent=1)
        print(folder, arm, json.dumps(judged[arm]["worth"]), flush=True)
