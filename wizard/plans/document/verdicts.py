"""What each form of a part says on top: what to do, the guard, and how to get it. One value a form."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, auto

from catalog.formatting import (
    capitalise,
    format_count,
    format_list,
    format_rough,
    format_spoken_minutes,
    spell,
    spell_count,
)
from catalog.schema import group_pairs
from catalog.vocabulary import MachineSize, Medium
from wizard.decision.decision import Choice, SeatChoice
from wizard.decision.explain import sentence
from wizard.decision.fees import BUILD_USD
from wizard.decision.tasks import HIGH_RISK_USE
from wizard.decision.vocabulary import Check, Kind, Place, Use, Way
from wizard.own_words import FORBIDDEN, MAY_BE_HIGH_RISK
from wizard.plans.document.blocks import GUESS
from wizard.plans.document.part import Form, PartInWords

LITTLE = "That is too little work to buy or connect anything."
CALLS = "Check calls afterwards: a caller hears each answer at once."
OR_BUILT_IN = "Or have it built in: "
LOOKS = {
    Kind.LANGUAGE: "Read",
    Kind.TRANSCRIPTION: "Read",
    Kind.SPEECH: "Listen to",
    Kind.MUSIC: "Listen to",
}
MACHINES = {
    MachineSize.PC: "PC",
    MachineSize.CARD: "data-centre card",
    MachineSize.SERVER: "server of eight data-centre cards",
    MachineSize.CLUSTER: "group of servers",
}
HIGH_RISK = {HIGH_RISK_USE, MAY_BE_HIGH_RISK}  # for which a lawyer is asked first
# What stands above everything: the law, and figures that cannot be right.
WARNINGS = {*FORBIDDEN, *HIGH_RISK, "written-consent", "more-work-than-people"}


class Subject(IntEnum):
    """What a sentence on a part is about, in the order of reading."""

    GUARD = auto()  # what settles the question, or where it runs
    NO_APP = auto()
    GOT = auto()
    SHARED = auto()  # who gets seats that are fewer than the people
    INSIDE = auto()
    REGION = auto()
    PASSED_OVER = auto()
    LEAVES = auto()
    THINKING = auto()
    QUALITY = auto()
    BUILD_IN = auto()
    REST = auto()
    MORE = auto()  # what is left out where other parts stand above
    RELEASE = auto()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence on a part. Where its other wordings are empty, its text stands there too."""

    subject: Subject
    text: str
    short: str = ""  # in a plan of many parts
    of_several: str = ""  # for several parts whose results have different names


type Sentences = Iterator[Sentence]


@dataclass(frozen=True, slots=True)
class FormInWords:
    verdict: Callable[[PartInWords, str], str]  # with what it is for
    details: Callable[[PartInWords], Sentences]
    short: Callable[[PartInWords], str] = lambda _: (
        ""
    )  # the verdict below a label; empty where a name is advised


def verdict(part: PartInWords, purpose: str = "") -> str:
    """Return what to do; `purpose` says what for where a sentence above names the job."""
    return FORMS[part.form].verdict(part, purpose or part.purpose)


def details(part: PartInWords) -> list[Sentence]:
    """Return what follows the verdict, in the order of reading: how it is got, what it costs in quality, who releases it."""
    return [each for each in FORMS[part.form].details(part) if each.text]


def line(part: PartInWords) -> list[Sentence]:
    """Return what to do for a part without a name among several, below its label."""
    shown = (each for each in details(part) if each.subject is not Subject.MORE)
    return [Sentence(Subject.GUARD, FORMS[part.form].short(part)), *shown]


def guard(part: PartInWords) -> Sentence:
    """Return the second sentence: what settles the question or where it runs, else who looks at a result."""
    found = details(part)
    return found[0] if found[0].subject in {Subject.GUARD, Subject.MORE} else found[-1]


def way(part: PartInWords) -> str:
    """Return who connects or buys it, where, in which region; empty where there is nothing to get."""
    left_out = {Subject.QUALITY, Subject.RELEASE}
    found = guard(part)
    return " ".join(
        each.text for each in details(part) if each != found and each.subject not in left_out
    )


def released(part: PartInWords, unit: str = "") -> str:
    """Return who looks at a result before it is used; `unit` names it where several parts share the sentence."""
    looks = LOOKS.get(part.part.kind, "Check") if not unit else "Check"
    unit, units = (unit, f"{unit}s") if unit else (part.short_unit, part.short_units)
    if part.part.drafts:
        acts = "confirms" if part.task.medium is Medium.DATA else "sends"
        return f"A person {acts} each {unit}, in minutes, not seconds."
    if part.task.live_voice and part.check is Check.EVERY:
        return CALLS
    if part.job.stakes.severe:
        return f"Release each {unit} yourself."
    return {
        Check.EVERY: f"{looks} each {unit} before you use it.",
        Check.SAMPLE: f"{looks} one in ten {units}.",
        Check.NOBODY: "Test it before it runs alone.",
    }[part.check]


def _there[Thing](thing: Thing | None) -> Thing:
    if thing is None:
        raise ValueError("a part of this form has what its sentences name")
    return thing


def _choice(part: PartInWords) -> Choice:
    return _there(part.choice)


def _seat(part: PartInWords) -> SeatChoice:
    return _there(part.seat or part.seat_to_ask)


def _release(part: PartInWords) -> Sentence:
    return Sentence(Subject.RELEASE, released(part), of_several=released(part, "result"))


# ---------------------------------------------------------------------------------------------------------- models


def _use(part: PartInWords, purpose: str) -> str:
    return (
        f"Let {part.name} draft {purpose}."
        if part.part.drafts
        else f"Use {part.name} for {purpose}."
    )


def _model(part: PartInWords) -> Sentences:
    yield from _running(part)
    yield from lost((part,))
    yield _release(part)


def _running(part: PartInWords) -> Sentences:
    """Yield where a model runs: on which machine, or who connects it at which seller."""
    yield from _on_machine(part) if part.on_machine else _connected(part)


def _on_machine(part: PartInWords) -> Sentences:
    """Yield on which machine a model runs, and whether anything leaves the house where that does not say it."""
    yield Sentence(Subject.GUARD, f"Run it on {_hardware(part)}.")
    if part.place is not Place.EU:
        away = (
            "You rent it, so your material goes there."
            if part.rented
            else "Nothing leaves your house."
        )
        yield Sentence(Subject.LEAVES, away)
    if part.is_copy and part.form is not Form.THREE:
        yield Sentence(Subject.LEAVES, "It runs as a smaller, unmeasured copy.")


def _connected(part: PartInWords) -> Sentences:
    """Yield who connects a model, at which seller, in which region and setting."""
    if part.answers.use_of(part.job) is Use.BY_HAND and part.form is not Form.LIST:
        yield Sentence(Subject.NO_APP, "No app on file does this job.")
    at = f"{part.seller(_choice(part))}{', in an EU region' if _choice(part).in_eu else ''}"
    yield Sentence(
        Subject.GOT, f"Your web developer connects it at {at}.", short=f"Connect it at {at}."
    )
    if _choice(part).light and part.form is not Form.LIST:
        yield Sentence(Subject.THINKING, "Switch its thinking off.")


def lost(parts: Sequence[PartInWords]) -> Sentences:
    """Yield what limits on the place cost in quality, in each unit the most; nothing for little."""
    found = group_pairs(
        (part.counts_wrong_words, part) for part in parts if part.choice is not None
    )
    for same in found.values():
        if words := max(
            same, key=lambda part: part.part.must_loses or 0.0
        ).lost_to_the_best_anywhere:
            yield Sentence(Subject.QUALITY, f"It {words}.")


def _hardware(part: PartInWords) -> str:
    size, where = MACHINES[_size(part)], " in the EU" if part.place is Place.EU else ""
    return f"a rented {size}{where}" if part.rented else f"your own {size}"


def _size(part: PartInWords) -> MachineSize:
    return _choice(part).machine or part.answers.machine


# -------------------------------------------------------------------------------------------------------- app_plans


def _app(part: PartInWords) -> Sentences:
    yield from _seats(part)
    yield _release(part)


def _seats(part: PartInWords) -> Sentences:
    """Yield how many seats to buy and for whom, whose models are inside, where they run, and what else was not taken."""
    seat = _seat(part)
    seats, people = part.seats.get(seat.app_plan, seat.seats), part.answers.people
    short = ": your limit pays for no more" if seat.wanted > seats else ""
    short = short or (", the fewest that it sells" if seats > (people or seats) else "")
    if seat.paid:
        yield Sentence(
            Subject.GOT,
            f"You pay for it already{': check that all have a seat' if seats > 1 else ''}.",
        )
    elif seats < (people or 1):
        yield Sentence(Subject.GOT, f"Buy {spell(seats, 'personal seat')}{short}.")
        whoever = "Give it to whoever does" if seats == 1 else "Give them to those who do"
        yield Sentence(Subject.SHARED, f"{whoever} most of this.")
    else:
        yield Sentence(Subject.GOT, f"Buy {spell(seats, 'seat')}{short}.")
    yield Sentence(Subject.INSIDE, _inside(part))
    if part.place is Place.EU:
        yield Sentence(Subject.REGION, "All processing stays in the EU.")
    yield from _passed_over(part)


def _inside(part: PartInWords) -> str:
    """Return whose models are inside an app; empty where nobody says, or where it only words a list."""
    families = part.app(_seat(part)).families if part.of_app else ()
    makers = [
        part.catalog.provider[slug].name for slug in families if slug in part.catalog.provider
    ]
    return f"Models of {format_list(makers, 'or')} are inside." if makers else ""


def passed_over(part: PartInWords) -> Iterator[tuple[str, str]]:
    """Yield what is paid for already and not taken, and why."""
    for each in part.part.reasons:
        if each.rule.startswith("passed-over-"):
            yield (
                str(dict(each.parameters).get("app_plan")),
                sentence(each, part.catalog, part.rate),
            )


def _passed_over(part: PartInWords) -> Sentences:
    return (Sentence(Subject.PASSED_OVER, why) for _, why in passed_over(part))


def _try_app(part: PartInWords) -> Sentences:
    yield Sentence(Subject.GUARD, f"Your test decides: {_untested(part)}.")
    yield from _seats(part)
    yield from _build_in(part)
    yield _release(part)


def _ask_app(part: PartInWords) -> Sentences:
    """Yield what is missing, and what can be done before the seller answers: another app, or to have a model built in."""
    yield _missing(_seat(part).unknown)
    found = [Sentence(Subject.REST, now(part)), *_build_in(part), *_passed_over(part)]
    yield from found
    if part.choice is not None and not any(each.text for each in found):
        yield Sentence(
            Subject.MORE, f"Until then {part.model(part.choice)} shows how good a result can be."
        )


def _build_in(part: PartInWords) -> Sentences:
    if built := building_in((part,)):
        yield Sentence(Subject.BUILD_IN, f"{OR_BUILT_IN}{built}")


def building_in(parts: Sequence[PartInWords]) -> str:
    """Return which models to have built in place of apps, where, and for how much; empty where it does not pay."""
    built = [part for part in parts if part.part.or_built_in]
    if not built:
        return ""
    names = format_list(
        _built(same) for same in group_pairs((_where(part), part) for part in built).values()
    )
    return " ".join((f"{names}.", _connecting(parts), *(each.text for each in lost(built))))


def _where(part: PartInWords) -> tuple[str, str]:
    """Return which model is built in, and where."""
    choice = _choice(part)
    place = (
        part.seller(choice) + (", in the EU" if choice.in_eu else "")
        if choice.offer is not None
        else ""
    )
    return part.model(choice), place


def _built(same: Sequence[PartInWords]) -> str:
    """Return a model that is built in, for one or several parts, and what it costs a month."""
    part, (model, place) = same[0], _where(same[0])
    if not place:
        return f"{model} on {_hardware(part)}, {part.month(_choice(part))} a month {GUESS}"
    fees = sum(_choice(each).fee or 0.0 for each in same)
    return f"{model} at {place}, {part.money(fees)} a month"


def _connecting(parts: Sequence[PartInWords]) -> str:
    """Return what it costs to connect what may be built in in place of an app; each seller and machine once."""
    has = {_connection(part) for part in parts if part.form is Form.MODEL}
    new = {_connection(part) for part in parts if part.part.or_built_in} - has
    cost = (
        f"costs about {parts[0].money(BUILD_USD * len(new))} once {GUESS}"
        if new
        else "costs nothing more"
    )
    return f"Connecting {cost}."


def _connection(part: PartInWords) -> str:
    choice = _choice(part)
    return part.seller(choice) if choice.offer is not None else str(_size(part))


# ------------------------------------------------------------------------------------------------ without one name


def _before_use(part: PartInWords, purpose: str) -> str:
    until = "buy" if part.form is Form.ASK_APP and not _seat(part).paid else "use"
    return f"Ask about {_asked(part)} before you {until} it for {purpose}."


def _asked(part: PartInWords) -> str:
    """Return the app or the model that something has to be asked about first."""
    return (
        part.model(part.part.ask_first[0])
        if part.form is Form.ASK
        else part.app_plan_name(_seat(part))
    )


def _unmeasured(part: PartInWords) -> str:
    one = (
        "no board on file measured this smaller copy"
        if part.is_copy
        else "no board on file measures it"
    )
    return "nobody has compared them" if len(part.part.to_try) > 1 else one


def _untested(part: PartInWords) -> str:
    seat = part.part.seat_tried
    if seat is not None and not seat.unknown and seat.loses is not None:
        return f"no app is good enough, and its best model loses {round(seat.loses)} of 100 to the best"
    return (
        "nobody says which models are inside"
        if part.part.seat_tried is not None
        else "no board on file measures it"
    )


def _three_names(part: PartInWords) -> str:
    return format_list(part.model(each) for each in part.part.to_try)


def _three(part: PartInWords) -> Sentences:
    yield Sentence(Subject.MORE, f"Your test decides: {_unmeasured(part)}.")
    if len(part.part.to_try) > 1:
        yield Sentence(Subject.MORE, "Take the one that your own people like best.")
    else:
        yield from _running(part)
    yield _release(part)


def _ask(part: PartInWords) -> Sentences:
    yield _missing(part.part.ask_first[0].unknown)
    if part.part.way is Way.SEAT:
        yield Sentence(Subject.REST, "No app passes.")
    yield Sentence(Subject.REST, _too_many(part))
    yield from _passed_over(part)


def bought_for(part: PartInWords) -> str:
    """Return what the limit on cost buys where that is nothing to use."""
    if not part.answers.budget_usd:
        return f"Nothing that costs money fits your limit of {part.budget}"
    return f"Your {part.budget} a month buys nothing good enough"


def _over(part: PartInWords) -> Sentences:
    yield Sentence(Subject.GUARD, _over_guard(part))
    yield Sentence(Subject.MORE, _over_way(part))


def _over_guard(part: PartInWords) -> str:
    if not part.answers.budget_usd:
        return "Nothing that is free and good enough is on file: do it as you do today."
    if _only_together(part):
        return "With the rest of the job it costs more than that."
    seat = _there(part.part.over).seat
    return f"{part.app_plan_name(seat) if seat else 'The cheapest that is good enough'} costs {part.fees_in_words}."


def _only_together(part: PartInWords) -> bool:
    """Return whether the part alone is within the limit on cost, and what else is bought is not."""
    fee, limit = part.fees, part.answers.budget_usd
    return fee is not None and limit is not None and fee <= limit


def _cheapest(part: PartInWords) -> str:
    seat = _there(part.part.over).seat
    name = part.app_plan_name(seat) if seat is not None else part.model(_choice(part))
    return f"The cheapest that is good enough, {name}, costs {part.fees_in_words}."


def _over_way(part: PartInWords) -> str:
    over = _there(part.part.over)
    if over.seat is not None or not part.answers.budget_usd:
        return _cheapest(part)
    best = (
        f" The best that fits, {part.model(over.payable)}, loses {part.loses(over.payable)}."
        if over.payable
        else ""
    )
    return f"Your limit buys {over.results:,} {part.units} of {part.model(over.cheapest)}.{best}"


def _list_verdict(part: PartInWords, purpose: str) -> str:
    words = f" Let {part.name} only word it." if part.name else ""
    return f"Take the answer from your list for {purpose}.{words}"


def _list(part: PartInWords) -> Sentences:
    copied = part.part.suitability is not None and part.part.suitability.copied
    release = f"Release each {part.short_unit} yourself."
    yield Sentence(
        Subject.GUARD, "The program copies each figure word for word." if copied else release
    )
    if part.seat is not None:
        yield from _seats(part)
    elif part.choice is not None:
        yield from _running(part)
    else:
        yield Sentence(Subject.REST, "Word it yourself.")


def _instead(part: PartInWords) -> str:
    if any(each.rule == "live-voice" for each in part.part.reasons):
        return "Let a person take them."
    row = part.exit_advice
    return (
        f"{row.action.partition('. ')[0].rstrip('.')}."
        if row is not None
        else "Do it as you do today."
    )


def _is_little(part: PartInWords) -> bool:
    """Return whether a job is left because it is little work; nobody knows then whether it would pay."""
    return part.part.reasons[0].rule == "too-little-work"


def _they(part: PartInWords) -> str:
    """Return how a purpose stands as it is: it is, or they are where the result is several things."""
    named = part.purpose.split(" for ")[0].split(" of ")[0].split(" to ")[0]
    quoted = part.task.use_case is None  # the owner's own words stand as one thing
    return "they are" if named.endswith("s") and not quoted else "it is"


def _takes(part: PartInWords) -> str:
    """Return how much work it is by hand, of one or of a month, as the owner said; else the results."""
    by_hand, reading = part.job.minutes_by_hand, part.part.minutes
    if by_hand is not None and reading and reading >= float(by_hand):
        return f"one takes {format_spoken_minutes(by_hand)} by hand, and {format_spoken_minutes(reading)} to read"
    if by_hand is not None and part.part.reasons[0].rule == "never-pays":
        return f"one takes {format_spoken_minutes(by_hand)} by hand"
    if by_hand is not None:
        return f"by hand it takes {part.hours_by_hand} a month"
    return f"it is {format_count(round(part.part.results), part.unit, part.units)} a month"


def _too_many(part: PartInWords) -> str:
    """Return that the largest machine does not make so many in a month; empty where it does."""
    found = (each for each in part.part.reasons if each.rule == "too-many-for-the-machine")
    return next((sentence(each, part.catalog, part.rate) for each in found), "")


def _missing(unknown: Sequence[str]) -> Sentence:
    return Sentence(
        Subject.GUARD if "licence-region" in unknown else Subject.MORE, missing(unknown)
    )


def missing(unknown: Sequence[str]) -> str:
    """Return how many facts are missing, or what is known to stand in the way."""
    if "licence-region" in unknown:
        return "Its licence does not hold for firms in the EU."
    return (
        "One fact is missing."
        if len(unknown) == 1
        else f"{capitalise(spell_count(len(unknown)))} facts are missing."
    )


def now(part: PartInWords) -> str:
    """Return the app that can be used until the question is answered; empty where none can."""
    seat = part.part.seat_now
    if seat is None or seat.loses is None:
        return ""
    besides = f" It needs {seat.needs} besides." if seat.needs else ""
    return f"{part.app_plan_name(seat)} can be used now. Its best model loses {round(seat.loses)} of 100 to the best that passes.{besides}"


def _wrong(part: PartInWords) -> Sentences:
    yield Sentence(Subject.GUARD, _instead(part))
    for each in part.part.reasons:
        if each.rule not in WARNINGS:
            yield Sentence(Subject.MORE, sentence(each, part.catalog, part.rate))


def _leave(part: PartInWords) -> Sentences:
    dear = f"To buy, {part.to_check} and mend costs more than your time."
    yield Sentence(Subject.MORE, LITTLE if _is_little(part) else dear)
    if part.part.pays_from:
        results = f"{format_rough(round(part.part.pays_from))} {part.units}"
        yield Sentence(Subject.MORE, f"It begins to pay near {results} a month.")


def _project(part: PartInWords) -> Sentences:
    yield Sentence(Subject.GUARD, "Decide whether to have it built in.")
    yield Sentence(Subject.BUILD_IN, building_in((part,)))
    yield from _passed_over(part)


def _none(part: PartInWords) -> Sentences:
    yield Sentence(Subject.GUARD, _too_many(part) or "Relax one of them, or wait.")


FORMS: Mapping[Form, FormInWords] = {
    Form.MODEL: FormInWords(_use, _model),
    Form.APP: FormInWords(_use, _app),
    Form.TRY_APP: FormInWords(lambda part, purpose: f"Try {part.name} for {purpose}.", _try_app),
    Form.ASK_APP: FormInWords(
        _before_use, _ask_app, lambda part: f"Ask about {_asked(part)} first."
    ),
    Form.THREE: FormInWords(
        lambda part, purpose: f"Try {_three_names(part)} for {purpose}.",
        _three,
        lambda part: f"Try {_three_names(part)}: {_unmeasured(part)}.",
    ),
    Form.ASK: FormInWords(_before_use, _ask, lambda part: f"Ask about {_asked(part)} first."),
    Form.OVER: FormInWords(
        lambda part, purpose: f"{bought_for(part)} for {purpose}.",
        _over,
        lambda _: "It is over your limit.",
    ),
    Form.LIST: FormInWords(_list_verdict, _list, verdict),
    Form.WRONG: FormInWords(
        lambda _, purpose: f"Do not use generative AI for {purpose}.",
        _wrong,
        lambda _: "Not a job for generative AI.",
    ),
    Form.LEAVE: FormInWords(
        lambda part, purpose: f"Leave {purpose} as {_they(part)}: {_takes(part)}.",
        _leave,
        lambda part: (
            f"{'It is too little work' if _is_little(part) else 'It does not pay'}: leave it."
        ),
    ),
    Form.PROJECT: FormInWords(
        lambda _, purpose: f"No app passes for {purpose}.", _project, lambda _: "No app passes."
    ),
    Form.NONE: FormInWords(
        lambda _, purpose: f"No model passes your hard limits for {purpose}.",
        _none,
        lambda _: "No model passes your hard limits.",
    ),
}
