"""Facts of a plan of an app, held against what the owner answered: yes, no, or a question to its seller (METHOD §1).

Each rule returns an outcome: why the plan is out, what its seller has to be asked, or on what
condition it may be used, which is then said in the headline.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from catalog.vocabulary import Known
from wizard.method.vocabulary import (
    Builder,
    Place,
    PlanPlace,
    PlanTerms,
    PlanTraining,
    Secret,
    Unknown,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """What is on file of one plan of an app."""

    terms: PlanTerms = PlanTerms.UNKNOWN
    processor_contract: Known = Known.UNKNOWN
    trains: PlanTraining = PlanTraining.UNKNOWN
    place: PlanPlace = PlanPlace.UNKNOWN
    secrecy: Known = Known.UNKNOWN  # whether the seller signs professional secrecy
    set_up_by: Builder = Builder.OWNER
    business_use: Known = Known.UNKNOWN
    no_business_in: frozenset[str] = frozenset()  # countries whose firms may not use it
    languages: frozenset[str] = frozenset()  # empty: nobody says
    free: bool = False
    beta: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What the owner's answers require of a plan."""

    secrets: frozenset[Secret] = frozenset()
    secrecy: bool = False
    place: Place = Place.ANYWHERE
    country: str
    builder: Builder = Builder.OWNER
    language: str = ""  # only where it must be spoken: speech, telephone, translation
    paid: bool = False  # the firm pays for the plan already

    @property
    def personal(self) -> bool:
        """Return whether the law asks for a processor contract."""
        return bool(self.secrets & {Secret.PERSONAL, Secret.SENSITIVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a rule says of a plan; nothing where the plan simply passes."""

    out: str = ""  # the rule that puts it out
    unknowns: tuple[Unknown, ...] = ()
    conditions: tuple[str, ...] = ()
    needs_developer: bool = False


PASSES = Outcome()


def business_use(facts: PlanFacts, needs: Needs) -> Outcome:
    """Hold the plan's terms against a firm in its country, even where nothing private goes in."""
    forbidden = needs.country in facts.no_business_in
    if facts.business_use is Known.NO or forbidden:
        return Outcome(out="forbids-business-use")
    return PASSES  # nobody asks a seller whether firms may buy


def contract(facts: PlanFacts, needs: Needs) -> Outcome:
    """Hold contract and training against private material."""
    if not needs.secrets:
        return PASSES
    if facts.trains is PlanTraining.YES:
        return Outcome(out="trains-on-it")
    if facts.free and facts.terms is not PlanTerms.BUSINESS:
        return Outcome(out="free-plan")
    if facts.terms is PlanTerms.PRIVATE:
        return _private_terms(facts, needs)
    return _other_terms(facts, needs)


def _other_terms(facts: PlanFacts, needs: Needs) -> Outcome:
    """Hold a plan for firms, or one of which nobody says for whom it is."""
    if needs.personal and facts.processor_contract is Known.NO:
        return Outcome(out="no-processor-contract")
    signed = not needs.personal or facts.processor_contract is Known.YES
    if facts.terms is PlanTerms.BUSINESS and facts.trains in TRAINING_CAN_STOP and signed:
        return Outcome(conditions=_to_switch_off(facts))
    return Outcome(unknowns=(Unknown.CONTRACT if needs.personal else Unknown.TRAINING,))


def _private_terms(facts: PlanFacts, needs: Needs) -> Outcome:
    """Hold a plan for private persons against it: never for personal data, whatever its switch."""
    if needs.personal:
        return Outcome(out="private-terms")
    if facts.trains is PlanTraining.UNKNOWN:
        return Outcome(unknowns=(Unknown.TRAINING,))
    return Outcome(conditions=("private-plan", *_to_switch_off(facts)))


TRAINING_CAN_STOP = frozenset(
    {PlanTraining.NO, PlanTraining.OFF_BY_SWITCH, PlanTraining.OPT_OUT_BY_CONTRACT}
)


def _to_switch_off(facts: PlanFacts) -> tuple[str, ...]:
    """Return the rule that says what to do against training, where something has to be done."""
    if facts.trains is PlanTraining.OFF_BY_SWITCH:
        return ("switch-training-off",)
    if facts.trains is PlanTraining.OPT_OUT_BY_CONTRACT:
        return ("opt-out-by-contract",)
    return ()


IN_THE_EU: Mapping[PlanPlace, Outcome] = {
    PlanPlace.EU: PASSES,
    PlanPlace.EU_OPTION_IN_PLAN: Outcome(conditions=("eu-option",)),
    PlanPlace.EU_OPTION_HIGHER_PLAN: Outcome(out="eu-only-in-a-higher-plan"),
    PlanPlace.OWN_SERVER: PASSES,
    PlanPlace.US: Outcome(out="not-in-the-eu"),
    PlanPlace.OTHER: Outcome(out="not-in-the-eu"),
    PlanPlace.UNKNOWN: Outcome(unknowns=(Unknown.PLACE,)),
}


def place(facts: PlanFacts, needs: Needs) -> Outcome:
    """Hold the place of the plan as bought against where the material may go."""
    if needs.place is Place.ANYWHERE or facts.place is PlanPlace.OWN_SERVER:
        return PASSES
    if needs.place is Place.OWN_SERVERS:
        return Outcome(out="not-on-own-servers")
    return IN_THE_EU[facts.place]


def secrecy(facts: PlanFacts, needs: Needs) -> Outcome:
    """Have the seller sign secrecy before the first case, where the owner is bound to it."""
    on_own_server = facts.place is PlanPlace.OWN_SERVER
    if not needs.secrecy or not needs.secrets or on_own_server:
        return PASSES
    if facts.secrecy is Known.NO:
        return Outcome(out="signs-no-secrecy")
    return Outcome(conditions=("sign-secrecy",))


def set_up(facts: PlanFacts, needs: Needs) -> Outcome:
    """Hold who has to set it up against whom the firm has; unknown counts as the owner, and is said."""
    if facts.set_up_by.order <= needs.builder.order:
        return PASSES
    return Outcome(needs_developer=True)


def language(facts: PlanFacts, needs: Needs) -> Outcome:
    """Hold the languages of an app against the one that has to be spoken."""
    if not needs.language or needs.language in facts.languages:
        return PASSES
    if facts.languages:
        return Outcome(out="does-not-speak-it")
    return Outcome(unknowns=(Unknown.LANGUAGE,))


RULES: tuple[Callable[[PlanFacts, Needs], Outcome], ...] = (
    business_use,
    contract,
    place,
    secrecy,
    set_up,
    language,
)


def hold(facts: PlanFacts, needs: Needs) -> Outcome:
    """Return what all rules say together; of what the firm pays for, questions become conditions."""
    outcomes = [rule(facts, needs) for rule in RULES]
    out = next((row.out for row in outcomes if row.out), "")
    if out:
        return Outcome(out=out)
    unknowns = tuple(_all(row.unknowns for row in outcomes))
    conditions = tuple(_all(row.conditions for row in outcomes))
    if needs.paid:
        conditions += tuple(f"settle-{unknown}" for unknown in unknowns)
        unknowns = ()
    return Outcome(
        unknowns=unknowns,
        conditions=conditions,
        needs_developer=any(row.needs_developer for row in outcomes),
    )


def _all[T](groups: Iterable[tuple[T, ...]]) -> Iterable[T]:
    return (item for group in groups for item in group)
