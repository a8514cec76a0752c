"""The decision on top: a headline with the name, how to get it, and four answers in at most 180 words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from catalog.formatting import capitalise, format_list, spell, spell_count
from catalog.schema import group_pairs
from wizard.decision.explain import sentence
from wizard.plans.document.ask_first import question_of_app, question_of_model
from wizard.plans.document.basis import Basis
from wizard.plans.document.blocks import Answer, Head, How, PlanState
from wizard.plans.document.costs import costs
from wizard.plans.document.part import MEDIA, MOST_APART, Form, PartInWords, briefly, purposes
from wizard.plans.document.risks import biggest_risk
from wizard.plans.document.trial import trial_and_stop
from wizard.plans.document.verdicts import (
    CALLS,
    HIGH_RISK,
    OR_BUILT_IN,
    WARNINGS,
    Sentence,
    Subject,
    bought_for,
    building_in,
    details,
    guard,
    line,
    lost,
    passed_over,
    released,
    verdict,
)

ASK_A_LAWYER = "Ask a lawyer before you start."
MOST_NAMED = 3  # so many parts are named above the headline
UNDONE = {Form.ASK, Form.ASK_APP, Form.OVER, Form.NONE, Form.PROJECT}

# What stands in a line of its own, in the fold on alternatives, or on the page of the tool; and what is stated once.
ELSEWHERE = {Subject.INSIDE, Subject.BUILD_IN, Subject.PASSED_OVER}
ONCE = {Subject.LEAVES, Subject.SHARED}


def head(basis: Basis, state: PlanState) -> Head:
    """Return the decision in words."""
    decision, parts, answers, catalog = basis.decision, basis.parts, basis.answers, basis.catalog
    served = purposes(parts) if len(parts) <= MOST_NAMED else f"{spell_count(len(parts))} tasks"
    of_law = any(each.rule in HIGH_RISK for each in decision.reasons)
    warnings = dict.fromkeys(
        sentence(each, catalog, basis.rate) for each in decision.reasons if each.rule in WARNINGS
    )
    risk, guarded = biggest_risk(decision, parts, catalog)
    return Head(
        kicker=capitalise(answers.title)
        or (f"{answers.firm}: {served}" if answers.firm else capitalise(served)),
        state=state,
        headline=headline(parts),
        how=how(parts),
        answers=(
            costs(basis),
            *trial_and_stop(decision, parts, late=state.late),
            Answer(
                key="risk", label="Biggest risk", big=risk, fine=guarded, address="evidence/#risks"
            ),
        ),
        warning=" ".join((*warnings, *([ASK_A_LAWYER] if of_law else ()))),
    )


# ------------------------------------------------------------------------------------------------------- headline


def headline(parts: Sequence[PartInWords]) -> tuple[str, ...]:
    """Return what to do: a sentence and its guard for one part, a sentence a part for two, one a name for more."""
    if not parts:
        return ("Choose what AI shall do first.",)
    if len(parts) == 1:
        return (verdict(parts[0]), guard(parts[0]).text)
    if _all_over(parts):
        return (f"{bought_for(parts[0])}.",)
    if not (shown := settled(parts)):
        return (_unsettled(parts), "No name can be advised yet.")
    if len(shown) <= MOST_APART and len({(part.form, part.name) for part in shown}) == len(shown):
        first, *others = shown
        same = {part.job.key for part in shown} == {first.job.key}
        return (
            verdict(first),
            *(verdict(each, each.purpose_in_job if same else "") for each in others),
        )
    if _many(parts):
        found = [f"{_tools(parts)} for {spell_count(sum(part.advised for part in parts))} tasks."]
    elif any(part.advised for part in shown):
        found = [_use(name, served) for name, served in by_name(shown)]
    else:
        found = [verdict(part) for part in shown[:MOST_APART]]
    return tuple(found)


def _all_over(parts: Iterable[PartInWords]) -> bool:
    return all(part.form is Form.OVER for part in parts)


def _tools(parts: Sequence[PartInWords]) -> str:
    """Return how many tools to use and how many to try, of which no part is sure: use one tool and try two."""
    names = [served for _, served in by_name(parts)]
    tried = sum(all(part.form is Form.TRY_APP for part in served) for served in names)
    counts = {"use": len(names) - tried, "try": tried}
    return capitalise(
        format_list(f"{does} {spell(count, 'tool')}" for does, count in counts.items() if count)
    )


def _use(name: str, served: Sequence[PartInWords]) -> str:
    if len(served) == 1:
        return verdict(served[0])
    sure, tried = (
        [part for part in served if (part.form is Form.TRY_APP) == only] for only in (False, True)
    )
    if sure and tried:
        return f"Use {name} for {_for(sure)}, and try it for {_for(tried)}."
    return f"{'Try' if tried else 'Use'} {name} for {_for(served)}."


def _for(served: Sequence[PartInWords]) -> str:
    return purposes(served) if len(served) <= MOST_APART else f"{spell_count(len(served))} tasks"


def _many(parts: Sequence[PartInWords]) -> bool:
    """Return whether there are so many names that each stands below the headline with what it serves."""
    return len(by_name(parts)) > MOST_APART


def _unsettled(parts: Sequence[PartInWords]) -> str:
    """Return what to do where no part can be said: ask so many sellers, or relax a limit."""
    asked = {
        part.app_plan_name(seat)
        for part in parts
        if part.form is Form.ASK_APP and (seat := part.seat_to_ask) is not None
    } | {part.model(part.part.ask_first[0]) for part in parts if part.form is Form.ASK}
    if not asked:
        project = any(part.form is Form.PROJECT for part in parts)
        return "No app passes for your work by hand." if project else "Relax one of your limits."
    return f"Ask {spell(len(asked), 'seller')} first."


def settled(parts: Sequence[PartInWords]) -> list[PartInWords]:
    """Return the parts that a headline can say: names to use and lists that answer, else jobs that are not for AI."""
    found = [part for part in parts if part.advised or part.form is Form.LIST]
    asks = any(part.form in {Form.ASK, Form.ASK_APP} for part in parts)
    return found or [
        part for part in parts if part.form is Form.WRONG or (part.form is Form.LEAVE and not asks)
    ]


def by_name(parts: Iterable[PartInWords]) -> list[tuple[str, tuple[PartInWords, ...]]]:
    """Return the parts that each name serves, the name that serves most first."""
    found = group_pairs((part.name, part) for part in parts if part.advised)
    return sorted(found.items(), key=lambda each: -len(each[1]))


# ------------------------------------------------------------------------------------------------------------ how


def how(parts: Sequence[PartInWords]) -> tuple[How, ...]:
    """Return how each part is bought and who releases it; what is asked first is marked as unknown."""
    if len(parts) == 1:
        alone = _text(each for each in details(parts[0]) if each != guard(parts[0]))
        return (*((How(text=alone),) if alone else ()), *_question(parts[0]))
    alike, label = _released_alike(parts)
    built = building_in(parts) if len(parts) <= MOST_APART or not settled(parts) else ""
    besides = [How(label=label, text=alike), How(text=f"{OR_BUILT_IN}{built}" if built else "")]
    besides += [How(text=why) for why in _not_taken(parts)]
    return (*_lines(parts, alike), *(each for each in besides if each.text))


def _lines(parts: Sequence[PartInWords], alike: str) -> Iterator[How]:
    """Yield a line for each name, then one for each end without a name, which the parts that end alike share.

    What stands elsewhere is left out: on top, in the fold below, in a line of its own, and in an earlier line.
    """
    brief, on_top, all_over = len(parts) > MOST_APART, headline(parts), _all_over(parts)
    elsewhere = ELSEWHERE | ({Subject.NO_APP} if brief else set())
    worst = {*lost([part for part in parts if part.form is Form.MODEL])}
    stated: set[tuple[str, Sentence]] = set()

    def new(found: Iterable[Sentence], name: str) -> Iterator[Sentence]:
        for each in found:
            once = (each.subject is not Subject.QUALITY or each in worst) and (
                not alike or each.of_several != alike
            )
            if (
                once
                and each.subject not in elsewhere
                and stated.isdisjoint({(name, each), ("", each)})
            ):
                yield each

    for name, served in by_name(parts):
        holds_for = group_pairs(
            (each, part) for part in served for each in new(details(part), name)
        )
        stated |= {
            ("" if each.subject in ONCE or each.text == CALLS else name, each) for each in holds_for
        }
        found = [
            _of_some(each, some) if len(some) < len(served) else each
            for each, some in holds_for.items()
        ]
        what = (
            f"{capitalise(purposes(served))}. " if len(served) > MOST_APART or _many(parts) else ""
        )
        label = name if len(served) < len(parts) else ""  # one name for all stands in the headline
        yield How(label=label, text=f"{what}{_text(found, brief=brief)}".strip())

    def ended(part: PartInWords) -> str:
        is_on_top = all_over or not {verdict(part), verdict(part, part.purpose_in_job)}.isdisjoint(
            on_top
        )
        found = details(part) if is_on_top else line(part)
        return " ".join(
            filter(None, (_text(new(found, part.name), brief=brief), _meanwhile(part, parts)))
        )

    for text, some in group_pairs(
        (ended(part), part) for part in parts if not part.advised
    ).items():
        asked = some[0].form in {Form.ASK, Form.ASK_APP}
        yield How(label=capitalise(briefly(some, parts)), text=text, unknown=asked)


def _text(found: Iterable[Sentence], *, brief: bool = False) -> str:
    """Return sentences in the order of reading; those that differ in the result that they name stand as one."""
    worded = [
        (each, each.short if brief and each.short else each.text)
        for each in sorted(found, key=lambda each: each.subject)
    ]
    alike = group_pairs((each.of_several or text, text) for each, text in worded)
    texts = [texts[0] if len({*texts}) == 1 else of_several for of_several, texts in alike.items()]
    # Without those that another one says with more, such as in which region.
    return " ".join(
        each
        for each in texts
        if not any(
            other.startswith(tuple(f"{each.rstrip('.')}{more}" for more in (", ", ": ", " in ")))
            for other in texts
        )
    )


def _of_some(each: Sentence, some: Sequence[PartInWords]) -> Sentence:
    """Return a sentence on a setting that holds for some of the parts of a name with what they are for."""
    return (
        replace(each, text=f"{each.text.rstrip('.')} for {purposes(some)}.")
        if each.subject is Subject.THINKING
        else each
    )


def _released_alike(parts: Sequence[PartInWords]) -> tuple[str, str]:
    """Return who releases a result where that is so for several names to use or to try, with its label: none where it is for all."""
    tried = [part for part in parts if part.advised or part.form is Form.THREE]
    names = {
        text: {*found}
        for text, found in group_pairs(
            (released(part, "result"), part.name) for part in tried
        ).items()
    }
    most = max(names, key=lambda text: len(names[text]), default="")
    return (
        (most, "All others" if len(names) > 1 else "") if len(names.get(most, ())) > 1 else ("", "")
    )


def _not_taken(parts: Sequence[PartInWords]) -> Iterable[str]:
    """Return why each app that is paid for already serves no part."""
    why: dict[str, str] = {}
    for part in parts:
        for app, text in passed_over(part):
            why.setdefault(app, text)
    return (text for app, text in why.items() if app not in {part.slug for part in parts})


def _meanwhile(part: PartInWords, parts: Sequence[PartInWords]) -> str:
    """Return that the other half of a job is done as today; empty where its job has no half to use."""
    half = any(other.advised and other.job.key == part.job.key for other in parts)
    return (
        f"Until then make the {MEDIA[part.part.kind]} as you do today."
        if half and part.form in UNDONE
        else ""
    )


def _question(part: PartInWords) -> tuple[How, ...]:
    """Return the question that settles it, where one does."""
    if part.form is Form.ASK_APP and part.seat_to_ask is not None:
        return (How(label="Ask", text=question_of_app(part, part.seat_to_ask), unknown=True),)
    if part.form is Form.ASK:
        return (
            How(label="Ask", text=question_of_model(part, part.part.ask_first[0]), unknown=True),
        )
    return ()
