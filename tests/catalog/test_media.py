"""What goes into a model and what comes out: only what a source says.

Of two sources that disagree, the better one counts.
"""

from datetime import date

import pytest

from catalog import query
from catalog.filters.models import ModelForm
from catalog.schema import AiModel, Catalog, ModelStatement, Provider, Source
from catalog.vocabulary import Branch, Direction, Known, Medium, ModelFact, Purpose, Voice
from tests.support import statement

OLD, NEW = date(2026, 10, 1), date(2026, 11, 1)
TEXT, IMAGE, VIDEO, CODE = Medium.TEXT, Medium.IMAGE, Medium.VIDEO, Medium.CODE
SOURCES = (
    Source(slug="own", title="Own page", publisher="Acme", voice=Voice.SELLER),
    Source(slug="copied", title="Copy of its page", publisher="Acme", voice=Voice.REPEATS),
    Source(slug="shop", title="A shop", publisher="Shop", voice=Voice.SELLER),
    Source(slug="list", title="A list", publisher="List", voice=Voice.REPEATS),
    Source(slug="other-list", title="Another list", publisher="Other", voice=Voice.REPEATS),
    Source(slug="ours", title="Ours", voice=Voice.EDITOR),
)


def model(*purposes: Purpose) -> AiModel:
    return AiModel(slug="m", name="M", provider="acme", purposes=purposes, source="list", as_of=NEW)


def catalog(*statements: ModelStatement, purpose: Purpose = Purpose.GENERAL) -> Catalog:
    return Catalog(
        sources=SOURCES,
        providers=(Provider(slug="acme", name="Acme"),),
        models=(model(purpose),),
        model_statements=statements,
    )


def yes(source: str, as_of: date = NEW) -> ModelStatement:
    return statement("m", reads=(IMAGE,), source=source, as_of=as_of)


def no(source: str, as_of: date = NEW) -> ModelStatement:
    return statement("m", does_not_read=(IMAGE,), source=source, as_of=as_of)


def pictures(*statements: ModelStatement) -> query.MediaAnswer:
    facts = catalog(*statements)
    return query.media_answer(facts, facts.models[0], Direction.READS, IMAGE)


@pytest.mark.parametrize(
    ("statements", "answer", "rests_on", "against"),
    [
        ((), Known.UNKNOWN, None, ()),
        # A list that leaves a medium out says nothing of it.
        ((statement("m", reads=(TEXT,), source="own"),), Known.UNKNOWN, None, ()),
        ((statement("m", makes=(IMAGE,), source="own"),), Known.UNKNOWN, None, ()),
        ((yes("list"),), Known.YES, "list", ()),
        ((no("list"),), Known.NO, "list", ()),
        # Of those that agree the best is named.
        ((yes("list"), yes("own", OLD), yes("shop")), Known.YES, "own", ()),
        ((no("list", OLD), no("other-list")), Known.NO, "other-list", ()),
        # The maker before sellers, sellers before lists, lists before us; however old.
        ((yes("own", OLD), no("shop")), Known.YES, "own", ("shop",)),
        ((no("own", OLD), yes("list"), yes("shop")), Known.NO, "own", ("shop", "list")),
        ((no("shop", OLD), yes("list")), Known.NO, "shop", ("list",)),
        ((yes("list", OLD), no("ours")), Known.YES, "list", ("ours",)),
        # A copy of the maker's page is a list.
        ((yes("copied", OLD), no("shop")), Known.NO, "shop", ("copied",)),
        # Of two of one standing the newer counts; of one day none does.
        ((yes("list", OLD), no("other-list")), Known.NO, "other-list", ("list",)),
        ((yes("list"), no("other-list", OLD)), Known.YES, "list", ("other-list",)),
        ((yes("list"), no("other-list")), Known.UNKNOWN, None, ("list", "other-list")),
        # Who is not on file has no standing.
        ((yes("nobody"), no("list", OLD)), Known.NO, "list", ("nobody",)),
    ],
)
def test_answer_is_that_of_the_best_source(
    statements: tuple[ModelStatement, ...],
    answer: Known,
    rests_on: str | None,
    against: tuple[str, ...],
) -> None:
    found = pictures(*statements)

    assert found.answer is answer
    assert (found.rests_on.source if found.rests_on else None) == rests_on
    assert tuple(row.source for row in found.against) == against
    assert bool(found.why) == bool(against)


def test_no_answer_is_given_without_a_statement_of_it() -> None:
    facts = catalog(statement("m", reads=(TEXT,), makes=(TEXT,), does_not_make=(VIDEO,)))

    for direction in Direction:
        for medium in Medium:
            found = query.media_answer(facts, facts.models[0], direction, medium)
            assert (found.answer is Known.UNKNOWN) == (found.rests_on is None), medium


def test_why_the_better_source_counts_is_said() -> None:
    assert pictures(yes("own", OLD), no("shop")).why == "it is the maker’s own"
    assert pictures(no("shop", OLD), yes("list")).why == "it is no copy of what others say"
    assert pictures(yes("list", OLD), no("other-list")).why == "it is the newer one"


@pytest.mark.parametrize(
    ("purpose", "reads_code", "makes_code", "makes_data"),
    [
        (Purpose.GENERAL, Known.YES, Known.YES, Known.YES),
        (Purpose.CODE_COMPLETION, Known.YES, Known.YES, Known.UNKNOWN),
        # Nobody says that a transcriber or an image model writes code, nor that it does not.
        (Purpose.TRANSCRIPTION, Known.YES, Known.UNKNOWN, Known.UNKNOWN),
        (Purpose.IMAGE, Known.YES, Known.UNKNOWN, Known.UNKNOWN),
    ],
)
def test_code_and_tables_are_text(
    purpose: Purpose, reads_code: Known, makes_code: Known, makes_data: Known
) -> None:
    facts = catalog(statement("m", reads=(TEXT,), makes=(TEXT,)), purpose=purpose)
    (row,) = facts.models

    assert query.reads(facts, row, CODE) is query.reads(facts, row, Medium.DATA) is reads_code
    assert query.makes(facts, row, CODE) is makes_code
    assert query.makes(facts, row, Medium.DATA) is makes_data
    assert query.makes(facts, row, Medium.DOCUMENT) is Known.UNKNOWN


def test_what_a_source_says_of_code_itself_counts() -> None:
    facts = catalog(statement("m", reads=(TEXT,), does_not_read=(CODE,)))

    assert query.reads(facts, facts.models[0], CODE) is Known.NO


@pytest.mark.parametrize(
    ("purpose", "makes", "branches"),
    [
        (Purpose.GENERAL, (TEXT,), (Branch.LANGUAGE,)),
        (Purpose.IMAGE, (IMAGE,), (Branch.MEDIA,)),
        (Purpose.IMAGE, (TEXT, IMAGE), (Branch.LANGUAGE, Branch.MEDIA)),
        (Purpose.CONVERSATION, (TEXT, Medium.SPEECH), (Branch.LANGUAGE, Branch.MEDIA)),
        (Purpose.TRANSCRIPTION, (TEXT,), ()),
        (Purpose.MODERATION, (TEXT,), ()),
        (Purpose.EMBEDDING, (Medium.VECTOR,), ()),
        (Purpose.GENERAL, (), ()),
    ],
)
def test_column_follows_from_what_a_model_makes(
    purpose: Purpose, makes: tuple[Medium, ...], branches: tuple[Branch, ...]
) -> None:
    says = (statement("m", makes=makes),) if makes else ()
    facts = catalog(*says, purpose=purpose)

    assert query.branches(facts, facts.models[0]) == branches


def test_transcriber_makes_text_where_speech_is_to_be_written_down() -> None:
    says = statement("m", reads=(Medium.SPEECH,), makes=(TEXT,))
    facts = catalog(says, purpose=Purpose.TRANSCRIPTION)
    (row,) = facts.models

    assert query.makes(facts, row, TEXT) is Known.YES
    makes = ModelForm.of(facts, makes=TEXT)
    transcribes = ModelForm.of(facts, makes=TEXT, reads=(Medium.SPEECH,))
    assert makes.conditions(NEW).matches(facts, row, NEW) is Known.NO
    assert transcribes.conditions(NEW).matches(facts, row, NEW) is Known.YES


@pytest.mark.parametrize(
    ("says", "fits"),
    [(yes("list"), Known.YES), (no("list"), Known.NO), (statement("m"), Known.UNKNOWN)],
)
def test_filter_keeps_unknown_apart_from_no(says: ModelStatement, fits: Known) -> None:
    facts = catalog(says)

    conditions = ModelForm.of(facts, reads=(IMAGE,)).conditions(NEW)

    assert conditions.matches(facts, facts.models[0], NEW) is fits


def test_fact_of_a_model_rests_on_the_best_source_that_claims_it() -> None:
    claims = (ModelFact.TOTAL_LIMIT, ModelFact.THINKING_OFF)
    facts = catalog(
        statement("m", facts=claims, source="other-list", as_of=OLD),
        statement("m", facts=(ModelFact.TOTAL_LIMIT,), source="own", as_of=OLD),
    )
    (row,) = facts.models

    assert query.proof(facts, row, "total_limit").source == "own"
    assert query.proof(facts, row, "thinking_off").source == "other-list"
    assert query.proof(facts, row, "tools").source == "list"  # that of the row


def test_every_fact_that_may_have_a_source_of_its_own_is_a_field() -> None:
    fields = {*AiModel.__dataclass_fields__}

    assert {fact.value for fact in ModelFact} <= fields


# Limits


@pytest.mark.parametrize(
    ("limits", "at_once"),
    [
        ({}, None),
        ({"output_limit": 8}, None),
        ({"total_limit": 100}, 100),
        ({"input_limit": 90}, 90),
        ({"input_limit": 90, "total_limit": 100}, 90),
    ],
)
def test_what_goes_in_at_once_is_the_limit_of_what_goes_in(
    limits: dict[str, int], at_once: int | None
) -> None:
    assert query.reads_at_once(limited(**limits)) == at_once


@pytest.mark.parametrize(
    ("limits", "tokens_in", "tokens_out", "fits"),
    [
        ({}, 1, 1, Known.UNKNOWN),
        ({"output_limit": 8}, 1, 8, Known.UNKNOWN),
        ({"output_limit": 8}, 1, 9, Known.NO),
        ({"total_limit": 100}, 90, 10, Known.YES),
        ({"total_limit": 100}, 90, 11, Known.NO),
        ({"input_limit": 90}, 90, 500, Known.YES),
        ({"input_limit": 90}, 91, 1, Known.NO),
        # What goes in is over its own limit, though both together are not.
        ({"input_limit": 90, "total_limit": 100}, 95, 1, Known.NO),
        ({"input_limit": 90, "total_limit": 100}, 90, 11, Known.NO),
        ({"input_limit": 90, "output_limit": 20, "total_limit": 100}, 80, 20, Known.YES),
        ({"input_limit": 90, "output_limit": 20, "total_limit": 100}, 70, 21, Known.NO),
    ],
)
def test_length_is_held_against_each_limit(
    limits: dict[str, int], tokens_in: int, tokens_out: int, fits: Known
) -> None:
    assert query.takes_length(limited(**limits), tokens_in, tokens_out) is fits


def limited(**limits: int) -> AiModel:
    return AiModel(
        slug="m",
        name="M",
        provider="acme",
        source="list",
        as_of=NEW,
        **limits,  # type: ignore[arg-type]  # limits of tokens
    )
