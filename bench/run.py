"""`make bench`: our import and engine against DuckDB alone loading the same files as text, in alternated pairs.

    python -m bench.run [--rows 1000000 10000000] [--pairs 5] [--data build/bench]

Prints medians, the limits the project has set itself, and the machine; writes build/bench/results.json. Nothing here
is a test: the machine decides.
"""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.data import write_files

HERE = Path(__file__).parent
#: name, of what, limit
LIMITS = (
    ("import / bare load", "import", 1.3),
    ("engine / bare load", "engine", 0.4),
    ("whole without pages / bare load", "whole", 1.7),
)

Figures = dict[str, Any]


def measured(work: str, data: Path, scratch: Path) -> Figures:
    """One run of bench/work.py in a process of its own."""
    done = subprocess.run(
        [sys.executable, str(HERE / "work.py"), work, str(data), str(scratch)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{work} failed: {done.stderr[-2000:]}{done.stdout[-2000:]}")
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def pair(data: Path, scratch: Path) -> dict[str, Figures]:
    """A bare load, then our import and engine, each on a fresh file."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    bare = measured("bare", data, scratch)
    shutil.rmtree(scratch)
    scratch.mkdir()
    return {
        "bare": bare,
        "import": measured("import", data, scratch),
        "engine": measured("engine", data, scratch),
    }


def compared(data: Path, scratch: Path, pairs: int) -> dict[str, Any]:
    """Medians over alternated pairs, and the medians of the ratios within each pair."""
    runs = [pair(data, scratch) for _ in range(pairs)]
    for run in runs:
        run["whole"] = {
            "seconds": run["import"]["seconds"] + run["engine"]["seconds"],
            "cpu": run["import"]["cpu"] + run["engine"]["cpu"],
            "peak_mib": max(run["import"]["peak_mib"], run["engine"]["peak_mib"]),
        }
    told: dict[str, Any] = {
        work: {key: statistics.median(run[work][key] for run in runs) for key in ("seconds", "cpu", "peak_mib")}
        for work in ("bare", "import", "engine", "whole")
    }
    told["ratios"] = {
        work: {key: statistics.median(run[work][key] / run["bare"][key] for run in runs) for key in ("seconds", "cpu")}
        for work in ("import", "engine", "whole")
    }
    told["claims"] = runs[-1]["engine"]["answer"]
    return told


def seconds_of(command: list[str], runs: int = 5) -> float:
    """Median wall seconds of a command."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def tell(size: str, told: dict[str, Any]) -> None:
    print(f"\n{size}")
    for work in ("bare", "import", "engine", "whole"):
        figures = told[work]
        print(
            f"  {work:8} {figures['seconds']:7.2f} s  {figures['cpu']:7.2f} CPU s  peak {figures['peak_mib']:6.0f} MiB"
        )
    for label, work, limit in LIMITS:
        ratio = told["ratios"][work]
        print(f"  {label:34} {ratio['seconds']:.2f} (CPU {ratio['cpu']:.2f}; limit {limit})")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000])
    options.add_argument("--pairs", type=int, default=5)
    options.add_argument("--data", type=Path, default=Path("build/bench"))
    options.add_argument("--no-heavy", action="store_true", help="leave out the world with one FNSKU at 40 %%")
    options.add_argument("--no-extras", action="store_true", help="leave out pandas, the demo and --help")
    chosen = options.parse_args()
    results: dict[str, Any] = {"machine": platform.platform(), "python": platform.python_version()}
    scratch = chosen.data / "scratch"
    for rows in chosen.rows:
        for heavy in (False,) if chosen.no_heavy else (False, True):
            name = f"{rows:,} ledger rows" + (", one FNSKU with 40 %" if heavy else "")
            folder = chosen.data / f"{rows}{'-heavy' if heavy else ''}"
            write_files(folder, rows, heavy=heavy)
            results[name] = compared(folder, scratch, chosen.pairs)
            tell(name, results[name])
            if not heavy and not chosen.no_extras:
                script = measured("pandas", folder, scratch)
                results[name]["pandas"] = script
                print(f"  pandas script, net by FNSKU: {script['seconds']:.2f} s, peak {script['peak_mib']:.0f} MiB")
                paged = measured("page", folder, scratch) if (scratch / "reconcile.toml").exists() else None
                if paged:
                    results[name]["page"] = paged
                    print(f"  engine and page: {paged['seconds']:.2f} s, peak {paged['peak_mib']:.0f} MiB")
    if not chosen.no_extras:
        program = [sys.executable, "-m", "reconcile"]
        results["--help seconds"] = seconds_of([*program, "--help"])
        demo = chosen.data / "demo"
        shutil.rmtree(demo, ignore_errors=True)
        results["demo seconds"] = seconds_of([*program, "demo", str(demo)], runs=1)
        print(f"\n--help: {results['--help seconds']:.2f} s; demo: {results['demo seconds']:.1f} s")
    shutil.rmtree(scratch, ignore_errors=True)
    (chosen.data / "results.json").write_text(json.dumps(results, indent=2), encoding="utf-8")
    print(f"\n{results['machine']}, Python {results['python']}")


if __name__ == "__main__":
    main()
