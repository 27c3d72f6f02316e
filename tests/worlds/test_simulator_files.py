"""What the simulator writes can be read back, with nothing but the csv module."""

import csv
import gzip
import io
import zipfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from reconcile.simulator.files import (
    LEDGER_DIALECTS,
    LEDGER_WITHOUT_FIGURES,
    PAYMENT_DIALECTS,
    PAYMENTS_WITHOUT_ORIGINALS,
    Dialect,
    as_written,
    fits,
    ledger_text,
    payments_text,
    write_file,
    write_reports,
    write_slices,
)
from reconcile.simulator.records import World
from reconcile.simulator.world import random_world

SEEDS = range(12)


def cells_of(path: Path, dialect: Dialect) -> list[list[str]]:
    """The cells of a written file, header first."""
    content = path.read_bytes()
    if dialect.packing == "gz":
        content = gzip.decompress(content)
    elif dialect.packing == "zip":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = archive.read(archive.namelist()[0])
    text = io.StringIO(content.decode(dialect.encoding), newline="")
    if dialect.quoting == "none":
        lines = text.read().split(dialect.newline)
        return [line.split(dialect.delimiter) for line in lines if line]
    return list(csv.reader(text, delimiter=dialect.delimiter))


def ledger_facts(world: World) -> list[tuple[str, ...]]:
    return sorted(
        (
            row.fnsku,
            row.asin,
            row.msku,
            row.title,
            row.event_type,
            row.reference_id,
            str(row.quantity),
            row.fulfillment_center,
            row.disposition,
            row.reason,
            row.country,
            "" if row.reconciled is None else str(row.reconciled),
            "" if row.unreconciled is None else str(row.unreconciled),
        )
        for row in world.ledger
    )


@pytest.mark.parametrize("dialect", [*LEDGER_DIALECTS, LEDGER_WITHOUT_FIGURES], ids=lambda d: d.name)
def test_a_ledger_reads_back_as_it_was(dialect: Dialect, tmp_path: Path) -> None:
    seen = 0
    for seed in SEEDS:
        world = as_written(random_world(seed), dialect, PAYMENT_DIALECTS[0])
        if not fits(world, dialect):
            continue
        seen += 1
        header, *rows = cells_of(
            write_file(tmp_path, f"ledger-{seed}", ledger_text(world.ledger, dialect), dialect), dialect
        )
        assert len(header) == dialect.columns
        assert {len(row) for row in rows} == {dialect.columns}
        blank = [""] * 2 if dialect.columns < 14 else []
        assert sorted(tuple(row[1:14] + blank) for row in rows) == ledger_facts(world)
        form = {"us": "%m/%d/%Y", "short": "%m/%d/%Y", "iso": "%Y-%m-%d"}[dialect.dates]
        days = [datetime.strptime(row[0], form).date() for row in rows]  # noqa: DTZ007 - a day, no zone
        assert days == [row.day for row in world.ledger]
    assert seen


@pytest.mark.parametrize("dialect", [*PAYMENT_DIALECTS, PAYMENTS_WITHOUT_ORIGINALS], ids=lambda d: d.name)
def test_payments_read_back_as_they_were(dialect: Dialect, tmp_path: Path) -> None:
    seen = 0
    for seed in SEEDS:
        world = random_world(seed)
        if not fits(world, dialect) or not world.payments:
            continue
        seen += 1
        text = payments_text(world.payments, dialect, world)
        header, *rows = cells_of(write_file(tmp_path, f"paid-{seed}", text, dialect), dialect)
        assert len(header) == dialect.columns
        for row, line in zip(rows, world.payments, strict=True):
            assert len(row) == dialect.columns
            assert row[1:9] == [
                line.reimbursement_id,
                line.case_id,
                line.order_id,
                line.reason,
                line.sku,
                line.fnsku,
                line.asin,
                line.title,
            ]
            assert Decimal(row[12].replace(",", ".")) == line.amount_total
            assert row[13:16] == ["" if n is None else str(n) for n in (line.cash, line.inventory, line.total)]
            stamp = datetime.fromisoformat(row[0])
            if stamp.tzinfo is None:
                assert stamp.date() == world.approved_on(line)
            else:
                assert stamp == line.approved_at
    assert seen


def test_the_same_line_has_another_day_in_utc_now_and_then() -> None:
    crossing = [
        line
        for seed in SEEDS
        for world in [random_world(seed)]
        for line in world.payments
        if line.approved_at.date() != world.approved_on(line)
    ]
    assert crossing


def test_the_order_of_lines_changes_with_the_shuffle_and_nothing_else(tmp_path: Path) -> None:
    world = next(w for w in map(random_world, SEEDS) if len(w.ledger) > 8 and len(w.payments) > 3)
    plain = write_reports(world, tmp_path / "plain")
    mixed = write_reports(world, tmp_path / "mixed", shuffle=Random(1))  # noqa: S311 - seeded on purpose
    assert [path.name for path in plain] == [path.name for path in mixed]
    for one, other in zip(plain, mixed, strict=True):
        assert sorted(one.read_bytes().splitlines()) == sorted(other.read_bytes().splitlines())
    assert plain[0].read_bytes() != mixed[0].read_bytes()


def test_slices_hold_every_row_and_whole_days(tmp_path: Path) -> None:
    world = next(w for w in map(random_world, SEEDS) if len({row.day for row in w.ledger}) > 5)
    days = sorted({row.day for row in world.ledger})
    paths = write_slices(
        world,
        tmp_path,
        cuts=[days[1], days[3]],
        overlap=400,
        ledgers=[LEDGER_DIALECTS[0]],
        payments=[PAYMENT_DIALECTS[0]],
        shuffle=Random(2),  # noqa: S311 - seeded on purpose
    )
    slices = [cells_of(path, LEDGER_DIALECTS[0])[1:] for path in paths if path.stem.endswith("-ledger")]
    # With so wide an overlap the last slice is the whole, each earlier one a beginning of it.
    assert sorted(tuple(row[1:14]) for row in slices[-1]) == ledger_facts(world)
    for at, last_day in ((0, days[1]), (1, days[3])):
        assert len(slices[at]) == sum(row.day <= last_day for row in world.ledger)
