"""How a plan is tried, and what ends it, in words."""

from collections.abc import Iterable, Sequence

from catalog.formatting import MONTHS, capitalise, format_count, format_list
from catalog.schema import group_pairs
from wizard.decision.decision import Decision, PilotPlan
from wizard.decision.pilot import CASES_WHEN_THIN, FEWEST_CASES
from wizard.decision.vocabulary import Certainty, Kind
from wizard.own_words import FORBIDDEN
from wizard.plans.document.blocks import Answer
from wizard.plans.document.part import MEDIA, MOST_APART, Form, PartInWords, checking
from wizard.plans.document.words import TEXTS

ONE_EVENING = 3  # hours of reading
CHALLENGER_WHY = TEXTS["challenger"]
HARM = TEXTS["harm"]
type Tried = tuple[PartInWords, PilotPlan]
# What ends it where nothing is tried yet; of several jobs the first of these, so that those without AI come last.
UNTRIED, TRY_INSTEAD, TRY_AFTER = TEXTS["untried"], TEXTS["try"], TEXTS["try-after"]


def trial_and_stop(
    decision: Decision, parts: Sequence[PartInWords], *, late: bool = False
) -> tuple[Answer, Answer]:
    """Return how it is tried, and what ends it, of many tasks for the job that starts; `late` where its day has passed."""
    proof = f"evidence/#{'test' if any(part.pilot is not None for part in parts) else 'why'}"
    left = untried(parts) is Form.LEAVE and all(part.pilot is None for part in parts)
    return (
        _answer("try", "Try it so", proof, trial(parts, _first(decision, parts), late=late)),
        _answer(
            "stop",
            "Look again if" if left else "Stop if",
            proof,
            stop(parts, _first(decision, parts)),
        ),
    )


def _first(decision: Decision, parts: Sequence[PartInWords]) -> list[Tried]:
    """Return what is tried first: all of one or two tasks, of more those of the job that goes into daily work first."""
    tried = [(part, part.pilot) for part in parts if part.pilot is not None]
    job_of = {part.part.key: part.job.key for part, _ in tried}
    job = next((job_of[start.part] for start in decision.scale.order if start.part in job_of), "")
    return tried if len(tried) <= MOST_APART else [each for each in tried if each[0].job.key == job]


def _answer(key: str, label: str, address: str, texts: tuple[str, str]) -> Answer:
    return Answer(key=key, label=label, big=texts[0], fine=texts[1], address=address)


def trial(
    parts: Sequence[PartInWords], tried: Sequence[Tried], *, late: bool = False
) -> tuple[str, str]:
    """Return how it is tried: how many, by when, with which model beside it."""
    if not tried:
        first = untried(parts)
        row = next((part.exit_advice for part in parts if part.form is first), None)
        wrong = row.effort if row is not None and first is Form.WRONG else ""
        return wrong or TRY_INSTEAD.get(
            first, "Nothing yet"
        ), row.needs if row is not None else TRY_AFTER[first]
    tested = [part for part, _ in tried]
    day = max(pilot.decides_by for _, pilot in tried)
    by_job = group_pairs((part.job.key, pilot.hours) for part, pilot in tried)
    read = [each for hours in by_job.values() for each in hours]
    hours = (
        None
        if None in read
        else sum(max(each or 0.0 for each in hours) for hours in by_job.values())
    )
    evening = (
        ", one evening"
        if hours is not None and hours <= ONE_EVENING and len(tried) <= MOST_APART
        else ""
    )
    reading = (
        [f"{capitalise(checking(tested))} takes about {round(hours)} hours."]
        if hours is not None and hours > ONE_EVENING
        else []
    )
    few = [part for part, pilot in tried if pilot.cases < FEWEST_CASES]
    proof = (
        [f"So few {'prove' if few[0] is tested[0] else 'of one task prove'} nothing."]
        if few
        else []
    )
    comparison = _comparison(tested, alone=len(parts) == 1)
    by = f"{day.day} {MONTHS[day.month - 1]}"
    begin = "Begin with " if (more := _more(parts, tried)) else ""
    besides = (*proof, *more) if more else (*reading, *proof, *_past(tried), *comparison)
    fine = (f"Its day, {by}, has passed." if late else f"By {by}.", *besides)
    return begin + to_collect(tested) + evening, " ".join(fine)


def _more(parts: Iterable[PartInWords], tried: Sequence[Tried]) -> list[str]:
    """Return that the tasks not tried first have a test of their own, where there are some."""
    others = sum(part.pilot is not None for part in parts) - len(tried)
    return ["Then test the others."] if others else []


def to_collect(parts: Iterable[PartInWords]) -> str:
    """Return how many cases the parts are tried on; of one kind they serve all parts of a job."""
    counts = ((part, part.pilot.cases) for part in parts if part.pilot is not None)
    alike = group_pairs(((part.job.key, part.units), (cases, part.cases)) for part, cases in counts)
    return format_list(dict.fromkeys(max(same)[1] for same in alike.values()))


def _past(tried: Sequence[Tried]) -> list[str]:
    """Return how many cases come from the past year, where some do and some do not."""
    if len(tried) > 1 or not 0 < tried[0][1].from_past < tried[0][1].cases:
        return []
    return [f"Take {tried[0][1].from_past} of them from the past year."]


def _comparison(tried: Sequence[PartInWords], *, alone: bool) -> list[str]:
    """Return what runs beside what is advised, an app beside an app, and what thin evidence asks for."""
    if not alone:
        challengers = group_pairs((part.name, part.second) for part in tried if part.second)
        it = "it" if len({part.name for part in tried if part.name}) == 1 else ""
        runs = (
            f"{format_list(dict.fromkeys(each))} beside {it or name}"
            for name, each in challengers.items()
        )
        return [f"Run {', '.join(runs)}."] if challengers else []
    part = tried[0]
    lines = []
    if part.part.chosen is not None and part.part.pick is not None:
        lines.append(
            f"Test {part.second}, your choice, and {part.model(part.part.pick)} beside it."
        )
    elif part.of_app:
        return [f"Run {part.second} beside it."] if part.second else []
    elif part.part.challenger is not None:
        why = CHALLENGER_WHY[part.part.challenger_why]
        lines.append(f"Run {part.model(part.part.challenger)} beside it: {why}.")
    elif part.form is Form.MODEL:
        lines.append("No other model passes your limits, so it runs alone.")
    if part.part.certainty is Certainty.THIN and part.form is Form.MODEL:
        cases = part.pilot.cases if part.pilot is not None else 0
        lines.append(
            "The figures are few, so test 40 instead of 20."
            if cases == CASES_WHEN_THIN
            else "The figures are few."
        )
    return lines


def stop(parts: Sequence[PartInWords], tried: Sequence[Tried]) -> tuple[str, str]:
    """Return what ends the trial: a harmful result of any task at once, else too many to be done again."""
    if not tried:
        first = untried(parts)
        left = first is Form.LEAVE
        fine = "Or one takes you much longer than today." if left else "Then do it as you do today."
        row = next((part.exit_advice for part in parts if part.form is first), None)
        asked = [part.part.or_built_in for part in parts if part.form is Form.ASK_APP]
        if asked and all(asked):
            fine = "Then have it built in."
        if row is not None and row.slug in FORBIDDEN:
            fine = ""
        return (row.stop.rstrip(".") if row is not None else "") or UNTRIED[first], fine
    many, allowed = _misses(tried)
    harmful = (
        part
        for part in parts
        if part.pilot is not None and part.pilot.ends_after_harmful is not None
    )
    severe = next(harmful, None)
    if severe is not None:
        return HARM[severe.job.stakes].format(unit=severe.short_unit), f"or {many}.{allowed}"
    if tried[0][0].form is Form.LIST:
        return "One figure differs from your list", f"or {many}.{allowed}"
    return capitalise(many), allowed.strip()


def untried(parts: Iterable[PartInWords]) -> Form:
    """Return the form that says what ends it where nothing is tried yet."""
    forms = {part.form for part in parts}
    return next((Form(form) for form in UNTRIED if form in forms), Form.NONE)


def _misses(tried: Sequence[Tried]) -> tuple[str, str]:
    """Return which number of misses ends the trial, and after a space what each of more than two tasks allows."""
    counts = dict.fromkeys(
        (_counted(part, pilot, tried), pilot.most_misses) for part, pilot in tried
    )
    if not any(most for _, most in counts):
        return "one has to be done again", ""
    least = min((pilot for _, pilot in tried), key=lambda pilot: pilot.cases)
    alike = all(
        pilot.most_misses * least.cases == least.most_misses * pilot.cases for _, pilot in tried
    )
    if len(counts) > MOST_APART and alike:
        return (
            f"more than {least.most_misses} of {least.cases} of any kind have to be done again",
            "",
        )
    if len(counts) > MOST_APART:
        allowed = group_pairs((most, cases) for cases, most in counts)
        allowances = (
            f"Of {format_list(cases, 'or')}: {most or 'none'}." for most, cases in allowed.items()
        )
        return "more have to be done again than stands here", f" {' '.join(allowances)}"
    found = sorted(counts, key=lambda each: each[1])
    if not found[0][1]:
        return (
            f"{format_list((f'{most + 1} of {cases}' for cases, most in found), 'or')} have to be done again",
            "",
        )
    return (
        f"more than {format_list((f'{most} of {cases}' for cases, most in found), 'or')} have to be done again",
        "",
    )


def _counted(part: PartInWords, pilot: PilotPlan, tried: Iterable[Tried]) -> str:
    """Return of how many results a limit speaks; where the same word has another limit elsewhere, of which of them."""
    alike = [(each, its.most_misses) for each, its in tried if each.short_units == part.short_units]
    if len({(each.cases_short, most) for each, most in alike}) == 1:
        return part.cases_short
    of_job = {each.part.kind for each, _ in alike if each.job.key == part.job.key}
    cases = part.cases_short
    if part.part.kind is Kind.TRANSCRIPTION and len(of_job) > 1:
        cases = f"{format_count(pilot.cases, 'transcript', 'transcripts')} for {part.short_units}"
    elif len(of_job - {Kind.TRANSCRIPTION}) > 1:
        cases = f"{cases} as {MEDIA[part.part.kind]}"
    if len({each.job.key for each, _ in alike}) == 1:
        return cases
    rest = part.result.removeprefix(f"{part.short_units} ")
    return f"{cases} for {part.result}" if rest == part.result else f"{cases} {rest}"
