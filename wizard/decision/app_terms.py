"""Terms of an app's plan, held against the answers: yes, no or a question (METHOD §1).

Each rule returns a finding: why the plan is out, what its seller has to be asked, or on what
condition it may be used, which is then said in the headline.
"""

from collections.abc import Callable, Collection

from msgspec import Struct

from catalog.plan_terms import (
    TermsCheck,
    keeps_out_of_training,
    may_be_used_for_work,
    plan_answer,
    stays_in_the_eu,
    takes_private_material,
    who_sets_it_up,
)
from catalog.schema import App, AppPlan, Catalog
from catalog.vocabulary import (
    AppAnswer,
    AppKind,
    AppQuestion,
    Known,
    Language,
    PlainAnswer,
    RunsOn,
)
from wizard.decision.answers import Answers
from wizard.decision.situation import Work
from wizard.decision.vocabulary import (
    QUESTION_OF,
    Builder,
    Condition,
    Place,
    Secret,
    Unknown,
    WhyOut,
)

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
# Kinds of app in which people's addresses lie, and AI words one text for all of them.
MAILING_KINDS = frozenset({AppKind.EMAIL_CAMPAIGN})


class PlanInUse(Struct, frozen=True, kw_only=True):
    """A plan of an app that would be used for a job."""

    catalog: Catalog
    app: App
    plan: AppPlan
    kind: AppKind  # as what it is used
    work: Work
    answers: Answers
    is_free: bool = False
    is_paid: bool = False  # the firm pays for it already
    is_home: bool = False  # the very program that the firm works in, where its material lies
    languages: tuple[Language, ...] = ()  # of the job; none where no words come out
    is_spoken: bool = False  # somebody speaks or is heard in the job
    is_live: bool = False  # somebody waits for each answer, which nobody reads before
    is_by_year: bool = False  # nobody leaves it after a month

    @property
    def is_with_the_firm(self) -> bool:
        return self.is_paid or self.is_home

    @property
    def takes_personal(self) -> bool:
        """Return whether data of people go in, so that the law asks for a processing agreement."""
        return bool(self.work.secrets & {Secret.PERSONAL, Secret.SENSITIVE})

    @property
    def is_cheap_to_try(self) -> bool:
        """Return whether a month of it costs less than waiting for an answer.

        That holds only where nothing private goes in.

        A try hurts nobody: what may hurt is read.
        """
        return not (self.work.secrets or self.is_by_year)


class TermsFinding(Struct, frozen=True, kw_only=True):
    """What a rule says of a plan; nothing where the plan simply passes."""

    out: WhyOut | None = None
    unknowns: tuple[Unknown, ...] = ()
    conditions: tuple[Condition, ...] = ()
    needs_developer: bool = False
    is_built: bool = False  # somebody who connects programs sets it up, whoever that is


PASSES = TermsFinding()


def business_use(use: PlanInUse) -> TermsFinding:
    """Hold the plan's terms against a firm in its country, even where nothing private goes in."""
    check = may_be_used_for_work(use.catalog, use.plan, use.answers.regions)
    # Nobody asks a seller whether firms may buy.
    return TermsFinding(out=WhyOut.BUSINESS_USE) if check.meets is Known.NO else PASSES


def training(use: PlanInUse) -> TermsFinding:
    """Have training switched off where a switch does it, also where nothing private goes in.

    What a firm writes is its own. Of private material the contract says more.
    """
    if use.work.secrets:
        return PASSES
    answer = plan_answer(use.catalog, use.plan, AppQuestion.TRAINING).answer
    is_switch = answer is AppAnswer.OFF_BY_SWITCH
    return TermsFinding(conditions=(Condition.SWITCH_TRAINING_OFF,)) if is_switch else PASSES


def contract(use: PlanInUse) -> TermsFinding:
    """Hold contract and training against private material."""
    if not use.work.secrets or _stays_inside(use):
        return PASSES
    terms = plan_answer(use.catalog, use.plan, AppQuestion.CONTRACT).answer
    if use.is_free and terms is not AppAnswer.BUSINESS_TERMS:
        return TermsFinding(out=WhyOut.FREE_PLAN)
    check = takes_private_material(use.catalog, use.plan, personal=use.takes_personal)
    if check.meets is Known.NO:
        return TermsFinding(out=_why_no_contract(check))
    if check.meets is Known.UNKNOWN:
        return _unsaid(use)
    # A firm keeps nothing to itself in a plan of private persons, whoever pays for it.
    if terms is AppAnswer.PRIVATE_TERMS:
        return TermsFinding(out=WhyOut.PRIVATE_TERMS)
    return TermsFinding(conditions=_conditions(check))


def _unsaid(use: PlanInUse) -> TermsFinding:
    """Return what its seller is asked; of a program in which the material lies already nothing.

    There only what keeps it out of training is set.
    """
    if use.is_home:
        return TermsFinding(conditions=_conditions(keeps_out_of_training(use.catalog, use.plan)))
    unknown = _what_to_ask(use)
    if unknown is Unknown.TRAINING and _keeps_addresses_alone(use):
        return TermsFinding(conditions=(Condition.SIGN_AGREEMENT,))
    # Who is asked for an agreement need not be told to sign it.
    is_signing = unknown is Unknown.TRAINING and _is_there_to_be_signed(use)
    conditions = (Condition.SIGN_AGREEMENT,) if is_signing else ()
    return TermsFinding(unknowns=(unknown,), conditions=conditions)


def _keeps_addresses_alone(use: PlanInUse) -> bool:
    """Return whether people's data lie there to be written to, and AI words what all of them get.

    Then its agreement is enough, and no promise on training has to be asked for.
    """
    are_names = use.work.secrets == {Secret.PERSONAL}
    return are_names and use.kind in MAILING_KINDS


def _is_there_to_be_signed(use: PlanInUse) -> bool:
    """Return whether the seller signs with whoever wants it: that is a step, and no question."""
    signs = plan_answer(use.catalog, use.plan, AppQuestion.PROCESSOR).meaning
    return use.takes_personal and signs is PlainAnswer.OPTION


def signs_for_people(use: PlanInUse) -> bool:
    """Return whether people's data go in, and its seller signs the agreement that they call for."""
    signs = plan_answer(use.catalog, use.plan, AppQuestion.PROCESSOR).meaning
    return use.takes_personal and signs in {PlainAnswer.YES, PlainAnswer.OPTION}


def _what_to_ask(use: PlanInUse) -> Unknown:
    """Return what is unsaid: an agreement, or training alone.

    Training alone is left where the agreement that the law asks for is stated, and nobody asks for
    what is on file.
    """
    is_signed = not use.takes_personal or signs_for_people(use)
    stays_out = keeps_out_of_training(use.catalog, use.plan).meets is Known.YES
    return Unknown.TRAINING if is_signed and not stays_out else Unknown.CONTRACT


def _stays_inside(use: PlanInUse) -> bool:
    """Return whether it runs on a machine of the firm's, so that nothing goes to a seller."""
    answer = plan_answer(use.catalog, use.plan, AppQuestion.PLACE).answer
    return answer is AppAnswer.OWN_SERVER


def _why_no_contract(check: TermsCheck) -> WhyOut:
    answers = {row.question: row.answer for row in check.answers}
    if answers[AppQuestion.TRAINING] is AppAnswer.YES:
        return WhyOut.TRAINS
    if answers[AppQuestion.CONTRACT] is AppAnswer.PRIVATE_TERMS:
        return WhyOut.PRIVATE_TERMS
    return WhyOut.NO_PROCESSOR


def place(use: PlanInUse) -> TermsFinding:
    """Hold the place of the plan as bought against where the material may go."""
    if use.work.place is Place.ANYWHERE:
        return PASSES
    check = stays_in_the_eu(use.catalog, use.plan)
    if use.work.place is Place.OWN_SERVERS and not _stays_inside(use):
        return TermsFinding(out=WhyOut.NOT_ON_OWN_SERVERS)
    if check.meets is Known.YES:
        return TermsFinding(conditions=_conditions(check))
    return _leaves_the_eu(use, check)


def _leaves_the_eu(use: PlanInUse, check: TermsCheck) -> TermsFinding:
    """Hold what leaves the EU, or may, against the wish for it.

    What is published anyway stays in a tool that the firm has: it lies there already.
    """
    if use.work.is_public and use.is_with_the_firm:
        return TermsFinding(conditions=(Condition.PUBLISHED_ANYWAY,))
    if check.meets is Known.NO:
        higher = check.answers[0].answer is AppAnswer.EU_IN_HIGHER_PLAN
        return TermsFinding(out=WhyOut.EU_IN_HIGHER_PLAN if higher else WhyOut.NOT_IN_EU)
    # Where nothing private goes in, the seller's word may follow: nothing is lost meanwhile.
    if not use.work.secrets:
        return TermsFinding(conditions=(Condition.SETTLE_PLACE,))
    return TermsFinding(unknowns=(Unknown.PLACE,))


def secrecy(use: PlanInUse) -> TermsFinding:
    """Have the seller sign secrecy before the first case, where the owner is bound to it."""
    if not use.answers.secrecy or not use.work.secrets or _stays_inside(use):
        return PASSES
    regions = use.answers.regions
    signs = plan_answer(use.catalog, use.plan, AppQuestion.SECRECY, regions=regions)
    if signs.answer is AppAnswer.NO:
        return TermsFinding(out=WhyOut.SECRECY)
    return TermsFinding(conditions=(Condition.SIGN_SECRECY,))


def set_up(use: PlanInUse) -> TermsFinding:
    """Hold who has to set it up against whom the firm has; unknown counts as the owner.

    Where there is nobody but the owner, nobody is hired for the sake of an app; for a model alone
    that is a project.
    """
    takes = _who_sets_up(use)
    has = use.answers.builder or Builder.OWNER
    is_missing = takes.order > has.order
    if takes is Builder.DEVELOPER and has is Builder.OWNER and not use.is_paid:
        return TermsFinding(out=WhyOut.SETUP)
    if takes is Builder.DEVELOPER:
        return TermsFinding(needs_developer=is_missing, is_built=True)
    # Somebody who is good with computers can be asked in for an hour.
    return TermsFinding(conditions=(Condition.SET_UP_BY_SOMEBODY_HANDY,)) if is_missing else PASSES


def _who_sets_up(use: PlanInUse) -> Builder:
    """Return whom it takes; where nobody says, a server of the firm's own takes a developer.

    What also runs on a desk computer anybody installs.
    """
    is_unsaid = plan_answer(use.catalog, use.plan, AppQuestion.SETUP).answer is None
    is_on_server = RunsOn.OWN_SERVER in use.app.runs_on and RunsOn.DESKTOP not in use.app.runs_on
    if is_unsaid and is_on_server and _stays_inside(use):
        return Builder.DEVELOPER
    return Builder.read(who_sets_it_up(use.catalog, use.plan))


def language(use: PlanInUse) -> TermsFinding:
    """Hold the languages of an app against those of the work.

    Nobody asks what a month's try shows, or how a live chat writes: that is seen before its test.
    Whoever answers at once and names other languages is asked.
    """
    finding = speaks(use.app, use.kind, use.languages, is_spoken=use.is_spoken)
    is_written_live = use.is_live and finding == PASSES
    if is_written_live:
        finding = speaks(use.app, use.kind, use.languages, is_spoken=True)
    if _answers_in_others(use):
        return finding
    if finding.unknowns and (is_written_live or use.is_cheap_to_try):
        return TermsFinding(conditions=(Condition.SETTLE_LANGUAGE,))
    return finding


def _answers_in_others(use: PlanInUse) -> bool:
    """Return whether nobody reads it before others do, and its maker names other languages."""
    return use.is_live and bool(use.app.languages and unnamed_languages(use.app, use.languages))


def unnamed_languages(app: App, languages: Collection[Language]) -> set[Language]:
    """Return those languages that a maker does not name; English is spoken where none is named."""
    return set(languages) - set(app.languages or (Language.ENGLISH,))


def speaks(
    app: App, kind: AppKind, languages: Collection[Language], *, is_spoken: bool
) -> TermsFinding:
    """Return what the languages of an app say of a job in these; unknown is one question, not a no.

    Where nothing is spoken, an app that names no languages is taken as it is: reading shows it.
    """
    missing = unnamed_languages(app, languages)
    is_heard = is_spoken or kind in SPEAKING_KINDS
    if not missing or not (is_heard or app.languages):
        return PASSES
    # Sellers name some and add "and others" in a note: then nobody knows of the rest.
    is_whole_list = bool(app.languages) and not app.languages_note
    if is_whole_list:
        return TermsFinding(out=WhyOut.LANGUAGE)
    # Whoever sits in front of a chat window sees at once whether it knows the language.
    if app.main_kind is AppKind.ASSISTANT and app.languages:
        return TermsFinding(conditions=(Condition.SETTLE_LANGUAGE,))
    return TermsFinding(unknowns=(Unknown.LANGUAGE,))


RULES: tuple[Callable[[PlanInUse], TermsFinding], ...] = (
    business_use,
    training,
    contract,
    place,
    secrecy,
    set_up,
    language,
)


def hold_terms(use: PlanInUse) -> TermsFinding:
    """Return what all rules say together.

    Of what the firm pays for, questions become conditions, unless nobody says that what is private
    stays where it must, or that it knows the language in which it answers unread: then its seller
    is asked first, as any other.
    """
    unknowns: tuple[Unknown, ...] = ()
    conditions: tuple[Condition, ...] = ()
    needs_developer = is_built = False
    for rule in RULES:
        finding = rule(use)
        if finding.out:
            return finding
        unknowns += finding.unknowns
        conditions += finding.conditions
        needs_developer |= finding.needs_developer
        is_built |= finding.is_built
    asks_language = Unknown.LANGUAGE in unknowns and _answers_in_others(use)
    is_asked_first = Unknown.PLACE in unknowns or asks_language
    if use.is_paid and not is_asked_first:
        conditions += tuple(ask for ask, unknown in QUESTION_OF.items() if unknown in unknowns)
        unknowns = ()
    return TermsFinding(
        unknowns=unknowns,
        conditions=conditions,
        needs_developer=needs_developer,
        is_built=is_built,
    )


# What has to be done or chosen for an answer to hold, by the rule that says it.
CONDITIONS = {
    AppAnswer.OFF_BY_SWITCH: Condition.SWITCH_TRAINING_OFF,
    AppAnswer.OPT_OUT_BY_CONTRACT: Condition.OPT_OUT_BY_CONTRACT,
    AppAnswer.EU_IN_PLAN: Condition.EU_OPTION,
}


def _conditions(check: TermsCheck) -> tuple[Condition, ...]:
    return tuple(CONDITIONS[row.answer] for row in check.conditions if row.answer in CONDITIONS)
