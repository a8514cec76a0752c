"""Answers for tests, derived from the questions themselves, so that a new question breaks none."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.support import starter_catalog
from wizard.plans.examples import all_examples
from wizard.steps.asking import Asked, Form
from wizard.steps.journey import travel
from wizard.steps.kinds.figures import Day

ON = date(2026, 11, 25)


def first_form(asked: Asked) -> Form:
    """Return a form that answers a question, taken from what the question itself offers."""
    kind, name = asked.question.kind, asked.name
    if kind.control in {"one_of", "many_of", "select", "outputs"}:
        return {name: (kind.options(asked)[0].value,)}
    if kind.control == "choice":
        ranking = asked.situation.rankings[0]
        return {f"{name}.{ranking.case.task.key}": (ranking.table[0].row.model.slug,)}
    if isinstance(kind, Day):
        return {name: ("2027-03-01",)}
    return {name: ("Some words" if "maxLength" in kind.schema() else "12",)}


def completed(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers with every open question answered: left empty where that is fair, else by its first option."""
    stored = dict(answers)
    while (stop := travel(stored, starter_catalog(), ON).next_open) is not None:
        for given in stop.given:
            if not given.settled:
                question = given.asked.question
                fair = question.empty or question.unsure
                value = None if fair else question.kind.read(first_form(given.asked), given.asked)
                stored[given.asked.name] = (
                    None if fair else json.loads(json.dumps(question.kind.dump(value)))
                )
    return stored


def example_answers() -> dict[str, Any]:
    """Return the answers of the first example, complete whatever questions were added since."""
    return completed(dict(all_examples()[0].answers))
