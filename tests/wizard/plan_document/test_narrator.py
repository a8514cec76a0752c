"""Sentences: how slots are filled, and what a file of sentences may not hold."""

from datetime import date
from decimal import Decimal

import pytest

from catalog.schema import ExchangeRate
from catalog.vocabulary import Currency
from wizard.document.forms import NO_BREAK, quoted_name, quoted_words, unbroken
from wizard.document.sentences import Narrator, PatternError, checked

EUROS = ExchangeRate(
    currency=Currency.EUR,
    usd=Decimal("1.25"),
    valid_from=date(2026, 1, 1),
    source="s",
    as_of=date.min,
)
PHRASES = {
    "item": "set of 10 variants",
    "item_plural": "sets of 10 variants",
    "piece": "advert",
    "piece_plural": "adverts",
    "do_with": "to write adverts",
    "leave": "Keep writing the adverts yourself.",
    "collect": "Take {n} past briefs.",
}
NARRATOR = Narrator(phrases=PHRASES)


@pytest.mark.parametrize(
    ("pattern", "values", "text"),
    [
        ("Use {name} {do_with}.", {"name": "Claude"}, "Use Claude to write adverts."),
        ("Or {leave:small}", {}, "Or keep writing the adverts yourself."),
        ("{do_with:capital}", {}, "To write adverts"),
        ("{n:items}", {"n": 1}, "1 set of 10 variants"),
        ("{n:items}", {"n": 2}, "2 sets of 10 variants"),
        ("{n:pieces}", {"n": 30.4}, "30 adverts"),
        ("{n:items}", {"n": 0.3}, "less than one set of 10 variants"),
        ("{n:items}", {"n": 0.0}, "0 sets of 10 variants"),
        ("{n:items}", {"n": 0.7}, "1 set of 10 variants"),
        ("{n} {n:job|jobs}", {"n": 1}, "1 job"),
        ("{n:spelled} {n:job|jobs}", {"n": 3}, "three jobs"),
        ("{n:Spelled} jobs", {"n": 13}, "13 jobs"),
        ("{collect}", {"n": 30}, "Take 30 past briefs."),
        ("{usd:money}", {"usd": 4.4}, "$4"),
        ("{usd:money}", {"usd": 8_561}, "$8,600"),
        ("{n:count}", {"n": 999.6}, "1,000"),
        ("{n:count}", {"n": 12_345}, "12,000"),
        ("{hours:hours}", {"hours": 141.6}, "142 hours"),
        ("{hours:hours}", {"hours": 17.8}, "17¾ hours"),
        ("{hours:hours}", {"hours": 0.5}, "30 minutes"),
        ("{hours:hours}", {"hours": 14_472.4}, "14,000 hours"),
        ("{share:of_100} of 100", {"share": 0.476}, "48 of 100"),
        ("by {day:day}", {"day": date(2026, 12, 14)}, "by 14 December"),
        ("by {day:day}", {"day": "2026-12-14"}, "by 14 December"),
        ("{names:list}", {"names": ["A", "B", "C"]}, "A, B and C"),
        (
            "Take {names:series}.",
            {"names": ["salt and pepper", "oil"]},
            "Take salt and pepper; and oil.",
        ),
    ],
)
def test_slot_is_written_as_its_form_says(
    pattern: str, values: dict[str, object], text: str
) -> None:
    assert NARRATOR.fill(pattern, values) == text  # type: ignore[arg-type]  # of all types there are


def test_money_is_written_in_the_owners_currency() -> None:
    assert Narrator(rate=EUROS).fill("{usd:money}", {"usd": 100}) == "€80"


def test_what_an_owner_types_is_never_a_pattern() -> None:
    narrator = NARRATOR.about({"task_noun": "“{words}”"}, "replies to {name} and {n:money}")

    assert narrator.fill("Use it for {task_noun}.", {"name": "X"}) == (
        "Use it for “replies to {name} and {n:money}”."
    )


def test_slot_that_nothing_fills_is_an_error() -> None:
    with pytest.raises(PatternError, match=r"Nothing fills \{seller\}"):
        NARRATOR.fill("Ask {seller}.", {})


def test_sentence_without_a_pattern_is_an_error() -> None:
    with pytest.raises(PatternError, match=r"No sentence is called headline\.sing"):
        NARRATOR.say("headline", "sing")


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("Use {name:loud}.", "no form loud"),
        ("Use {name.", "expected '}'"),
        ("Use {}.", "has no name"),
    ],
)
def test_file_with_a_broken_pattern_is_refused(pattern: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        checked({"headline": {"use": pattern}})


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Answers to\nallergy  questions. ", "Answers to allergy questions"),
        ("a" * 70, "a" * 59 + "…"),
        ("word " * 20, "word word word word word word word word word word word…"),
    ],
)
def test_own_words_stand_on_one_line_and_are_not_too_long(words: str, text: str) -> None:
    assert quoted_words(words) == text
    assert len(text) <= 60


def test_short_name_is_not_broken_and_a_long_one_at_its_end() -> None:
    assert unbroken("Gemma 4 31B") == f"Gemma{NO_BREAK}4{NO_BREAK}31B"
    assert unbroken("Amazon Nova Sonic 2 in Frankfurt") == (
        f"Amazon Nova Sonic 2 in{NO_BREAK}Frankfurt"
    )


@pytest.mark.parametrize(
    ("is_late", "says"), [(False, "by 15 December"), (True, "by 15 December 2026")]
)
def test_days_that_are_read_long_after_have_their_year(*, is_late: bool, says: str) -> None:
    narrator = Narrator(facts=({"day": date(2026, 12, 15)},), is_late=is_late)

    assert narrator.fill("by {day:day}", {}) == says


@pytest.mark.parametrize(
    ("words", "name"),
    [
        # as short as it stands
        ("Answers to\nallergy  questions. ", "Answers to allergy questions"),
        # up to the last small word before which it is short enough
        ("Translate the manuals of Italian and German makers into Korean", "Translate the manuals of Italian and German makers"),
        ("Write the report for the health insurance from my notes", "Write the report for the health insurance"),
        # where something comes from ends it
        ("Write match reports from the statistics sheet of the reporter", "Write match reports"),
        # to whom, or to which thing, does not say what
        ("Remind all customers that the yearly check of the aid is due", "Remind all customers that the yearly check…"),
        ("Get the orders that pubs send by mail or by telephone", "Get the orders that pubs send by mail"),
        ("Thank each donor with a letter of their own that mentions why", "Thank each donor with a letter of their own"),
        ("write short verses for the card that goes with a bouquet", "write short verses for the card"),
        ("Write short reports on the pumps that leak badly at the flange", "Write short reports on the pumps that leak badly"),
        # nothing ends on a small word
        ("Sort out which pictures of the wedding are blurred", "Sort out which pictures of the wedding are blurred"),
        ("Type in the orders that restaurants send us at night by mail", "Type in the orders that restaurants send us at night"),
        # a list is whole, though it is longer
        ("Put material, quantity, measures and colour from drawings into our sheet", "Put material, quantity, measures and colour"),
        # no end: whole, as far as anybody reads it whole
        ("Find which of our parts fits the customer's car", "Find which of our parts fits the customer's car"),
        ("a" * 52, "a" * 52),
        ("a" * 53, "a" * 51 + "…"),
        # a small word at its very start ends nothing, nor does it after another
        ("Check if all the papers of a customer are there and up to date", "Check if all the papers of a customer are there"),
        # what it is about comes later, so that its beginning alone says nothing
        ("Tell on one page what the council has decided about a street", "Tell on one page what the council has decided"),
        ("Say each evening which machines must be filled up tomorrow morning", "Say each evening which machines must be filled…"),
        ("Plan which team drives to which customer on the next working day", "Plan which team drives to which customer"),
        ("Say from the photos that people text us what a repair will cost", "Say from the photos that people text us…"),
        ("Find for each broken thing the volunteer who can mend it all", "Find for each broken thing the volunteer"),
        # two things that are done stand apart, and the subject of a clause does not
        ("Answer tenants who report a repair and say how urgent it is", "Answer tenants who report a repair"),
        ("Check that the yearly accounts and the notes say the same thing", "Check that the yearly accounts and the notes say…"),
        ("Copy what I write in my notebook on lambs, movements and medicines", "Copy what I write in my notebook"),
        # nor is “side by side” cut, or a verb before its “up”
        ("Put the bids of plumbers and electricians side by side today", "Put the bids of plumbers"),
        ("Decide in which order each of the buses picks up the children", "Decide in which order each of the buses picks…"),
        ("Write the letter for a client to the officer of the ministry", "Write the letter for a client"),
        ("Write an easy letter for clients to the officer of the ministry", "Write an easy letter for clients"),
        ("Find where waybill and invoice of a load differ from the order", "Find where waybill and invoice of a load differ"),
    ],
)  # fmt: skip
def test_own_words_name_a_job_as_far_as_they_read_as_a_whole(words: str, name: str) -> None:
    assert quoted_name(words) == name
