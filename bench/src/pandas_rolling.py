"""Prints pandas' version, and the median of five times that its rolling window takes for all runs, in milliseconds."""

import json
import pathlib
import statistics
import sys
import time

import pandas

files = sorted(pathlib.Path(sys.argv[1]).iterdir())
runs = [pandas.Series(json.loads(file.read_bytes())["TrainingLoss"]) for file in files]
times = []
for _ in range(5):
    begun = time.perf_counter()
    for run in runs:
        window = run.rolling(window=500, center=True)
        window.mean(), window.min(), window.max()
    times.append(1000 * (time.perf_counter() - begun))
print(pandas.__version__, statistics.median(times))
