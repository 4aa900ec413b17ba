"""Has pandas answer the cases of pandas_rolling.json anew, in their place; other cases are added there by their values.

pip install pandas==3.1.1 && python tests/golden/pandas_rolling.py
"""

import json
import math
from pathlib import Path

import pandas


def number(value):
    """A double as the file has it: JSON knows neither NaN nor infinities."""
    if math.isnan(value):
        return None
    return value if math.isfinite(value) else str(value)


def answered(case):
    values = pandas.Series([math.nan if value is None else float(value) for value in case["values"]], dtype="float64")
    rolling = values.rolling(case["window"], center=case["center"], min_periods=case["min_periods"])
    return {**case, **{what: [number(value) for value in getattr(rolling, what)()] for what in ("mean", "min", "max")}}


file = Path(__file__).with_suffix(".json")
cases = [answered(case) for case in json.loads(file.read_text())["cases"]]
file.write_text(json.dumps({"source": f"pandas {pandas.__version__} Series.rolling", "cases": cases}))
