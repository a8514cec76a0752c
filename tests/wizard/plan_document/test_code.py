"""No Python of the document builds, cuts or compares text.

Every sentence that it says has its pattern and its slots.
"""

import ast
import dataclasses
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from catalog.ages import Age
from catalog.schema import JobPhrases, Solution
from catalog.vocabulary import Effort, MachineSize, Software
from config.environment import PROJECT
from tests.support import starter_catalog
from tests.wizard.plan_document import ENDINGS
from wizard.decision.ageing import OldPrices
from wizard.decision.answers import Answers, Job
from wizard.decision.bill import Bought
from wizard.decision.cases import Case
from wizard.decision.costs import Priced
from wizard.decision.decision import JobDecision
from wizard.decision.drift import Promise
from wizard.decision.endings import CostComparison, Recommendation
from wizard.decision.fears import TABLE, Fear
from wizard.decision.measured import TrialResult
from wizard.decision.options import Dropped, Option
from wizard.decision.rows import JobRow
from wizard.decision.rules import Rule
from wizard.decision.situation import Work
from wizard.decision.trial import StopRule
from wizard.decision.vocabulary import (
    Certainty,
    Condition,
    Keeps,
    Review,
    Stakes,
    Unknown,
    WhyOut,
    WhyTry,
)
from wizard.document.basis import Basis, JobBasis, Jobs
from wizard.document.by_hand import CASES_BY_HAND, REPLACED, REPLACED_TOO, SPANS, UNNAMED_SPAN
from wizard.document.fears import ALLERGY_IN_TRANSLATION, LEFT_OUT_OF, NAME_ON_A_PHOTO, REMEDIES
from wizard.document.phrases import slots
from wizard.document.places import PLACES, SLOTS, Each, PlaceCase
from wizard.document.progress import PlanProgress, TrialState
from wizard.document.reasoned import RULES
from wizard.document.sentences import PATTERNS, slots_of
from wizard.document.sums import CostSum
from wizard.document.timetable import Timetable
from wizard.plans.promise_words import OWN

FOLDER = PROJECT / "wizard" / "document"
# What paths of places lead to.
SPOKEN_OF = (
    *ENDINGS,
    Age,
    Answers,
    Bought,
    Case,
    CostComparison,
    CostSum,
    Dropped,
    Fear,
    Job,
    JobDecision,
    JobPhrases,
    JobRow,
    Jobs,
    OldPrices,
    Option,
    PlanProgress,
    Priced,
    Recommendation,
    Solution,
    Stakes,
    StopRule,
    Timetable,
    TrialResult,
    Work,
)
# Only here text is put together.
MAKE_TEXT = {"forms.py", "sentences.py", "places.py"}
# What texts can do, but what lists and tables can do as well.
OF_TEXTS = {name for name in dir(str) if not name.startswith("_")} - {
    "count",
    "find",
    "index",
}


@cache
def modules() -> dict[str, ast.Module]:
    files = sorted(FOLDER.rglob("*.py"))
    return {file.name: ast.parse(file.read_text(encoding="utf-8")) for file in files}


def makes_text(node: ast.AST) -> bool:
    """Return whether an expression builds or cuts a text."""
    match node:
        case ast.JoinedStr():
            return True
        case ast.Call(func=ast.Attribute(attr=attr)) if attr in OF_TEXTS:
            return True
        case ast.BinOp(op=ast.Add() | ast.Mod() | ast.Mult(), left=left, right=right):
            return is_text(left) or is_text(right)
        case ast.Compare(left=left, comparators=comparators):
            return any(is_sentence(side) for side in (left, *comparators))
    return False


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def is_sentence(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value


def docstrings(tree: ast.Module) -> set[int]:
    """Return the constants that document something."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }


@pytest.mark.parametrize("name", sorted({*modules()} - MAKE_TEXT))
def test_no_python_builds_cuts_or_compares_text(name: str) -> None:
    tree = modules()[name]
    comments = docstrings(tree)
    errors = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise)
        for part in ast.walk(node)
    }

    built = [ast.unparse(node) for node in ast.walk(tree) if makes_text(node)]
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    written = [
        node.value for node in constants if is_sentence(node) and id(node) not in comments | errors
    ]

    assert built == []
    assert written == [] or name == "samples.py"  # which names made-up tools


# --------------------------------------------------------------------- sentences and their slots


def says_something(node: ast.AST) -> bool:
    """Return whether an expression says a sentence of the file."""
    is_say = (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "say"
    )
    return is_say and len(getattr(node, "args", ())) > 1


def calls() -> Iterator[tuple[str, ast.Call]]:
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and says_something(node):
                yield name, node


def constant(node: ast.AST) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


# What names a job in own words.
OWN_WORDS = {"words"}
PHRASES = {*slots(starter_catalog().job_phrases[0]), *PATTERNS["mark"], *OWN_WORDS}
FACTS = {*SLOTS["plan"], *SLOTS["job"]}


def test_every_sentence_that_is_said_has_a_pattern_and_all_its_slots() -> None:
    wrong, filled = [], PHRASES | FACTS
    for module, call in calls():
        section, name = constant(call.args[0]), constant(call.args[1])
        if section is None or name is None:
            continue
        pattern = PATTERNS.get(section, {}).get(name)
        if pattern is None:
            wrong.append(f"{module}: {section}.{name} has no pattern")
            continue
        needed = {slot.name for slot in slots_of(pattern) if slot.name} - filled
        given = {keyword.arg for keyword in call.keywords}
        if None not in given and needed - given:
            wrong.append(f"{module}: {section}.{name} lacks {needed - given}")

    assert wrong == []


def cases() -> Iterator[tuple[str, PlaceCase]]:
    """Yield every case of every place, with the name of the place."""
    for place, lines in PLACES.items():
        for line in lines:
            for case in line:
                yield place, case


def test_every_sentence_of_a_place_has_a_pattern_and_all_its_slots() -> None:
    wrong = []
    for place, case in cases():
        if not case.section:
            continue
        patterns = PATTERNS[case.section]
        for name in [case.name] if case.name else patterns:
            filled = PHRASES | FACTS | {*case.slots}
            lacking = {slot.name for slot in slots_of(patterns[name]) if slot.name} - filled
            if lacking and case.name:
                wrong.append(f"{place}: {case.section}.{name} lacks {lacking}")

    assert wrong == []


def facts_of(case: PlaceCase) -> Iterator[str]:
    """Yield the facts of a case: paths, with the methods that make something of them."""
    yield from (term.fact for term in case.terms)
    yield from (term.other for term in case.terms if term.other)
    yield from case.slots.values()
    yield from filter(None, (case.by, case.speakers, case.what if case.all == "*" else ""))


def names_of(fact: str) -> list[str]:
    return re.split(r"[.|]", fact)


def test_every_fact_of_a_place_is_a_field_or_property_of_something_decided() -> None:
    paths = {fact for _, case in cases() for fact in facts_of(case) if fact[0] not in "@&"}
    paths |= {path for slots in SLOTS.values() for path in slots.values() if path[0] not in "@&"}
    known = {*attributes_of(Basis), *attributes_of(JobBasis), *attributes_of(Each)}
    parts = CostSum(paid_usd=1, connecting_usd=1, hours=1, wage_usd=1, unread_usd=1).parts
    further = (
        known | {*parts, *RULES} | {name for kind in SPOKEN_OF for name in attributes_of(kind)}
    )

    assert [path for path in sorted(paths) if names_of(path)[0] not in known] == []
    assert [path for path in sorted(paths) if {*names_of(path)} - further] == []


def attributes_of(kind: type) -> Iterator[str]:
    for base in kind.__mro__:
        yield from (name for name in (*vars(base), *getattr(base, "__annotations__", ())))


def test_every_place_is_looked_at_somewhere() -> None:
    named = {case.what for _, case in cases()} | DOCUMENT | {*Condition}
    named |= {fact.lstrip("@&") for _, case in cases() for fact in facts_of(case)}
    named |= {path.lstrip("@&") for slots in SLOTS.values() for path in slots.values()}
    outside = constants_of(PROJECT / "wizard" / "plans") | PILOT

    assert {*PLACES} - named - outside == set()
    assert {case.what for _, case in cases() if case.what and case.all != "*"} <= {*PLACES}


def constants_of(folder: Path) -> set[str]:
    """Return every text that stands in the code of a folder."""
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in folder.rglob("*.py"))
    return {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


METHOD = constants_of(PROJECT / "wizard" / "decision")
PILOT = constants_of(PROJECT / "wizard" / "pilot")
DOCUMENT = constants_of(FOLDER) | constants_of(PROJECT / "wizard" / "plans")
# What a promise reads that stands, is gone or is new.
PROMISED = {own.format(promise) for promise in Promise for own in OWN.values()}
# Rules on what would change it, whose sentences have two parts.
CHANGES = {rule.value for rule in Rule if rule.name.startswith("IF_")}
# Sections whose sentences are found by words of the method, with those words.
# Sorts of which a test has cases, kinds that call them by a name of their own, and what the owner fears beside a row's cases.
OF_THEIR_OWN = {"admitted", "outdated", "own"}
PLANTED = {name for name, sort in TABLE.sorts.items() if sort.planted} | OF_THEIR_OWN
# Of what waits the act is that of its sort, and none is sure against what no result shows.
FEARED = {*TABLE.kinds, *LEFT_OUT_OF.values(), ALLERGY_IN_TRANSLATION, NAME_ON_A_PHOTO, "late"} - {
    "injury",
    "unanswered",
    "outside",
}
BY_WORD: dict[str, set[str]] = {
    "rule": {*Rule} - CHANGES,
    "if": CHANGES - {Rule.IF_ANSWER.value},
    "setting": {*Effort},
    "condition": {*Condition},
    "out": {*WhyOut},
    "out-count": {*WhyOut},
    "limit": {*WhyOut},
    "harm": {*Stakes},
    "asked": {*Unknown},
    "tested": {*TrialState},
    "machine": {*MachineSize},
    "certainty": {*Certainty},
    "fell": {*Keeps},
    "came": {*Keeps},
    "ended": {*ENDINGS.values()},
    "worst": FEARED | {stakes for stakes in Stakes if stakes.severe},
    "past": {UNNAMED_SPAN, *(row.name for row in SPANS)},
    "planted": PLANTED,
    "planted-missed": PLANTED,
}


@pytest.mark.parametrize("section", sorted(BY_WORD))
def test_every_word_of_the_method_has_exactly_one_sentence(section: str) -> None:
    assert {*PATTERNS[section]} == BY_WORD[section]


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("why-try", {*WhyTry}),
        ("reads", {*Review} - {Review.NOBODY}),
        ("risk", {stakes for stakes in Stakes if not stakes.severe}),
        ("headline", {*ENDINGS.values()} - {"as-dear"}),
        ("unsaid", {*Unknown}),
        ("moved", {*Promise}),
        ("to-do", {*TrialState} - {TrialState.NOT_YET}),
    ],
)
def test_words_that_share_a_section_with_other_sentences_have_theirs(
    section: str, words: set[str]
) -> None:
    assert words <= {*PATTERNS[section]}


def test_no_sentence_stands_unused() -> None:
    """A name stands in the code of the document, or is a word of the method."""
    fields = {field.name for record in (Answers, Job) for field in dataclasses.fields(record)}
    placed = {case.name for _, case in cases()}
    words = (
        METHOD
        | DOCUMENT
        | PILOT
        | placed
        | fields
        | PROMISED
        | {f"settle-{unknown}" for unknown in Unknown}
        | {*TrialState}
        | {*CASES_BY_HAND}
        | {row.name for row in REPLACED}
        | {row.name for row in REPLACED_TOO}
        | {row.name for row in REMEDIES}
    )
    vocabulary = {str(word) for group in BY_WORD.values() for word in group} | {
        *Software,
        *TABLE.sorts,
    }
    unused = [
        f"{section}.{name}"
        for section, patterns in PATTERNS.items()
        for name in patterns
        if name not in words | vocabulary | PHRASES
    ]

    assert unused == []
