"""What to do next, in the order in which it pays: complete the data, file, price, answer, or wait."""

from __future__ import annotations

from reports import views
from reports.coverage_views import Instruction
from reports.downloads import import_command
from reports.formats import count_text, day_text, days_left_text, number_text, span_text
from reports.language import _
from reports.tally import money_sums

RUN = "fba-reconcile run"


def steps(
    *,
    filing: views.Filing,
    questions: views.Questions,
    missing_costs: views.MissingCosts,
    waiting: views.Waiting,
    instructions: tuple[Instruction, ...],
    has_data: bool,
) -> tuple[views.Step, ...]:
    """The next steps, the first of which is the one to take now; never empty."""
    blocking = [instruction for instruction in instructions if instruction.is_blocking]
    refresh = [instruction for instruction in instructions if instruction.is_refresh]
    found = [_download(instruction) for instruction in blocking]
    if not has_data:
        return (*found, _costs_first(), _begin(instructions))
    found += [_refresh(refresh)] if refresh else []
    found += [_file(filing)] if filing.worth.case_count else []
    found += [_price(missing_costs)] if missing_costs.listing.total else []
    # Where a whole report is missing, most questions go away with it.
    found += [_answer(questions)] if questions.count and not blocking else []
    if filing.below.case_count and not blocking:
        found.append(_small(filing))
    if not found:
        found = [_rest(waiting)]
    return tuple(found)


def _download(instruction: Instruction) -> views.Step:
    return views.Step(
        title=_("Download {report}").format(report=instruction.report),
        detail=_("{reason} {where} Days: {days}. Save it in inbox/.").format(
            reason=instruction.reason, where=instruction.where, days=_days(instruction)
        ),
        money=(),
        commands=(),
        anchor="coverage",
    )


def _days(instruction: Instruction) -> str:
    if instruction.first_day is None or instruction.last_day is None:
        return _("all")
    return span_text(instruction.first_day, instruction.last_day)


def _costs_first() -> views.Step:
    return views.Step(
        title=_("Say what your products cost"),
        detail=_(
            "Amazon pays what a unit cost you. Fill templates/costs.csv with sku, unit_cost, currency, "
            "effective_from and save it in inbox/. This can wait; without it losses have no value."
        ),
        money=(),
        commands=(),
        anchor="costs",
    )


def _begin(instructions: tuple[Instruction, ...]) -> views.Step:
    command = instructions[0].command if instructions else import_command("", is_only_account=True)
    return views.Step(
        title=_("Import and reconcile"),
        detail=_("Then open this page again."),
        money=(),
        commands=(command, RUN),
        anchor="coverage",
    )


def _refresh(refresh: list[Instruction]) -> views.Step:
    which = _("; ").join(_report_and_days(one, refresh) for one in refresh)
    return views.Step(
        title=_("Refresh the data before you file"),
        detail=_("Amazon may have paid or found units since. Download again into inbox/: {which}.").format(which=which),
        money=(),
        commands=(*dict.fromkeys(one.command for one in refresh), RUN),
        anchor="coverage",
    )


def _report_and_days(instruction: Instruction, among: list[Instruction]) -> str:
    said = _("{report}, {days}").format(report=instruction.report, days=_days(instruction))
    if len({one.account for one in among}) > 1:
        return _("{account}: {said}").format(account=instruction.account, said=said)
    return said


def _file(filing: views.Filing) -> views.Step:
    first = filing.worth.lines[0]
    if first.first_deadline:
        detail = _("Begin with {claim_type}, {id_name} {id}: {units}, last day {day}.")
    else:
        detail = _("Begin with {claim_type}, {id_name} {id}: {units} ({left}).")
    cases = count_text(filing.worth.case_count, "case")
    some = filing.pace.cases_a_day if filing.pace else filing.worth.case_count
    # the number a day is each account's own, so several accounts have no common one
    is_paced = some < filing.worth.case_count and len({line.account for line in filing.worth.lines}) == 1
    title = _("File {some} of {cases} today") if is_paced else _("File {cases}")
    todays = money_sums(line.money for line in filing.worth.lines[:some] if line.money)
    return views.Step(
        title=title.format(some=number_text(some), cases=cases),
        detail=detail.format(
            claim_type=first.type_name.lower(),
            id_name=first.id_name,
            id=first.group_id,
            units=count_text(first.unit_count, "unit"),
            day=day_text(first.first_deadline),
            left=days_left_text(first.days_left),
        ),
        money=todays if is_paced else filing.worth.tally.money,
        commands=(),
        anchor="file",
    )


def _price(missing_costs: views.MissingCosts) -> views.Step:
    listing = missing_costs.listing
    return views.Step(
        title=_("Add the cost of {skus}").format(skus=count_text(listing.total, "SKU")),
        detail=_("{units} cannot be valued until then.").format(units=count_text(listing.unit_count, "open unit")),
        money=(),
        commands=(),
        anchor="costs",
    )


def _answer(questions: views.Questions) -> views.Step:
    return views.Step(
        title=_("Answer {questions}").format(questions=count_text(questions.count, "question")),
        detail=_("For {claims} only a person can see the answer.").format(
            claims=count_text(questions.tally.claim_count, "claim")
        ),
        money=questions.tally.money,
        commands=(),
        anchor="questions",
    )


def _small(filing: views.Filing) -> views.Step:
    return views.Step(
        title=_("Decide on {cases}").format(cases=count_text(filing.below.case_count, "small case")),
        detail=_(
            "Each is below {amount}, the smallest amount you set for a case (reconcile.toml); "
            "they can be filed all the same."
        ).format(amount=filing.min_case_value),
        money=filing.below.tally.money,
        commands=(),
        anchor="cases-below_min_value",
    )


def _rest(waiting: views.Waiting) -> views.Step:
    days = [week.first_day for week in waiting.weeks if week.first_day is not None]
    if days:
        detail = _(
            "The next units can be claimed from {day}, unless Amazon pays before. "
            "Download both reports again in a week."
        ).format(day=day_text(min(days)))
    else:
        detail = _("No open loss was found in the days that the reports cover. Download both reports again in a week.")
    return views.Step(
        title=_("Nothing to do today"),
        detail=detail,
        money=waiting.tally.money,
        commands=(),
        anchor="coverage",
    )
