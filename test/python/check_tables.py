"""Opens tables that left the page with pandas, by the very lines that the page shows: header, order and kinds of columns are those of the file."""
import contextlib
import io
import json
import os
import pathlib
import sys
import traceback

import pandas as pd

# Points for thousands beside dates: pandas would take the dates for numbers, so the page does not ask for it.
STAYS_TEXT = {("price", "price")}


def check(path):
    told = json.loads(path.read_text(encoding="utf-8"))
    space = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(told["code"], path.name, "exec"), space)
    rows = space["rows"]
    assert rows.shape == (told["rows"], len(told["columns"])), rows.shape
    if told["header"] is not None:
        assert list(rows.columns) == told["header"], list(rows.columns)
    for at, column in enumerate(told["columns"]):
        values = rows.iloc[:, at]
        numeric = pd.api.types.is_numeric_dtype(values)
        if column["is"] == "number" and (path.stem, column["name"]) not in STAYS_TEXT:
            assert numeric, (column, values.head())
        if column["is"] == "date":
            assert not numeric and pd.to_datetime(values, dayfirst=True).notna().all(), values.head()


folder = pathlib.Path(sys.argv[1]).resolve()
os.chdir(folder)
passed = failed = 0
for path in sorted(folder.glob("*.json")):
    try:
        check(path)
        passed += 1
    except Exception:
        failed += 1
        print(f"FAILED {path.stem}\n{traceback.format_exc()}")
print(f"{passed} passed, {failed} failed")
sys.exit(0 if failed == 0 and passed > 0 else 1)
