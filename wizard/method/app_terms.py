"""Terms of a plan of an app, held against what the owner answered: yes, no, or a question to its seller (METHOD §1).

Each rule returns a finding: why the plan is out, what its seller has to be asked, or on what
condition it may be used, which is then said in the headline.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from catalog.plan_terms import (
    PlanAnswer,
    TermsCheck,
    may_be_used_for_work,
    plan_answer,
    stays_in_the_eu,
    takes_private_material,
    who_sets_it_up,
)
from catalog.schema import App, AppPlan, Catalog
from catalog.vocabulary import AppAnswer, AppKind, AppQuestion, Known, Language
from wizard.method.answers import Answers
from wizard.method.situation import Work
from wizard.method.trail import Fact, fact_of
from wizard.method.vocabulary import Builder, Country, Place, Secret, Unknown

# Kinds of app that speak or hear: there the language of the work is a must.
SPEAKING_KINDS = frozenset(
    {
        AppKind.PHONE,
        AppKind.TRANSLATION,
        AppKind.MEETING_NOTES,
        AppKind.TRANSCRIPTION,
        AppKind.HEALTH_SCRIBE,
        AppKind.VOICE,
        AppKind.AVATAR_VIDEO,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInUse:
    """A plan of an app that would be used for a job."""

    catalog: Catalog
    app: App
    plan: AppPlan
    kind: AppKind  # as what it is used
    work: Work
    answers: Answers
    is_free: bool = False
    is_paid: bool = False  # the firm pays for it already

    @property
    def takes_personal(self) -> bool:
        """Return whether the law asks for a processor contract."""
        return bool(self.work.secrets & {Secret.PERSONAL, Secret.SENSITIVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsFinding:
    """What a rule says of a plan; nothing where the plan simply passes."""

    out: str = ""  # the rule that puts it out
    unknowns: tuple[Unknown, ...] = ()
    conditions: tuple[str, ...] = ()
    needs_developer: bool = False
    facts: tuple[Fact, ...] = ()


PASSES = TermsFinding()


def business_use(use: PlanInUse) -> TermsFinding:
    """Hold the plan's terms against a firm in its country, even where nothing private goes in."""
    country = use.answers.country
    check = may_be_used_for_work(use.catalog, use.plan, country.region if country else None)
    answers = {row.answer for row in check.answers}
    elsewhere = country is Country.ELSEWHERE and answers == {AppAnswer.NOT_IN_COUNTRIES}
    if check.meets is not Known.NO or elsewhere:
        return PASSES  # nobody asks a seller whether firms may buy
    return TermsFinding(out="forbids-business-use", facts=_facts(check.answers))


def contract(use: PlanInUse) -> TermsFinding:
    """Hold contract and training against private material."""
    if not use.work.secrets or _stays_inside(use):
        return PASSES
    check = takes_private_material(use.catalog, use.plan, personal=use.takes_personal)
    facts = _facts(check.answers)
    terms = plan_answer(use.catalog, use.plan, AppQuestion.CONTRACT).answer
    if use.is_free and terms is not AppAnswer.BUSINESS_TERMS:
        return TermsFinding(out="free-plan", facts=facts)
    if check.meets is Known.NO:
        return TermsFinding(out=_why_no_contract(check), facts=facts)
    if check.meets is Known.UNKNOWN:
        unknown = Unknown.CONTRACT if use.takes_personal else Unknown.TRAINING
        return TermsFinding(unknowns=(unknown,), facts=facts)
    private = ("private-plan",) if terms is AppAnswer.PRIVATE_TERMS else ()
    return TermsFinding(conditions=(*private, *_conditions(check)), facts=facts)


def _stays_inside(use: PlanInUse) -> bool:
    """Return whether it runs on a machine of the firm's, so that nothing goes to a seller."""
    answer = plan_answer(use.catalog, use.plan, AppQuestion.PLACE).answer
    return answer is AppAnswer.OWN_SERVER


def _why_no_contract(check: TermsCheck) -> str:
    answers = {row.question: row.answer for row in check.answers}
    if answers[AppQuestion.TRAINING] is AppAnswer.YES:
        return "trains-on-it"
    if answers[AppQuestion.CONTRACT] is AppAnswer.PRIVATE_TERMS:
        return "private-terms"
    return "no-processor-contract"


def place(use: PlanInUse) -> TermsFinding:
    """Hold the place of the plan as bought against where the material may go."""
    if use.work.place is Place.ANYWHERE:
        return PASSES
    check = stays_in_the_eu(use.catalog, use.plan)
    facts = _facts(check.answers)
    if use.work.place is Place.OWN_SERVERS and not _stays_inside(use):
        return TermsFinding(out="not-on-own-servers", facts=facts)
    if check.meets is Known.NO:
        higher = check.answers[0].answer is AppAnswer.EU_IN_HIGHER_PLAN
        out = "eu-only-in-a-higher-plan" if higher else "not-in-the-eu"
        return TermsFinding(out=out, facts=facts)
    if check.meets is Known.UNKNOWN:
        return TermsFinding(unknowns=(Unknown.PLACE,), facts=facts)
    return TermsFinding(conditions=_conditions(check), facts=facts)


def secrecy(use: PlanInUse) -> TermsFinding:
    """Have the seller sign secrecy before the first case, where the owner is bound to it."""
    if not use.answers.secrecy or not use.work.secrets or _stays_inside(use):
        return PASSES
    signs = plan_answer(use.catalog, use.plan, AppQuestion.SECRECY)
    if signs.answer is AppAnswer.NO:
        return TermsFinding(out="signs-no-secrecy", facts=_facts((signs,)))
    return TermsFinding(conditions=("sign-secrecy",), facts=_facts((signs,)))


def set_up(use: PlanInUse) -> TermsFinding:
    """Hold who has to set it up against whom the firm has; unknown counts as the owner."""
    takes = Builder.read(who_sets_it_up(use.catalog, use.plan).value)
    has = use.answers.builder or Builder.OWNER
    if takes.order <= has.order:
        return PASSES
    if takes is Builder.HANDY:
        # Somebody who is good with computers can be asked in for an hour.
        return TermsFinding(conditions=("set-up-by-somebody-handy",))
    return TermsFinding(needs_developer=True)


def language(use: PlanInUse) -> TermsFinding:
    """Hold the languages of an app against those that have to be spoken; unknown is one question, not a no."""
    needed = _languages_needed(use)
    if needed <= set(use.app.languages):
        return PASSES
    facts = (fact_of("apps", use.app, "languages"),)
    # Sellers name some and add "and others" in a note: then nobody knows of the rest.
    is_whole_list = bool(use.app.languages) and not use.app.languages_note
    if is_whole_list:
        return TermsFinding(out="does-not-speak-it", facts=facts)
    return TermsFinding(unknowns=(Unknown.LANGUAGE,), facts=facts)


def _languages_needed(use: PlanInUse) -> set[Language]:
    """Return the languages that have to be spoken. English is what every app speaks that names none."""
    if use.kind not in SPEAKING_KINDS:
        return set()
    return set(use.answers.languages) - {Language.ENGLISH}


RULES: tuple[Callable[[PlanInUse], TermsFinding], ...] = (
    business_use,
    contract,
    place,
    secrecy,
    set_up,
    language,
)


def hold_terms(use: PlanInUse) -> TermsFinding:
    """Return what all rules say together; of what the firm pays for, questions become conditions."""
    findings = [rule(use) for rule in RULES]
    facts = tuple(_all(row.facts for row in findings))
    out = next((row.out for row in findings if row.out), "")
    if out:
        return TermsFinding(out=out, facts=facts)
    unknowns = tuple(_all(row.unknowns for row in findings))
    conditions = tuple(_all(row.conditions for row in findings))
    if use.is_paid:
        conditions += tuple(f"settle-{unknown}" for unknown in unknowns)
        unknowns = ()
    return TermsFinding(
        unknowns=unknowns,
        conditions=conditions,
        needs_developer=any(row.needs_developer for row in findings),
        facts=facts,
    )


# What has to be done or chosen for an answer to hold, by the rule that says it.
CONDITIONS = {
    AppAnswer.OFF_BY_SWITCH: "switch-training-off",
    AppAnswer.OPT_OUT_BY_CONTRACT: "opt-out-by-contract",
    AppAnswer.EU_IN_PLAN: "eu-option",
}


def _conditions(check: TermsCheck) -> tuple[str, ...]:
    return tuple(CONDITIONS[row.answer] for row in check.conditions if row.answer in CONDITIONS)


def _facts(answers: Iterable[PlanAnswer]) -> tuple[Fact, ...]:
    return tuple(fact_of("app_statements", row) for answer in answers for row in answer.statements)


def _all[T](groups: Iterable[tuple[T, ...]]) -> Iterable[T]:
    return (item for group in groups for item in group)
