"""What to do next, each with a day."""

from datetime import date, timedelta

from catalog.formatting import format_count, format_list, spell_count
from wizard.engine.answers import Answers
from wizard.engine.decision import Action, Part, Pilot
from wizard.engine.requirements import MODEL_POINTS
from wizard.engine.vocabulary import Material


def actions(answers: Answers, on: date, parts: tuple[Part, ...], trial: Pilot | None) -> tuple[Action, ...]:
    """Return the tasks from today to the decision, in the order of their days."""
    if trial is None:
        return (
            *(Action(text=text, by=on + timedelta(days=14)) for text in _ask_first(parts)),
            Action(text="Change the answer that left no model, or look again in a quarter", by=on + timedelta(days=90)),
        )
    part = next(part for part in parts if part.key == trial.part)
    tasks = [
        Action(text=f"Measure today’s way with a clock: ten {part.unit_plural}", by=trial.begins),
        Action(text=_targets(trial), by=trial.begins),
    ]
    if Material.STYLE_GUIDE not in answers.material:
        tasks.append(Action(text="Write one page of house style", by=trial.begins))
    tasks += [Action(text=text, by=trial.begins) for text in (*_ask_first(parts), *_questions(parts))]
    tried = _to_try(part)
    measured = trial.trials if trial.expected is None else max(1, min(trial.trials, trial.expected))
    if tried:
        half = trial.begins + (trial.ends - trial.begins) // 2
        tasks.append(
            Action(
                text=f"Run the same {format_count(min(measured, 20), part.unit, part.unit_plural)} on {format_list(tried)}",
                by=half,
            )
        )
    tasks += [
        Action(text=f"Have {format_count(measured, part.unit, part.unit_plural)} measured", by=trial.ends),
        Action(text="Decide: go, no-go or keep measuring. Look at this plan again", by=trial.ends),
    ]
    return tuple(sorted(tasks, key=lambda task: task.by))


def _targets(trial: Pilot) -> str:
    count = len(trial.targets)
    if count == 1:
        return "Write down the target and do not touch it again"
    return f"Write down the {spell_count(count)} targets and do not touch them again"


def _ask_first(parts: tuple[Part, ...]) -> list[str]:
    """Return what to ask about the first model of each part that has none which is known to meet every demand."""
    rows = (next((row for row in part.candidates if row.open_points), None) for part in parts if not part.chosen)
    return list(dict.fromkeys(f"Ask about {row.name}: {' '.join(row.open_points)}" for row in rows if row is not None))


def _questions(parts: tuple[Part, ...]) -> list[str]:
    """Return what to ask about the chosen models: the sellers' terms, and what the models can do."""
    terms: list[str] = []
    models: list[str] = []
    for part in parts:
        candidate = part.candidate(part.chosen)
        points = set(candidate.open_points) if candidate else set()
        if candidate and points - MODEL_POINTS and candidate.name not in terms:
            terms.append(candidate.name)
        if candidate and points & MODEL_POINTS and candidate.name not in models:
            models.append(candidate.name)
    asked = []
    if terms:
        asked.append(f"Ask the sellers of {format_list(terms)} in writing what they do with what you send")
    if models:
        asked.append(f"Ask the makers of {format_list(models)} about the points that are not stated")
    return asked


def _to_try(part: Part) -> list[str]:
    found = [part.candidate(slug) for slug in (part.chosen, part.runner_up)]
    return [candidate.name for candidate in found if candidate is not None]
