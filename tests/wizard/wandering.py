"""Plans nobody thought of: a walk through the questions themselves, with answers drawn by chance from a seed."""

import json
from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

from catalog.parsing import Problem
from catalog.schema import Catalog
from wizard.steps.asking import Asked, Nothing
from wizard.steps.journey import Given, Journey, travel
from wizard.steps.kinds.picking import passing

NUMBERS = ("1", "3", "12", "40 to 60", "75", "80", "300", "1,200", "25000")
WORDS = ("Some words", "Zwölf & <b>Söhne</b>", "شركة 🔥", "=cmd()", "Line one")
DAYS = ("2026-12-01", "2027-03-01", "2027-10-15")


def wander(seed: int, catalog: Catalog, on: date) -> dict[str, Any]:
    """Return the answers of somebody who picks by chance, until nothing is left to answer or an exit is met."""
    chance = Random(seed)  # noqa: S311  # for tests
    stored: dict[str, Any] = {}
    while not _done(journey := travel(stored, catalog, on)):
        stop = journey.next_open
        assert stop is not None
        for given in stop.given:
            if not given.settled:
                stored[given.asked.name] = _answer(given, chance)
    return stored


def _done(journey: Journey) -> bool:
    return journey.complete or journey.exit is not None


def _answer(given: Given, chance: Random) -> Any:
    question, asked = given.asked.question, given.asked
    fair = bool(question.empty or question.unsure)
    if fair and chance.random() < 0.3:
        return None
    for _ in range(30):
        value = question.kind.read(_form(asked, chance), asked)
        if not isinstance(value, (Problem, Nothing)):
            return json.loads(json.dumps(question.kind.dump(value)))
    assert fair, asked.name
    return None


def _form(asked: Asked, chance: Random) -> Mapping[str, tuple[str, ...]]:  # one for each control
    kind, name = asked.question.kind, asked.name
    options = [option.value for option in kind.options(asked)]
    match kind.control:
        case "one_of" | "select":
            return {name: (_first_more_often(options, chance),)}
        case "many_of":
            return {name: tuple(chance.sample(options, chance.randint(1, min(3, len(options)))))}
        case "outputs":
            own = {
                f"{name}.medium.0": (chance.choice(("text", "image", "speech")),),
                f"{name}.name.0": ("My own",),
            }
            picked = {name: tuple(chance.sample(options, chance.randint(1, 4)))}
            return picked | own if chance.random() < 0.2 else picked
        case "choice":
            able = {each.case.task.key: list(passing(each)) for each in asked.situation.rankings}
            return {
                f"{name}.{task}": (chance.choice(models),)
                for task, models in able.items()
                if models
            }
        case "day":
            return {name: (chance.choice(DAYS),)}
        case _:
            return {name: (chance.choice(WORDS if "maxLength" in kind.schema() else NUMBERS),)}


def _first_more_often(options: list[str], chance: Random) -> str:
    """Pick the first option half of the time: it is the one that leads on, where others are exits."""
    return options[0] if chance.random() < 0.5 else chance.choice(options)
