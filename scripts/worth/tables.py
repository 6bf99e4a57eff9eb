"""Rows as test/bench/worth/files.ts writes them: labels are text whatever they look like, an empty cell is a missing number."""

import json

import pandas as pd


def read_columns(folder):
    with open(f"{folder}/columns.json", encoding="utf8") as file:
        return json.load(file)


def read_rows(path, columns):
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    for column in columns:
        name = column["name"]
        if column["kind"] == "number":
            rows[name] = rows[name].map(lambda cell: float("nan") if cell == "" else float(cell))
    return rows
