"""What to do next, in the order in which it pays: complete the data, file, price, answer, or wait."""

from __future__ import annotations

from reports import views
from reports.downloads import import_command
from reports.formats import count_text, day_text, days_left_text, span_text

RUN = "fba-reconcile run"


def steps(
    *,
    filing: views.Filing,
    questions: views.Questions,
    missing_costs: views.MissingCosts,
    waiting: views.Waiting,
    instructions: tuple[views.Instruction, ...],
    has_data: bool,
) -> tuple[views.Step, ...]:
    """The next steps, the first of which is the one to take now; never empty."""
    blocking = [instruction for instruction in instructions if instruction.is_blocking]
    refresh = [instruction for instruction in instructions if instruction.is_refresh]
    found = [_download(instruction) for instruction in blocking]
    if not has_data:
        return (*found, _costs_first(), _begin(instructions))
    found += [_refresh(refresh)] if refresh else []
    found += [_file(filing)] if filing.case_count else []
    found += [_price(missing_costs)] if missing_costs.listing.total else []
    # Where a whole report is missing, most questions go away with it.
    found += [_answer(questions)] if questions.count and not blocking else []
    if filing.below_case_count and not blocking:
        found.append(_small(filing))
    if not found:
        found = [_rest(waiting)]
    return tuple(found)


def _download(instruction: views.Instruction) -> views.Step:
    return views.Step(
        title=f"Download {instruction.report}",
        detail=f"{instruction.reason} {instruction.where} Days: {_days(instruction)}. Save it in inbox/.",
        money=(),
        commands=(),
        anchor="coverage",
    )


def _days(instruction: views.Instruction) -> str:
    if instruction.first_day is None or instruction.last_day is None:
        return "all"
    return span_text(instruction.first_day, instruction.last_day)


def _costs_first() -> views.Step:
    return views.Step(
        title="Say what your products cost",
        detail="Amazon pays what a unit cost you. Fill templates/costs.csv with sku, unit_cost, currency, "
        "effective_from and save it in inbox/. This can wait; without it losses have no value.",
        money=(),
        commands=(),
        anchor="costs",
    )


def _begin(instructions: tuple[views.Instruction, ...]) -> views.Step:
    command = instructions[0].command if instructions else import_command("", is_only_account=True)
    return views.Step(
        title="Import and reconcile",
        detail="Then open this page again.",
        money=(),
        commands=(command, RUN),
        anchor="coverage",
    )


def _refresh(refresh: list[views.Instruction]) -> views.Step:
    which = "; ".join(f"{_account(one, refresh)}{one.report}, {_days(one)}" for one in refresh)
    return views.Step(
        title="Refresh the data before you file",
        detail=f"Amazon may have paid or found units since. Download again into inbox/: {which}.",
        money=(),
        commands=(*dict.fromkeys(one.command for one in refresh), RUN),
        anchor="coverage",
    )


def _account(instruction: views.Instruction, among: list[views.Instruction]) -> str:
    return f"{instruction.account}: " if len({one.account for one in among}) > 1 else ""


def _file(filing: views.Filing) -> views.Step:
    first = filing.first_cases[0]
    last_day = f", last day {day_text(first.first_deadline)}" if first.first_deadline else ""
    return views.Step(
        title=f"File {count_text(filing.case_count, 'case')}",
        detail=f"Begin with {first.type_name.lower()}, {first.id_name} {first.group_id}: "
        f"{count_text(first.unit_count, 'unit')}{last_day} ({days_left_text(first.days_left)}).",
        money=filing.worth.money,
        commands=(),
        anchor="file",
    )


def _price(missing_costs: views.MissingCosts) -> views.Step:
    listing = missing_costs.listing
    return views.Step(
        title=f"Add the cost of {count_text(listing.total, 'SKU')}",
        detail=f"{count_text(listing.unit_count, 'open unit')} cannot be valued until then.",
        money=(),
        commands=(),
        anchor="costs",
    )


def _answer(questions: views.Questions) -> views.Step:
    return views.Step(
        title=f"Answer {count_text(questions.count, 'question')}",
        detail=f"For {count_text(questions.tally.claim_count, 'claim')} only a person can see the answer.",
        money=questions.tally.money,
        commands=(),
        anchor="questions",
    )


def _small(filing: views.Filing) -> views.Step:
    return views.Step(
        title=f"Decide on {count_text(filing.below_case_count, 'small case')}",
        detail=f"Each is below {filing.min_case_value}, the smallest amount you set for a case (reconcile.toml); "
        "they can be filed all the same.",
        money=filing.below.money,
        commands=(),
        anchor="claims",
    )


def _rest(waiting: views.Waiting) -> views.Step:
    days = [week.first_day for week in waiting.weeks if week.first_day is not None]
    if days:
        detail = f"The next units can be claimed from {day_text(min(days))}, unless Amazon pays before."
    else:
        detail = "No open loss was found in the days that the reports cover."
    return views.Step(
        title="Nothing to do today",
        detail=f"{detail} Download both reports again in a week.",
        money=waiting.tally.money,
        commands=(),
        anchor="coverage",
    )
