"""Part of `make bench`: the page of 10,000 claims in headless Chromium, and the files of all claims beside it.

    python -m bench.page [--claims 10000] [--runs 5] [--data build/bench]

Opening counts from the navigation to the first frame with the table in it; sorting and searching from the press to the
next frame. Prints medians; nothing here is a test: the machine decides.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from reports.export import CLAIM_COLUMNS, PAGE_XLSX_ROWS, claim_files
from reports.render import write_pages
from tests.reports import page_tables as tables

CHROMIUM = "/usr/bin/chromium"
AFTER_FRAME = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
OPENED = f"{AFTER_FRAME}.then(() => performance.now())"
PRESSED = f"""async ([what, value]) => {{
    const control = document.querySelector(what);
    const began = performance.now();
    if (value === null) control.click();
    else {{ control.value = value; control.dispatchEvent(new Event("input", {{ bubbles: true }})); }}
    await {AFTER_FRAME};
    return performance.now() - began;
}}"""
PRESSES: dict[str, tuple[str, str | None]] = {
    "sort by product": ("#claims-table thead th:nth-child(4)", None),
    "sort by amount": ("#claims-table thead th:nth-child(7)", None),
    "search": ("#claims-search", "sku-39"),
    "search, two words": ("#claims-search", "product 39"),
}


def written(claims: int, folder: Path) -> dict[str, float]:
    """Makes the pages; seconds of making and writing them, MiB of the first one."""
    con = tables.empty_tables()
    tables.add_many_claims(con, claims)
    began = time.perf_counter()
    first = write_pages(tables.views_of(con), folder)
    return {"write seconds": time.perf_counter() - began, "first page MiB": first.stat().st_size / 2**20}


def read(first: Path, runs: int) -> dict[str, float]:
    """Milliseconds in the browser, medians."""
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    times: dict[str, list[float]] = {"open": [], **{name: [] for name in PRESSES}}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--disable-dev-shm-usage", *arguments])
        for _ in range(runs):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(first.resolve().as_uri(), wait_until="domcontentloaded")
            times["open"].append(page.evaluate(OPENED))
            for name, press in PRESSES.items():
                times[name].append(page.evaluate(PRESSED, list(press)))
            page.close()
        browser.close()
    return {f"{name} ms": statistics.median(found) for name, found in times.items()}


def claims_of(number: int) -> Iterator[dict[str, Any]]:
    """Rows as the command lists them."""
    unknown: dict[str, Any] = dict.fromkeys(CLAIM_COLUMNS, "")
    for n in range(number):
        yield unknown | {
            "claim_id": f"wl-{n:012d}",
            "account": "main",
            "status_reason": f"Lost, not found again and not paid: reference {n}.",
            "reference_id": str(20076865360000 + n),
            "event_date": date(2026, 10, 1),
            "sku": f"SKU-{n % 400}",
            "fnsku": f"X00{n % 400:07d}",
            "title": f"Product {n % 400}, stainless steel, double walled, with lid",
            "quantity_open": 1 + n % 7,
            "amount": Decimal("37.50"),
            "deadline": date(2026, 11, 30),
        }


def files_of(number: int, folder: Path) -> dict[str, float]:
    """CPU seconds of the files beside the page; up to PAGE_XLSX_ROWS claims the XLSX is one of them."""
    began = time.process_time()
    with claim_files(folder) as files:
        files.add(claims_of(number))
    return {f"files of {number} claims CPU seconds": time.process_time() - began}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--claims", type=int, default=10_000)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--data", type=Path, default=Path("build/bench"))
    chosen = options.parse_args()
    folder = chosen.data / "page"
    shutil.rmtree(folder, ignore_errors=True)
    told = {"claims": float(chosen.claims)} | written(chosen.claims, folder) | read(folder / "index.html", chosen.runs)
    for number in (chosen.claims, PAGE_XLSX_ROWS, 300_000):
        told |= files_of(number, folder)
    told["peak MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for name, figure in told.items():
        print(f"  {name:36} {figure:10.2f}")
    (chosen.data / "page.json").write_text(json.dumps(told, indent=2), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
