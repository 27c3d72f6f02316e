"""What became of each unit that would have been claimed some days ago: a trial on the seller's own past.

Nothing stored is touched, neither the claims of the last run nor what is remembered of it. Nobody had decided anything
yet: the run of the earlier day knows no dismissal.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from reconcile import __version__
from reconcile.app import account_facts, reconciled
from reconcile.config import Account, load_config
from reconcile.engine.backtest import hold_against, remember_now, remember_then
from reconcile.engine.caveats import caveats
from reconcile.engine.run import reconcile
from reconcile.errors import ReconcileError
from reconcile.policy import load_policy
from reports.backtest import sentences_of, sums_by_type, views_of
from reports.backtest_rows import BACKTEST_COLUMNS, AccountBacktest, read_backtest
from reports.export import to_csv
from reports.render import write_backtest
from reports.views import Stamp as PageStamp


class NoDaysError(ReconcileError):
    """A number of days that lies in no past."""

    def __init__(self, days: int) -> None:
        super().__init__(f"--days {days} looks back on nothing; name a number of days from 1, e.g. 60.")


class TooFarBackError(ReconcileError):
    """More days than the calendar has."""

    def __init__(self, days: int) -> None:
        super().__init__(f"--days {days} leads before the first day of the calendar; name fewer, e.g. 60.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a look back found, an account each, and its page."""

    accounts: tuple[AccountBacktest, ...]
    page: Path


def backtest(folder: Path, *, days: int, as_of: date | None = None, account: str | None = None, today: date) -> Looked:
    """Look back `days` days from a day: what would have been claimed then, and what became of it by that day.

    Args:
        folder: the workspace; the page is written into its report/.
        days: how far to look back, from 1.
        as_of: the day on which the outcome is told; that of the last run if None, before the first run `today`.
        account: only this one.
        today: the day of the clock.

    Raises:
        ReconcileError: the days are none, or the account is not known.
        BalanceError: the outcomes do not add up to the claims.
    """
    if days < 1:
        raise NoDaysError(days)
    config = load_config(folder)
    owners = [config.account(account)] if account else list(config.accounts.values())
    found = tuple(look_back(folder, owner, days=days, as_of=as_of, today=today) for owner in owners)
    stamp = PageStamp(program=__version__, rules=load_policy().stamp, is_sample=config.is_sample)
    return Looked(accounts=found, page=write_backtest(views_of(found, stamp), folder / "report"))


def look_back(folder: Path, owner: Account, *, days: int, as_of: date | None, today: date) -> AccountBacktest:
    """The same of one account, without a page."""
    with reconciled(folder, owner, as_of, today, is_fresh=True) as (store, day):
        try:
            then = day - timedelta(days=days)
        except OverflowError:
            raise TooFarBackError(days) from None
        con = store.con
        told = caveats(con, day)
        remember_now(con)
        policy = load_policy()
        reconcile(con, facts=account_facts(policy, owner), policy=policy.tables(), as_of=then)
        remember_then(con)
        hold_against(con, then=then, as_of=day)
        return read_backtest(con, account=owner.name, then=then, as_of=day, caveats=told)


def said(found: AccountBacktest) -> list[str]:
    """The sentences for a terminal, the honest figure first."""
    return [sentence.replace("\u00a0", " ") for sentence in sentences_of(found)]


def sums(found: AccountBacktest) -> list[dict[str, Any]]:
    """Units by claim type and currency: claimed then, made good without a claim, in a case, open; and their value."""
    return [
        {
            "claim_type": one.claim_type,
            "currency": one.currency,
            "claimed": one.units,
            "without_claim": one.without_claim,
            "in_case": one.in_case,
            "open": one.open,
            "amount": _in_minor_units(one.amount, one.minor_digits),
        }
        for one in sums_by_type(found)
    ]


def listed(found: AccountBacktest) -> list[dict[str, Any]]:
    """The rows of `--format csv`, money rounded to the currency's minor units."""
    rows = []
    for row in found.rows:
        told = {name: getattr(row, name) for name in BACKTEST_COLUMNS}
        for name in ("unit_value", "amount", "paid_amount"):
            told[name] = _in_minor_units(told[name], row.minor_digits)
        rows.append(told)
    return rows


def as_csv(found: Looked) -> str:
    """One row per claim, outcome and row that tells it; columns as in reports/backtest_rows.py."""
    return to_csv((row for one in found.accounts for row in listed(one)), BACKTEST_COLUMNS)


def as_json(found: Looked) -> str:
    """An object per account: its days, sentences, sums and rows; money as text with its decimals."""
    told = [
        {
            "account": one.name,
            "as_of": one.as_of,
            "then": one.then,
            "sentences": said(one),
            "caveats": one.caveats,
            "sums": sums(one),
            "rows": listed(one),
        }
        for one in found.accounts
    ]
    return json.dumps(told, ensure_ascii=False, indent=2, default=str)


def _in_minor_units(amount: Decimal | None, digits: int) -> Decimal | None:
    return None if amount is None else amount.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
