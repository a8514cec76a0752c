"""Places: which case of a line is said, by whom, with which slots, and what the file may not hold."""

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from wizard.document.places import Facts, Line, case_of, fact_of, places_of


@dataclass
class Toy:
    """A speaker that writes down what it is asked to say."""

    name: str = "toy"
    kind: str | None = "app"
    rules: tuple[str, ...] = ("b",)
    seats: int = 2
    price: Any = field(default_factory=lambda: SimpleNamespace(usd=5.0, day=date(2026, 12, 1)))
    texts: tuple[str, ...] = ("One.", "Two.")

    def say(self, section: str, name: str, /, **values: object) -> str:
        return f"{self.name} {section}.{name} {values or ''}".strip()


@pytest.mark.parametrize(
    ("term", "holds"),
    [
        ("kind", True),
        ("!kind", False),
        ("nothing", False),
        ("!nothing.of.it", True),
        ("kind=app", True),
        ("kind=model|app", True),
        ("!kind=model|app", False),
        ("kind=model", False),
        ("rules=a|b", True),
        ("rules=a", False),
        ("seats>=2", True),
        ("seats>=3", False),
        ("!seats>=3", True),
        ("nothing>=0", False),
        ("price.usd>=4.5", True),
        ("kind seats>=3", False),
        ("price.usd>seats", True),
        ("seats>price.usd", False),
        ("seats>seats", False),
        ("!seats>seats", True),
        ("seats==seats", True),
        ("seats==price.usd", False),
        ("price.usd>nothing", False),  # nothing is no less
        ("nothing==nothing.of.it", False),
    ],
)
def test_case_is_said_where_all_its_facts_hold(term: str, *, holds: bool) -> None:
    case = case_of(f"{term}: section.name")

    assert all(row.holds(Toy()) for row in case.terms) is holds


@pytest.mark.parametrize(
    ("case", "says"),
    [
        ("line.use", ["toy line.use"]),
        ("line.{kind}", ["toy line.app"]),
        ("line.use paid=price.usd", ["toy line.use {'paid': 5.0}"]),
        ("*texts", ["One.", "Two."]),
    ],
)
def test_case_says_its_sentence(case: str, says: list[str]) -> None:
    assert [text for line in case_of(case).lines(Toy()) for text in line.says] == says


def test_line_has_the_day_by_which_it_is_to_be_done() -> None:
    (line,) = case_of("line.use on=price.day").lines(Toy())

    assert line == Line(says=("toy line.use",), on=date(2026, 12, 1))


def test_fact_of_a_path_that_leads_nowhere_is_none() -> None:
    assert fact_of(Toy(), "price.usd") == 5.0
    assert fact_of(Toy(), "price.cents") is None
    assert fact_of(Toy(kind=None), "kind.label") is None


def test_slot_is_filled_by_its_fact_alone() -> None:
    facts = Facts(Toy(), {"paid": "price.usd", "seat": "price.seat"})

    assert facts.get("paid") == 5.0
    assert facts.get("seat") is None
    assert facts.get("usd") is None


@pytest.mark.parametrize(
    "text", ["", "two words", "fact fact=: line.use", "line.", "line.{}", "fact > 1: line.use"]
)
def test_file_with_a_broken_case_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="This"):
        places_of({"lead": [text]})
