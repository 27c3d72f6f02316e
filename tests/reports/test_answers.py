"""What the pages say of the answers to a question."""

from reconcile.engine.reasons import STATUS_TEXTS
from reports.answers import ANSWERS, USUAL, answers_to

STATUSES = {"claimable", "waiting", "expired", "filed", "dismissed"}


def test_every_question_of_the_engine_has_its_answers_and_no_other() -> None:
    assert set(ANSWERS) == set(STATUS_TEXTS) - STATUSES


def test_each_answer_leads_somewhere_and_a_settled_one_names_the_whole_command() -> None:
    refresh = ("fba-reconcile import inbox", "fba-reconcile run")
    for code in (*ANSWERS, "a code of tomorrow"):
        told = answers_to(code, "LOST-1", refresh)
        assert told
        for one in told:
            assert one.answer
            assert one.leads
            assert one.commands in {
                (),
                refresh,
                ('fba-reconcile claims dismiss LOST-1 --reason "settled, as seen in Seller Central"',),
            }


def test_an_unknown_question_has_the_usual_answers() -> None:
    assert [one.answer for one in answers_to("a code of tomorrow", "c", ())] == [one.answer for one in USUAL]
