"""What to do next, each with a day."""

from datetime import date, timedelta

from wizard.engine.answers import Answers
from wizard.engine.decision import Action, Part, Pilot
from wizard.engine.vocabulary import Material
from wizard.engine.words import counted, listed


def actions(answers: Answers, on: date, parts: tuple[Part, ...], trial: Pilot | None) -> tuple[Action, ...]:
    """Return the tasks from today to the decision, in the order of their days."""
    if trial is None:
        return (
            Action(text="Change the answer that left no model, or look again in a quarter", by=on + timedelta(days=90)),
        )
    part = next(part for part in parts if part.key == trial.part)
    tasks = [
        Action(text=f"Measure today’s way with a clock: ten {part.unit_plural}", by=trial.begins),
        Action(text="Write down the three targets and do not touch them again", by=trial.begins),
    ]
    if Material.STYLE_GUIDE not in answers.material:
        tasks.append(Action(text="Write one page of house style", by=trial.begins))
    asked = _to_ask(parts)
    if asked:
        tasks.append(
            Action(
                text=f"Ask the sellers of {listed(asked)} in writing what they do with what you send", by=trial.begins
            )
        )
    tried = _to_try(part)
    if tried:
        half = trial.begins + (trial.ends - trial.begins) // 2
        tasks.append(
            Action(
                text=f"Run the same {counted(min(trial.trials, 20), part.unit, part.unit_plural)} on {listed(tried)}",
                by=half,
            )
        )
    tasks += [
        Action(text=f"Have {counted(trial.trials, part.unit, part.unit_plural)} measured", by=trial.ends),
        Action(text="Decide: go, no-go or keep measuring. Look at this plan again", by=trial.ends),
    ]
    return tuple(sorted(tasks, key=lambda task: task.by))


def _to_ask(parts: tuple[Part, ...]) -> list[str]:
    names = [
        candidate.name
        for part in parts
        for candidate in [part.candidate(part.chosen)]
        if candidate is not None and candidate.open_points
    ]
    return list(dict.fromkeys(names))


def _to_try(part: Part) -> list[str]:
    found = [part.candidate(slug) for slug in (part.chosen, part.runner_up)]
    return [candidate.name for candidate in found if candidate is not None]
