"""One measured piece of work in a process of its own; prints its seconds, CPU seconds and peak memory as JSON.

The clock runs around the work itself, the interpreter and its imports left out on both sides; opening and closing the
database counts. CPU seconds are of all threads.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

AS_OF = date(2026, 11, 20)


def bare(data: Path, scratch: Path) -> Callable[[], object]:
    """DuckDB alone loads the same files as text into tables of a file database."""
    import duckdb

    def work() -> object:
        con = duckdb.connect(str(scratch / "bare.duckdb"), config={"memory_limit": "1300MB"})
        for name, delimiter, quote in (
            ("ledger.txt", "\t", '"'),
            ("reimbursements.txt", "\t", ""),
            ("costs.csv", ",", '"'),
        ):
            con.execute(
                f"create table {Path(name).stem} as from "
                "read_csv($path, delim = $delimiter, quote = $quote, header = true, all_varchar = true)",
                {"path": str(data / name), "delimiter": delimiter, "quote": quote},
            )
        con.close()
        return None

    return work


def imported(data: Path, scratch: Path) -> Callable[[], object]:
    """Our import of both files and the cost sheet: every row stored, raw copies kept."""
    from reconcile import app

    app.init_workspace(scratch)
    paths = [data / "ledger.txt", data / "reimbursements.txt", data / "costs.csv"]

    def work() -> object:
        results = app.import_files(scratch, paths, yes=True)
        faults = [result.fault for result in results if result.fault]
        if faults:
            raise SystemExit(f"import failed: {faults}")
        return sum(result.rows_new for result in results)

    return work


def engine(_data: Path, scratch: Path) -> Callable[[], object]:
    """Stage to claims, kept in the database, over a workspace that `imported` left; no pages."""
    from reconcile import app

    def work() -> object:
        return app.run(scratch, AS_OF, with_report=False).statuses

    return work


def page(_data: Path, scratch: Path) -> Callable[[], object]:
    """The same with the page."""
    from reconcile import app

    def work() -> object:
        return str(app.run(scratch, AS_OF).report)

    return work


def pandas_script(data: Path, _scratch: Path) -> Callable[[], object]:
    """What a seller would write: net by FNSKU, with pandas."""
    import pandas as pd

    def work() -> object:
        ledger = pd.read_csv(data / "ledger.txt", sep="\t", dtype=str)
        ledger = ledger[ledger["Event Type"] == "Adjustments"]
        ledger = ledger.assign(Quantity=ledger["Quantity"].astype(int))
        net = ledger[ledger["Reason"].isin(["M", "5", "E", "F"])].groupby("FNSKU")["Quantity"].sum()
        paid = pd.read_csv(data / "reimbursements.txt", sep="\t", dtype=str, quoting=3)
        paid = paid[paid["reason"].isin(["Lost_Warehouse", "Damaged_Warehouse"])]
        units = paid.assign(n=paid["quantity-reimbursed-cash"].astype(int)).groupby("fnsku")["n"].sum()
        owed = (-net).sub(units, fill_value=0).clip(lower=0)
        return int(owed.sum())

    return work


WORKS = {"bare": bare, "import": imported, "engine": engine, "page": page, "pandas": pandas_script}


def main() -> None:
    name, data, scratch = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    work = WORKS[name](data, scratch)
    began, began_cpu = time.perf_counter(), time.process_time()
    answer = work()
    seconds, cpu = time.perf_counter() - began, time.process_time() - began_cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "cpu": cpu, "peak_mib": peak, "answer": str(answer)}))


if __name__ == "__main__":
    main()
