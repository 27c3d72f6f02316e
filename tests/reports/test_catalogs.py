import re
from string import Formatter

import pytest

import queries
from maintainers.messages import catalog_of, collected, path_of, updated
from reports.language import CHINESE, ENGLISH, LANGUAGES, Language, gettext, ngettext, speaking
from reports.status_told import StatusTold, composed, sentence_of
from reports.words import TOLD_BY_QUERIES
from tests.reports import claim_view_samples as samples

HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;!?()][\u4e00-\u9fff]")
SPACED = re.compile(r"[\uff0c\u3002\uff1b\uff1a\uff08\uff09\u3001] | [\uff0c\u3002\uff1b\uff1a\uff08\uff09\u3001]|  ")


def forms(language: Language) -> dict[str, tuple[str, ...]]:
    """English message -> what the catalog says, in each plural form."""
    found: dict[str, tuple[str, ...]] = {}
    for message in catalog_of(language):
        if message.id:
            first = message.id if isinstance(message.id, str) else message.id[0]
            found[first] = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_catalog_holds_what_the_pages_say_and_nothing_else(language: Language) -> None:
    written = path_of(language).read_text(encoding="utf-8")
    assert written == updated(language, collected()), "the catalogs are behind the code: make messages"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_catalog_names_no_line_no_day_and_no_folder_of_a_machine(language: Language) -> None:
    text = path_of(language).read_text(encoding="utf-8")
    places = re.findall(r"^#: (.*)$", text, re.MULTILINE)
    assert places
    assert [place for one in places for place in one.split() if place.startswith("/") or ":" in place] == []
    assert not re.search(r"-Date:|fuzzy|^#~", text, re.MULTILINE)


def test_every_message_is_said_in_chinese_with_the_same_placeholders() -> None:
    for message, told in forms(CHINESE).items():
        assert len(told) == 1, message
        assert told[0], message
        assert placeholders(told[0]) == placeholders(message), message


def test_english_says_every_message_as_it_stands() -> None:
    assert all(told[0] == message for message, told in forms(ENGLISH).items())


def test_chinese_sentences_have_chinese_punctuation_and_no_stray_blanks() -> None:
    said = [told[0] for told in forms(CHINESE).values()]
    assert [text for text in said if HALF_WIDTH.search(re.sub(r"\{\w+\}", "\u4e00", text))] == []
    assert [text for text in said if SPACED.search(text)] == []


def test_a_count_takes_the_form_of_its_number_and_of_the_language() -> None:
    one, many = "{n}\u00a0claim", "{n}\u00a0claims"
    assert (ngettext(one, many, 1), ngettext(one, many, 0)) == (one, many)
    with speaking(CHINESE):
        assert ngettext(one, many, 1) == ngettext(one, many, 2) == "{n}\u00a0项索赔"


def test_an_unknown_message_is_shown_in_english() -> None:
    with speaking(CHINESE):
        assert gettext("Nobody ever said this.") == "Nobody ever said this."


def test_the_queries_say_what_the_catalogs_expect_of_them() -> None:
    told = "\n".join(queries.text(name) for name in queries.names() if name.startswith("claims/"))
    for sentence in TOLD_BY_QUERIES:
        assert f"'{sentence}'" in told or f"'{sentence[0].lower()}{sentence[1:]}'" in told, sentence


def test_a_status_put_together_anew_says_what_the_engine_says() -> None:
    world = samples.world_of(samples.EVERY_STEP)
    world.reconcile()
    query = queries.load("report/status_told")
    claim_ids = [row[0] for row in world.con.execute("select claim_id from claim").fetchall()]
    rows = world.con.execute(query.sql, {"claim_ids": claim_ids}).fetchall()
    told = [StatusTold(**dict(zip(query.outputs, row, strict=True))) for row in rows]
    assert len(told) == len(claim_ids) >= 6

    def days_alike(text: str) -> str:
        return re.sub(r"\d{4}-\d\d-\d\d|\d+\u00a0[A-Z][a-z]{2}\u00a0\d{4}", "a day", text)

    for one in told:
        assert days_alike(composed(one)) == days_alike(one.sentence)
        assert sentence_of(one) == one.sentence
        with speaking(CHINESE):
            assert re.search("[\u4e00-\u9fff]", sentence_of(one))


def test_a_text_without_a_translation_leaves_the_sentence_in_english() -> None:
    told = StatusTold(
        claim_id="c",
        sentence="Made up until 2026-05-13.",
        text="Made up until {deadline}.",
        deadline=None,
        window_opens=None,
        case_id="",
        product="",
        reference_id="",
        event_date=None,
        region="US",
        is_window_doubtful=False,
        taken_over_from="",
        cover_source="",
        cover_id="",
        cover_day=None,
        cover_detail="",
        cover_more=0,
    )
    with speaking(CHINESE):
        assert sentence_of(told) == "Made up until 2026-05-13."
