"""What plans say of every job: no sentence is long, none stands twice, and no old word is read."""

from random import Random

import pytest

from catalog.schema import JobPhrases
from tests.support import starter_catalog
from tests.words.reading import (
    longest_top,
    name_of,
    old_words,
    page_sentences,
    rows,
    said_twice,
    several,
    words_on_top,
)
from wizard.publishing.samples import Sample, samples
from wizard.publishing.spoken import sentences_on_top, too_long

CATALOG = starter_catalog()
DRAWN = 8  # plans of each job; `make words` reads all of them


def drawn(row: JobPhrases) -> list[Sample]:
    plans = list(samples(row, CATALOG))
    chance = Random(name_of(row))  # noqa: S311  # nothing secret is drawn
    return chance.sample(plans, DRAWN)


@pytest.mark.parametrize("row", rows(CATALOG), ids=name_of)
def test_plan_of_one_job_is_short_and_says_each_sentence_once(row: JobPhrases) -> None:
    for plan in drawn(row):
        sentences = list(page_sentences(plan.document))

        assert [part for text in sentences for part in too_long(text)] == [], plan.title
        assert said_twice(sentences) == [], plan.title
        assert [word for text in sentences for word in old_words(text)] == [], plan.title
        assert words_on_top(plan.document) <= longest_top(1), plan.title
        assert said_of_what_is_counted(row, plan) == [], plan.title


def said_of_what_is_counted(row: JobPhrases, plan: Sample) -> list[str]:
    """Return what is said of reading, test and risk in the price's unit, if readers use another."""
    if row.item_plural == row.piece_plural:
        return []
    tiles = [tile for tile in plan.document.head.tiles if tile.key in {"stop", "risk"}]
    said = [text for tile in tiles for text in (tile.big, *tile.fine)]
    rules = [text for text in said if text.startswith(("Stop", "Too many"))]
    # What has to be found stands in what is priced.
    own = [text for text in rules if not row.known_bad or row.known_bad not in text]
    return [text for text in own if row.item_plural in text]


@pytest.mark.parametrize("count", [3, 6])
def test_plan_of_several_jobs_is_short_and_says_each_sentence_once(count: int) -> None:
    for plan in several(CATALOG, count):
        sentences = list(page_sentences(plan.document))

        assert [part for text in sentences for part in too_long(text)] == [], plan.title
        assert said_twice(sentences) == [], plan.title
        assert words_on_top(plan.document) <= longest_top(count), plan.title


def test_every_sentence_ends_and_begins_as_one() -> None:
    odd = {
        text
        for row in rows(CATALOG)[::9]
        for plan in samples(row, CATALOG)
        for text in sentences_on_top(plan.document.head)
        if not text.endswith((".", "?", "”")) or text[0].islower() or "  " in text or ".." in text
    }

    assert odd == set()
