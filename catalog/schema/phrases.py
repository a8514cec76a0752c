"""How a plan speaks of each job: phrases for its sentences, what is counted and read."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from catalog.schema.field import (
    FieldRule,
    Quantity,
    as_of_fact,
    fact,
    optional,
    positive,
    record,
    source_fact,
)
from catalog.vocabulary import HarmKind, Medium

NAMES = "What it is called"
READING = "Who reads it"
WRONG = "What can go wrong"
TEST = "The test"
A_SENTENCE = "one sentence that begins with a capital and ends with a full stop"


def _phrase(label: str, words: str, example: str, *, group: str, shape: FieldRule) -> Any:
    return fact(label, words, example, group=group, rule=shape)


def _fragment(longest: int) -> FieldRule:
    """Return the rule of words inside a sentence: no final stop, nothing to be filled in."""
    return FieldRule(
        name="fits",
        pattern=rf"^[^\s{{}}](?:[^{{}}]{{0,{longest - 2}}}[^\s.{{}}])?$",
        says=f"words inside a sentence: at most {longest} letters, without a full stop at the end",
    )


def _fragment_or_none(longest: int) -> FieldRule:
    """Return the same rule of words that may be left out."""
    rule = _fragment(longest)
    return replace(rule, pattern=f"^$|{rule.pattern}", says=f"{rule.says}; or empty")


def _begun_with(beginning: str, longest: int) -> FieldRule:
    """Return the rule of words inside a sentence that always begin alike.

    Those of own words may stand in quotes.
    """
    return FieldRule(
        name="fits",
        pattern=rf"^(?:{beginning}) [^{{}}]{{0,{longest}}}[^\s.{{}}]$|\{{words\}}",
        says=(
            f"words that begin with “{beginning.replace('|', '” or “')}”, at most {longest} "
            "letters more, without a full stop"
        ),
    )


def _sentence(longest: int, beginning: str = "[A-Z]", says: str = A_SENTENCE) -> FieldRule:
    return FieldRule(
        name="fits",
        pattern=rf"^(?:{beginning})[^{{}}]{{4,{longest}}}[.]$",
        says=f"{says}, at most {longest} letters",
    )


@record
class JobPhrases:
    """What a plan says of one job, or of any job in the owner's words whose result is of a kind."""

    use_case: str | None = optional(
        "job",
        "The job that is spoken of; empty for a job in the owner’s own words.",
        "Answer customers’ questions in a chat",
        parent="use_cases",
    )
    medium: Medium | None = optional(
        "kind of result",
        "Of a job in the owner’s own words; empty where a job is named.",
        "Text",
    )
    task_noun: str = _phrase(
        "the job as a noun",
        "Stands alone, or before a colon. Small first letter.",
        "answers to customers",
        group=NAMES,
        shape=FieldRule(
            name="fits",
            pattern=r"^[^{}]{2,40}[^\s.{}]$|^“\{words\}”$",
            says="a noun of at most 40 letters, without a full stop",
        ),
    )
    do_with: str = _phrase(
        "what a tool is used for",
        "Follows “Use ChatGPT Business”.",
        "to answer customers’ questions in a chat",
        group=NAMES,
        shape=_begun_with("to|for", 48),
    )
    test_with: str = _phrase(
        "what a tool is tried on",
        "Follows “Try ChatGPT Business”.",
        "on questions from last month",
        group=NAMES,
        shape=_begun_with("on|in|with|for|from|before|beside", 48),
    )
    leave: str = _phrase(
        "what to do instead",
        "A sentence that begins with Keep or Let.",
        "Keep answering the chat yourself.",
        group=NAMES,
        shape=_sentence(70, "Keep |Let ", "one sentence that begins with Keep or Let"),
    )
    by_hand_word: str = _phrase(
        "doing it by hand",
        "Begins a sentence: “Answering the chat yourself takes 40 hours.”",
        "answering the chat yourself",
        group=NAMES,
        shape=_fragment(40),
    )
    plain: str = _phrase(
        "what the tool does",
        "A sentence that begins with It.",
        "It reads a customer’s question and answers from your own pages.",
        group=NAMES,
        shape=_sentence(80, "It ", "one sentence that begins with It"),
    )
    item: str = _phrase(
        "what is counted",
        "What a month is counted and priced in: one of them.",
        "conversation",
        group="What is counted and read",
        shape=_fragment(30),
    )
    item_plural: str = _phrase(
        "what is counted, several",
        "The same for many.",
        "conversations",
        group="What is counted and read",
        shape=_fragment(30),
    )
    piece: str = _phrase(
        "what is read",
        "What a person reads and the test rates: one of them.",
        "answer",
        group="What is counted and read",
        shape=_fragment(24),
    )
    piece_plural: str = _phrase(
        "what is read, several",
        "The same for many.",
        "answers",
        group="What is counted and read",
        shape=_fragment(24),
    )
    pieces: Decimal = fact(
        "pieces in one",
        "How many are read in one that is counted.",
        "10 adverts in a set of 10 variants",
        group="What is counted and read",
        default=Decimal(1),
        rule=positive(below=10_000),
        quantity=Quantity(unit="{piece_plural} in one {item}", name="pieces", estimate=True),
    )
    every: str = _phrase(
        "every one is read",
        "What whoever reads every one does.",
        "Read every answer before you press Send.",
        group=READING,
        shape=_sentence(90),
    )
    release: str = _phrase(
        "one person answers for it",
        "What is done where the law or somebody’s health hangs on it: who reads and approves.",
        "Let trained staff read every answer and send it themselves.",
        group=READING,
        shape=_sentence(100),
    )
    sample: str = _phrase(
        "one in ten is read",
        "What whoever reads one in ten does.",
        "Each week read one in ten conversations, chosen by chance.",
        group=READING,
        shape=_sentence(90),
    )
    unread: str = _phrase(
        "nobody reads",
        "What happens where nobody reads them.",
        "Nobody reads the answers: a wrong promise reaches the customer at once.",
        group=READING,
        shape=_sentence(90, "Nobody ", "one sentence that begins with Nobody"),
    )
    wrong_piece: str = _phrase(
        "wrong ones",
        "Follows “3 of 20”, before and after a test: without is and was.",
        "answers had to be rewritten",
        group=WRONG,
        shape=_fragment(50),
    )
    harm: str = _phrase(
        "the harm",
        "The worst that a wrong one does.",
        "A customer with an allergy is told that a product is safe.",
        group=WRONG,
        shape=_sentence(90),
    )
    harm_kind: HarmKind = fact(
        "which harm",
        "Whether that injures somebody or breaks a law or contract.",
        "Somebody is hurt",
        group=WRONG,
        filter=True,
    )
    cost_of_wrong: str = _phrase(
        "what a wrong one costs",
        "Where it costs money or a customer.",
        "The chat promises a refund that you did not owe.",
        group=WRONG,
        shape=_sentence(90),
    )
    against: str = _phrase(
        "what to do against the worst",
        "Stands behind the biggest risk: one act, another than reading.",
        "Call the number on file before you pay a changed account.",
        group=WRONG,
        shape=_sentence(80),
    )
    collect: str = _phrase(
        "what to collect",
        "For the test. {n} stands for how many.",
        "Take {n} real questions from last month, the odd ones too.",
        group=TEST,
        shape=FieldRule(
            name="fits",
            pattern=r"^[A-Z][^{}]{2,50}\{n\}[^{}]{2,80}[.]$",
            says="one sentence of at most 130 letters that has {n} once, for how many",
        ),
    )
    good_test: str = _phrase(
        "when it is good",
        "A sentence that begins with A result passes if.",
        "A result passes if every fact in it is on your pages.",
        group=TEST,
        shape=_sentence(
            90, "A result passes if ", "one sentence that begins with A result passes if"
        ),
    )
    known_bad: str = optional(
        "what has to be found",
        "Cases in which it is known to be there, several; only where something can be missed.",
        "photos with a crack",
        group=TEST,
        silent=True,
        rule=_fragment_or_none(44),
    )
    missed: str = optional(
        "what a miss is",
        "What was wrongly done with such a case: it follows “2 of 20 photos with a crack were”.",
        "passed as sound",
        group=TEST,
        silent=True,
        rule=_fragment_or_none(32),
    )
    parts: str = optional(
        "parts of a long one",
        "Into what one is cut for the test that takes hours by hand; empty where none can be cut.",
        "chapters",
        group=TEST,
        silent=True,
        rule=_fragment_or_none(24),
    )
    from_list: bool = optional(
        "a list can answer",
        "Tick if the right answer can stand in a list of the firm’s.",
        "ticked for product descriptions",
        silent=True,
        group=NAMES,
        filter=True,
    )
    source: str = source_fact()
    as_of: date = as_of_fact()
