"""decide(): the one door into the engine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from catalog.formatting import capitalise, lower_first, singular, with_article
from catalog.schema import Catalog, Cell
from catalog.vocabulary import Branch, Fit
from wizard.engine import cite, exits, replied
from wizard.engine.actions import actions
from wizard.engine.answers import Answers, Choice
from wizard.engine.brief import system_prompt
from wizard.engine.decision import Decision, Exit, Part, Pilot, Reason, Told
from wizard.engine.judging import judge
from wizard.engine.ladder import ladders
from wizard.engine.offers import fees, limit_of
from wizard.engine.pilot import pilot
from wizard.engine.ranking import Entry, tie_of, worth_naming
from wizard.engine.requirements import Case, could_make
from wizard.engine.risks import risks
from wizard.engine.scale import scale
from wizard.engine.scoring import Yardsticks
from wizard.engine.shortlist import Shortlist, contenders, judgements, shortlist
from wizard.engine.verdict import lead, verdict
from wizard.engine.vocabulary import Outcome
from wizard.engine.workload import Need, PriceBook, needs

ENGINE = 6
LOOK_AGAIN_AFTER = timedelta(days=90)


def decide(answers: Answers, catalog: Catalog, on: date) -> Decision:
    """Return what kind of AI to use for the job, which models to try, and the whole way from pilot to everyday use.

    Pure: no clock, no chance, no network. The same answers, catalog and day give the same bytes.
    """
    wrong = exits.find_exit(answers, catalog, on)
    wanted = needs(answers, catalog)
    if wrong is not None or not wanted:
        return _nothing_to_do(on, wrong)
    cases = _cases(answers, catalog, on, wanted)
    parts = _parts(catalog, cases)
    trial = pilot(answers, catalog, on, parts, wanted)
    everyday = scale(answers, catalog, on, parts, wanted)
    outcome = _outcome(catalog, wanted)
    return Decision(
        engine=ENGINE,
        on=on,
        outcome=outcome,
        verdict=verdict(outcome, wanted, parts),
        lead=lead(parts, trial, everyday),
        reasons=(*_reasons(parts, wanted), *replied.reasons(catalog)),
        parts=parts,
        pilot=trial,
        ladders=ladders(cases, parts),
        prompt=system_prompt(answers.brief, firm=answers.firm, job=_job(trial, wanted)),
        scale=everyday,
        risks=risks(answers, catalog, on, wanted, parts),
        actions=actions(answers, on, parts, trial),
        look_again=on + LOOK_AGAIN_AFTER,
    )


def choices_of_models(answers: Answers, catalog: Catalog, on: date) -> tuple[Part, ...]:
    """Return the parts of what `decide` would say, each with its shortlist, and nothing of what follows from them."""
    if exits.find_exit(answers, catalog, on) is not None:
        return ()
    return _parts(catalog, _cases(answers, catalog, on, needs(answers, catalog)))


type Entrants = Callable[[Answers, Catalog, Need, Decimal | None], list[Entry]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The bones of a decision: the kind of AI, and the first choice of each part; None where no model is left."""

    outcome: Outcome
    firsts: Mapping[str, str | None]


def outline(
    answers: Answers,
    catalog: Catalog,
    on: date,
    entrants: Entrants | None = None,
) -> Outline:
    """Return what `decide` would say of approach and first choices, and nothing of the rest.

    `entrants` gives every model that passed for a need, best first, where the caller knows a quicker way.
    """
    wanted = needs(answers, catalog)
    if exits.find_exit(answers, catalog, on) is not None or not wanted:
        return Outline(outcome=Outcome.NEITHER, firsts={})
    found, left = entrants or _afresh(catalog, on), limit_of(answers)
    firsts: dict[str, str | None] = {}
    for need in wanted:
        first = first_of(answers, catalog, need, found, left)
        firsts[need.key] = first.model.slug if first else None
        if left is not None and first is not None and first.usd is not None:
            left -= fees(first.usd, need.output.per_month)
    return Outline(outcome=_outcome(catalog, wanted), firsts=firsts)


def _afresh(catalog: Catalog, on: date) -> Entrants:
    """Return the plain way to every model that passed for a need, best first."""
    prices, yardsticks = PriceBook(catalog, on), Yardsticks.of(catalog)

    def entrants(answers: Answers, catalog: Catalog, need: Need, left: Decimal | None) -> list[Entry]:
        case = Case(answers=answers, catalog=catalog, on=on, need=need, prices=prices, limit=left)
        return contenders(case, yardsticks, judgements(case))

    return entrants


def first_of(answers: Answers, catalog: Catalog, need: Need, entrants: Entrants, left: Decimal | None) -> Entry | None:
    """Return the model that one part of a plan would start with, where so much is left of a must budget."""
    if exits.refuses(catalog, need):
        return None
    entries = entrants(answers, catalog, need, left)
    wish = _wish(answers, need).model
    return next(
        (entry for entry in entries if entry.model.slug == wish),
        next(iter(tie_of(entries, answers.weights)), None),
    )


def _nothing_to_do(on: date, wrong: Exit | None) -> Decision:
    title = wrong.title if wrong else "Nothing that should come out was named"
    text = wrong.lead if wrong else "Say what should come out, and the plan follows from it."
    return Decision(
        engine=ENGINE,
        on=on,
        outcome=Outcome.NEITHER,
        verdict=f"{title}.",
        lead=text,
        reasons=(wrong.reason,) if wrong else (),
        exit=wrong,
        look_again=on + LOOK_AGAIN_AFTER,
    )


def _cases(answers: Answers, catalog: Catalog, on: date, wanted: tuple[Need, ...]) -> tuple[Case, ...]:
    prices = PriceBook(catalog, on)
    return tuple(Case(answers=answers, catalog=catalog, on=on, need=need, prices=prices) for need in wanted)


def _parts(catalog: Catalog, cases: tuple[Case, ...]) -> tuple[Part, ...]:
    """Return the parts in the owner's order; what one costs is no longer left of a must budget for the next."""
    yardsticks = Yardsticks.of(catalog)
    parts: list[Part] = []
    left = limit_of(cases[0].answers) if cases else None
    for case in cases:
        part = _part(replace(case, limit=left), yardsticks)
        parts.append(part)
        chosen = part.candidate(part.chosen)
        if left is not None and chosen is not None and chosen.unit_usd is not None:
            left -= fees(chosen.unit_usd, case.need.output.per_month)
    return tuple(parts)


def _part(case: Case, yardsticks: Yardsticks) -> Part:
    need = case.need
    refused = exits.refuses(case.catalog, need)
    wish = _wish(case.answers, case.need)
    found = shortlist(case, yardsticks, keep=(wish.model, wish.runner_up))
    chosen, runner_up, not_taken = _choice(case, found, wish)
    cell = _cell(case)
    volume = need.output.per_month
    return Part(
        key=need.key,
        output=need.output.key,
        name=need.name,
        medium=need.medium,
        noun=need.noun,
        unit=need.unit,
        unit_plural=need.unit_plural,
        per_month_low=volume.low if volume else None,
        per_month_high=volume.high if volume else None,
        fit=cell.fit if cell else Fit.YES,
        reason=_why_this_kind(case),
        condition=cell.condition if cell and not need.transcript else "",
        able=0 if refused else found.able,
        of=0 if refused else found.of,
        tied=0 if refused else found.tied,
        behind=0 if refused else found.behind,
        not_known=0 if refused else found.not_known,
        ask=0 if refused else found.ask,
        candidates=() if refused else found.candidates,
        exclusions=() if refused else found.exclusions,
        advice=None if refused else found.advice,
        alternatives=() if refused else found.alternatives,
        chosen=None if refused else chosen,
        runner_up=None if refused else runner_up,
        choice_reasons=() if refused else not_taken,
    )


def _wish(answers: Answers, need: Need) -> Choice:
    return next((choice for choice in answers.choices if choice.part == need.key), Choice(part=need.key))


def _choice(case: Case, found: Shortlist, wish: Choice) -> tuple[str | None, str | None, tuple[Reason, ...]]:
    """Return the owner's models where they passed, the advised ones otherwise, and why a wish was not met."""
    passed = {entry.model.slug for entry in found.entries}
    wishes = dict.fromkeys(slug for slug in (wish.model, wish.runner_up) if slug is not None)
    not_taken = tuple(_not_taken(case, slug) for slug in wishes if slug not in passed)
    order = [slug for slug in (wish.model, *found.advised) if slug in passed]
    chosen = order[0] if order else None
    spare = [
        slug
        for slug in (wish.runner_up, *found.advised, *(e.model.slug for e in worth_naming(found.entries)))
        if slug in passed
    ]
    runner_up = next((slug for slug in spare if slug != chosen), None)
    return chosen, runner_up, not_taken


def _not_taken(case: Case, slug: str) -> Reason:
    """Return why a model of the owner's choice is left out: the requirement that drops it, or that it is gone."""
    model = case.catalog.model.get(slug)
    told = Told(question="choice", text=f"You chose {model.name if model else slug} for {case.need.result}.")
    ruling = judge(case, model) if model is not None and could_make(case, model) else None
    if model is None or ruling is None or ruling.fact is None:
        text = f"{model.name if model else slug} does not make {case.need.result}; the advice stands in its place."
        fact = cite.of_medium(case.need.medium, case.catalog, case.on)
        return Reason(text=text, told=(told,), rule="own-choice", facts=(fact,))
    text = f"{model.name} is not taken, though you chose it: it {ruling.title[0]}. The advice stands in its place."
    asked = (ruling.told,) if ruling.told else ()
    return Reason(text=text, told=(told, *asked), rule="own-choice", facts=(ruling.fact,))


def _cell(case: Case) -> Cell | None:
    use_case = case.need.use_case
    return case.catalog.cell.get((use_case.slug, case.need.branch)) if use_case else None


def _why_this_kind(case: Case) -> Reason:
    """Return why this kind of AI makes this output: the cell where there is one, else who makes the medium."""
    need, catalog = case.need, case.catalog
    told = (Told(question="outputs", text=need.wanted),)
    kind = with_article(singular(need.noun))
    if need.transcript and need.use_case is not None:
        fact = cite.of_use_case(catalog, need.use_case, f"“{need.use_case.name}”: speech goes in, text comes out.")
        text = (
            f"{need.use_case.name}: first a model that writes down speech, because speech goes in and text comes out."
        )
        return Reason(text=text, told=told, rule="speech-first", facts=(fact,))
    cell = _cell(case)
    if cell is None:
        text = f"{capitalise(need.name)}: {kind}, because that is the kind of AI that makes {lower_first(need.medium.label)}."
        return Reason(
            text=text, told=told, rule="output-decides", facts=(cite.of_medium(need.medium, catalog, case.on),)
        )
    if cell.fit is Fit.NO:
        text = f"{need.name}: no kind of generative AI. {cell.reason}"
        return Reason(text=text, told=told, rule="matrix-says-no", facts=(cite.of_cell(catalog, cell),))
    text = f"{need.name}: {kind}. {cell.reason}"
    facts = [cite.of_cell(catalog, cell)]
    other = catalog.cell.get((cell.use_case, Branch.MEDIA if cell.branch is Branch.LANGUAGE else Branch.LANGUAGE))
    if other is not None:
        facts.append(cite.of_cell(catalog, other))
    return Reason(text=text, told=told, rule="output-decides", facts=tuple(facts))


def _outcome(catalog: Catalog, wanted: tuple[Need, ...]) -> Outcome:
    branches = {need.branch for need in wanted if not exits.refuses(catalog, need)}
    if not branches:
        return Outcome.NEITHER
    if len(branches) > 1:
        return Outcome.BOTH
    return Outcome.LANGUAGE if branches == {Branch.LANGUAGE} else Outcome.MEDIA


def _reasons(parts: tuple[Part, ...], wanted: tuple[Need, ...]) -> tuple[Reason, ...]:
    """Return the reasons of the verdict: which kind for each part, on what condition, and which models first."""
    reasons: list[Reason] = [part.reason for part in parts]
    for part, need in zip(parts, wanted, strict=True):
        if part.condition and part.fit is not Fit.NO:
            text = f"{need.name}: {lower_first(part.condition)}"
            reasons.append(
                replace(part.reason, text=capitalise(text), rule="output-decides", facts=part.reason.facts[:1])
            )
    reasons += [part.advice for part in parts if part.advice is not None]
    reasons += [reason for part in parts for reason in part.choice_reasons]
    return tuple(dict.fromkeys(reasons))


def _job(trial: Pilot | None, wanted: tuple[Need, ...]) -> str:
    return next((need.job for need in wanted if trial is not None and need.key == trial.part), wanted[0].job)
