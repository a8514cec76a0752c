"""What each form of a part says on top: what to do, the guard, and how to get it. One value a form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

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
from wizard.decision.vocabulary import Check, Kind, Place, Use, Way
from wizard.plans.document.ask_first import question_of_model, question_of_product
from wizard.plans.document.blocks import GUESS
from wizard.plans.document.part import Form, PartInWords

NO_APP = "No app does this job. "
LITTLE = "That is too little work to buy or connect anything."
MOST_OF_IT = ", for the one who does most of this"
CALLS = "Check calls afterwards: a caller hears each answer at once."
DEVELOPER, IN_SHORT = "Your web developer connects it at", "Connect it at"
THINKING_OFF = " Switch its thinking off."
LOOKS = {Kind.LANGUAGE: "Read", Kind.TRANSCRIPTION: "Read", Kind.SPEECH: "Listen to", Kind.MUSIC: "Listen to"}
MACHINES = {
    MachineSize.PC: "PC",
    MachineSize.CARD: "data-centre card",
    MachineSize.SERVER: "server of eight data-centre cards",
    MachineSize.CLUSTER: "group of servers",
}


@dataclass(frozen=True, slots=True)
class FormInWords:
    verdict: Callable[[PartInWords], str]
    guard: Callable[[PartInWords], str]
    way: Callable[[PartInWords], str]
    line: Callable[[PartInWords], str]  # all of it in one line, where other parts stand above


def verdict(part: PartInWords) -> str:
    return FORMS[part.form].verdict(part)


def guard(part: PartInWords) -> str:
    """Return the second sentence: who looks at a result, or what settles the question."""
    return FORMS[part.form].guard(part)


def way(part: PartInWords, *, thinking: bool = True) -> str:
    """Return who connects or buys it, where, in which region; empty where there is nothing to get.

    `thinking` says whether it stands here that its thinking is switched off.
    """
    return FORMS[part.form].way(part) if thinking else FORMS[part.form].way(part).removesuffix(THINKING_OFF)


def line(part: PartInWords, *, short: bool = False) -> str:
    """Return what to do for a part among several, below its label; `short` leaves questions to the fold below."""
    if short and part.form is Form.ASK_PRODUCT:
        return " ".join(filter(None, (f"Ask about {part.product_name(_seat(part))} first.", now(part))))
    if short and part.form is Form.ASK and "licence-region" not in part.part.ask_first[0].unknown:
        first = f"Ask about {part.model(part.part.ask_first[0])} first."
        return " ".join(filter(None, (_no_app(part), first, passed_over(part))))
    if short and part.form is Form.THREE:
        return FORMS[part.form].line(part).replace(NO_APP, "")
    return FORMS[part.form].line(part)


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


# ---------------------------------------------------------------------------------------------------------- models


def _use(part: PartInWords) -> str:
    return f"Let {part.name} draft {part.purpose}." if part.part.drafts else f"Use {part.name} for {part.purpose}."


def leaves(part: PartInWords) -> str:
    """Return whether anything leaves the house where a model runs on a machine; empty where the line of the machine says it."""
    copy = "It runs as a smaller, unmeasured copy." if part.is_copy and part.form is not Form.THREE else ""
    away = "You rent it, so your material goes there." if part.rented else "Nothing leaves your house."
    return " ".join(filter(None, (away if part.place is not Place.EU else "", copy)))


def lost(parts: Sequence[PartInWords]) -> str:
    """Return, after a space, what limits on the place cost in quality, in each unit the most. Empty for little."""
    found = group_pairs((part.counts_wrong_words, part) for part in parts if part.choice is not None)
    worst = (max(same, key=lambda part: part.part.must_loses or 0.0) for same in found.values())
    return "".join(f" It {words}." for part in worst if (words := part.lost_to_the_best_anywhere))


def _machine(part: PartInWords) -> str:
    return f"Run it on {_hardware(part)}."


def _hardware(part: PartInWords) -> str:
    size, where = MACHINES[_size(part)], " in the EU" if part.place is Place.EU else ""
    return f"a rented {size}{where}" if part.rented else f"your own {size}"


def _size(part: PartInWords) -> MachineSize:
    return _choice(part).machine or part.answers.machine


def _model_way(part: PartInWords) -> str:
    if part.on_machine:
        return leaves(part)
    only = NO_APP if part.answers.use_of(part.job) is Use.BY_HAND else ""
    light = THINKING_OFF if _choice(part).light else ""
    return f"{only}{_connects(part)}{light}"


def _connects(part: PartInWords) -> str:
    region = ", in an EU region" if _choice(part).in_eu else ""
    return f"{DEVELOPER} {part.seller(_choice(part))}{region}."


# -------------------------------------------------------------------------------------------------------- products


def _product_way(part: PartInWords) -> str:
    seat = _seat(part)
    seats = part.seats.get(seat.product, seat.seats)
    short = ": your limit pays for no more" if seat.wanted > seats else ""
    short = short or (", the fewest that it sells" if seats > (part.answers.people or seats) else "")
    got = f"Buy {spell(seats, 'seat')}{short}."
    if seat.paid:
        got = f"You pay for it already{': check that all have a seat' if seats > 1 else ''}."
    elif seats < (part.answers.people or 1):
        those = MOST_OF_IT if seats == 1 else ", for those who do most of this"
        got = f"Buy {spell(seats, 'personal seat')}{those}{short}."
    region = " All processing stays in the EU." if part.place is Place.EU else ""
    return f"{got}{inside(part)}{region} {passed_over(part)}".strip()


def passed_over(part: PartInWords) -> str:
    """Return why what is paid for already is not taken; empty where it is, or nothing is."""
    found = (each for each in part.part.reasons if each.rule.startswith("passed-over-"))
    return " ".join(sentence(each, part.catalog, part.rate) for each in found)


def inside(part: PartInWords) -> str:
    """Return, after a space, whose models are inside a product; empty where nobody says, or for a model."""
    if not part.of_product:
        return ""
    found = part.product(_seat(part)).families
    makers = [part.catalog.provider[slug].name for slug in found if slug in part.catalog.provider]
    return f" Models of {format_list(makers, 'or')} are inside." if makers else ""


def _ask_product(part: PartInWords) -> str:
    until = "use" if _seat(part).paid else "buy"
    return f"Ask about {part.product_name(_seat(part))} before you {until} it for {part.purpose}."


def _until_then(part: PartInWords) -> str:
    """Return what can be done before the seller answers: another product, or to have a model built in."""
    found = " ".join(filter(None, (now(part), cost_of_building_in((part,)), passed_over(part))))
    if found or part.choice is None:
        return found
    return f"Until then {part.model(part.choice)} shows how good a result can be."


def cost_of_building_in(parts: Sequence[PartInWords]) -> str:
    """Return what it costs to have models built in in place of products asked about; empty where it does not pay."""
    built = [part for part in parts if part.part.or_built_in]
    if not built:
        return ""
    names = format_list(_built(same) for same in group_pairs((_where(part), part) for part in built).values())
    return f"Or have it built in: {names}. {connecting(parts)}{lost(built)}"


def _where(part: PartInWords) -> tuple[str, str]:
    """Return which model is built in, and where."""
    choice = _choice(part)
    place = part.seller(choice) + (", in the EU" if choice.in_eu else "") if choice.offer is not None else ""
    return part.model(choice), place


def _built(same: Sequence[PartInWords]) -> str:
    """Return a model that is built in, for one or several parts, and what it costs a month."""
    part, (model, place) = same[0], _where(same[0])
    if not place:
        return f"{model} on {_hardware(part)}, {part.month(_choice(part))} a month {GUESS}"
    fees = sum(_choice(each).fee or 0.0 for each in same)
    return f"{model} at {place}, {part.money(fees)} a month"


def connecting(parts: Sequence[PartInWords]) -> str:
    """Return what it costs to connect what may be built in in place of a product; each seller and machine once."""
    has = {_connected(part) for part in parts if part.form is Form.MODEL}
    new = {_connected(part) for part in parts if part.part.or_built_in} - has
    cost = f"costs about {parts[0].money(BUILD_USD * len(new))} once {GUESS}" if new else "costs nothing more"
    return f"Connecting {cost}."


def _connected(part: PartInWords) -> str:
    choice = _choice(part)
    return part.seller(choice) if choice.offer is not None else str(_size(part))


# ------------------------------------------------------------------------------------------------ without one name


def _nobody(part: PartInWords) -> str:
    one = "nobody has measured this smaller copy" if part.is_copy else "nobody has measured it"
    return "nobody has compared them" if len(part.part.to_try) > 1 else one


def _untested(part: PartInWords) -> str:
    seat = part.part.seat_tried
    if seat is not None and not seat.unknown and seat.loses is not None:
        return f"no app is good enough, and its best model loses {round(seat.loses)} of 100 to the best"
    return "nobody says which models are inside" if part.part.seat_tried is not None else "nobody has measured it"


def _three(part: PartInWords) -> str:
    return format_list(part.model(each) for each in part.part.to_try)


def bought_for(part: PartInWords) -> str:
    """Return what the limit on cost buys where that is nothing to use."""
    if not part.answers.budget_usd:
        return f"Nothing that costs money fits your limit of {part.budget}"
    return f"Your {part.budget} a month buys nothing good enough"


def _three_way(part: PartInWords) -> str:
    return "Take the one that your own people like best." if len(part.part.to_try) > 1 else _only_way(part)


def _only_way(part: PartInWords) -> str:
    """Return where the only model to try is got; empty where there are several."""
    if len(part.part.to_try) > 1:
        return ""
    return f"{_machine(part)} {_model_way(part)}".strip() if part.on_machine else _model_way(part)


def _over_guard(part: PartInWords) -> str:
    if not part.answers.budget_usd:
        return "Nothing that is free and good enough is on file: do it as you do today."
    if _only_together(part):
        return "With the rest of the job it costs more than that."
    seat = _there(part.part.over).seat
    return f"{part.product_name(seat) if seat else 'The cheapest that is good enough'} costs {part.fees_in_words}."


def _only_together(part: PartInWords) -> bool:
    """Return whether the part alone is within the limit on cost, and what else is bought is not."""
    fee, limit = part.fees, part.answers.budget_usd
    return fee is not None and limit is not None and fee <= limit


def _over_line(part: PartInWords) -> str:
    seat = _there(part.part.over).seat
    name = part.product_name(seat) if seat else ""
    if _only_together(part):
        return f"{name or 'It'} costs {part.fees_in_words}, and with the rest more than your limit."
    return f"Over your limit: {name or 'the cheapest'} costs {part.fees_in_words}."


def _cheapest(part: PartInWords) -> str:
    seat = _there(part.part.over).seat
    name = part.product_name(seat) if seat is not None else part.model(_choice(part))
    return f"The cheapest that is good enough, {name}, costs {part.fees_in_words}."


def _over_way(part: PartInWords) -> str:
    over = _there(part.part.over)
    if over.seat is not None or not part.answers.budget_usd:
        return _cheapest(part)
    best = f" The best that fits, {part.model(over.payable)}, loses {part.loses(over.payable)}." if over.payable else ""
    return f"Your limit buys {over.results:,} {part.units} of {part.model(over.cheapest)}.{best}"


def _list_verdict(part: PartInWords) -> str:
    words = f" Let {part.name} only word it." if part.name else ""
    return f"Take the answer from your list for {part.purpose}.{words}"


def _list_guard(part: PartInWords) -> str:
    copied = part.part.suitability is not None and part.part.suitability.copied
    return "The program copies each figure word for word." if copied else f"Release each {part.short_unit} yourself."


def _list_way(part: PartInWords) -> str:
    if part.seat is not None:
        return _product_way(part)
    return _connects(part) if part.choice else "Word it yourself."


def _instead(part: PartInWords) -> str:
    if any(each.rule == "live-voice" for each in part.part.reasons):
        return "Let a person take them."
    row = part.exit_advice
    return f"{row.action.partition('. ')[0].rstrip('.')}." if row is not None else "Do it as you do today."


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
        return f"one takes {format_spoken_minutes(by_hand)} by hand, and AI costs more than that"
    if by_hand is not None:
        return f"by hand it takes {part.hours_by_hand} a month"
    return f"it is {format_count(round(part.part.results), part.unit, part.units)} a month"


def _too_many(part: PartInWords) -> str:
    """Return that the largest machine does not make so many in a month; empty where it does."""
    found = (each for each in part.part.reasons if each.rule == "too-many-for-the-machine")
    return next((sentence(each, part.catalog, part.rate) for each in found), "")


def missing(unknown: Sequence[str]) -> str:
    """Return how many facts are missing, or what is known to stand in the way."""
    if "licence-region" in unknown:
        return "Its licence does not hold for firms in the EU."
    return (
        "One fact is missing." if len(unknown) == 1 else f"{capitalise(spell_count(len(unknown)))} facts are missing."
    )


def _ask_product_line(part: PartInWords) -> str:
    seat = _seat(part)
    first = question_of_product(part, replace(seat, unknown=seat.unknown[:1]))
    return " ".join(filter(None, (f"Ask first: {first}", _more(seat.unknown), now(part))))


def _more(unknown: Sequence[str]) -> str:
    """Return how many more questions there are after the first."""
    left = len(unknown) - 1
    return f"{capitalise(spell_count(left))} more {'stands' if left == 1 else 'stand'} below." if left else ""


def _no_app(part: PartInWords) -> str:
    """Return that no app does what is to be done by hand; empty where it is built in."""
    return "No app passes." if part.part.way is Way.SEAT else ""


def _ask_model_line(part: PartInWords) -> str:
    asked = part.part.ask_first[0]
    barred = f"{missing(asked.unknown)} " if "licence-region" in asked.unknown else ""
    first = question_of_model(part, replace(asked, unknown=asked.unknown[:1]))
    return " ".join(filter(None, (f"{barred}Ask first: {first}", _more(asked.unknown))))


def now(part: PartInWords) -> str:
    """Return the product that can be used until the question is answered; empty where none can."""
    seat = part.part.seat_now
    if seat is None or seat.loses is None:
        return ""
    besides = f" It needs {seat.needs} besides." if seat.needs else ""
    return f"{part.product_name(seat)} can be used now. Its best model loses {round(seat.loses)} of 100 to the best that passes.{besides}"


FORMS: Mapping[Form, FormInWords] = {
    Form.MODEL: FormInWords(
        _use,
        lambda part: _machine(part) if part.on_machine else released(part),
        _model_way,
        lambda part: f"{_only_way(part)}{lost((part,))} {released(part)}",
    ),
    Form.PRODUCT: FormInWords(_use, released, _product_way, lambda part: f"{_product_way(part)} {released(part)}"),
    Form.TRY_PRODUCT: FormInWords(
        lambda part: f"Try {part.name} for {part.purpose}.",
        lambda part: f"Your test decides: {_untested(part)}.",
        lambda part: " ".join(filter(None, (_product_way(part), cost_of_building_in((part,))))),
        lambda part: f"Try it: {_untested(part)}. {_product_way(part)} {released(part)}",
    ),
    Form.ASK_PRODUCT: FormInWords(
        _ask_product, lambda part: missing(_seat(part).unknown), _until_then, _ask_product_line
    ),
    Form.THREE: FormInWords(
        lambda part: f"Try {_three(part)} for {part.purpose}.",
        lambda part: f"Your test decides: {_nobody(part)}.",
        _three_way,
        lambda part: " ".join(filter(None, (f"Try {_three(part)}: {_nobody(part)}.", _only_way(part), released(part)))),
    ),
    Form.ASK: FormInWords(
        lambda part: f"Ask about {part.model(part.part.ask_first[0])} before you use it for {part.purpose}.",
        lambda part: missing(part.part.ask_first[0].unknown),
        lambda part: " ".join(filter(None, (_no_app(part), _too_many(part), passed_over(part)))),
        lambda part: " ".join(filter(None, (_no_app(part), _ask_model_line(part), passed_over(part)))),
    ),
    Form.OVER: FormInWords(
        lambda part: f"{bought_for(part)} for {part.purpose}.",
        _over_guard,
        _over_way,
        _over_line,
    ),
    Form.LIST: FormInWords(
        _list_verdict,
        _list_guard,
        _list_way,
        lambda part: " ".join(filter(None, (_list_verdict(part), _list_way(part), _list_guard(part)))),
    ),
    Form.WRONG: FormInWords(
        lambda part: f"Do not use generative AI for {part.purpose}.",
        _instead,
        lambda part: " ".join(sentence(each, part.catalog, part.rate) for each in part.part.reasons),
        lambda part: f"Not a job for generative AI. {_instead(part)}",
    ),
    Form.LEAVE: FormInWords(
        lambda part: f"Leave {part.purpose} as {_they(part)}: {_takes(part)}.",
        lambda part: LITTLE if _is_little(part) else f"To buy, {part.to_check} and mend costs more than your time.",
        lambda part: (
            f"It begins to pay near {format_rough(round(part.part.pays_from))} {part.units} a month."
            if part.part.pays_from
            else ""
        ),
        lambda part: f"{'It is too little work' if _is_little(part) else 'It does not pay'}: leave it.",
    ),
    Form.PROJECT: FormInWords(
        lambda part: f"No app passes for {part.purpose}.",
        lambda _: "Decide whether to have it built in.",
        lambda part: (
            f"{cost_of_building_in((part,)).removeprefix('Or have it built in: ')} {passed_over(part)}".strip()
        ),
        lambda part: f"No app passes. Decide whether to have it built in. {passed_over(part)}".strip(),
    ),
    Form.NONE: FormInWords(
        lambda part: f"No model passes your hard limits for {part.purpose}.",
        lambda part: _too_many(part) or "Relax one of them, or wait.",
        lambda _: "",
        lambda part: f"No model passes your hard limits. {_too_many(part) or 'Relax one of them, or wait.'}",
    ),
}
