"""The decision on top: a headline with the name, how to get it, and four answers in at most 180 words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from catalog.formatting import (
    MONTHS,
    about,
    capitalise,
    format_count,
    format_list,
    format_long_day,
    format_rough,
    lower_first,
    spell,
    spell_count,
    with_article,
)
from catalog.schema import group_pairs
from catalog.vocabulary import MachineSize
from wizard.decision.decision import Bill, Decision, PilotPlan
from wizard.decision.explain import sentence
from wizard.decision.pilot import CASES_WHEN_THIN, FEWEST_CASES
from wizard.decision.reasons import WORK_HOURS_A_MONTH
from wizard.decision.vocabulary import Certainty, Check, Kind, Way
from wizard.plans.document.ask_first import question_of_model, question_of_product
from wizard.plans.document.basis import Basis
from wizard.plans.document.blocks import GUESS, Answer, Head, How, PlanState
from wizard.plans.document.part import MEDIA, Form, PartInWords, checking, purposes
from wizard.plans.document.risks import biggest_risk
from wizard.plans.document.verdicts import (
    CALLS,
    DEVELOPER,
    IN_SHORT,
    MOST_OF_IT,
    NO_APP,
    bought_for,
    cost_of_building_in,
    guard,
    inside,
    leaves,
    line,
    lost,
    passed_over,
    released,
    verdict,
    way,
)
from wizard.plans.document.words import TEXTS

SENTENCE_END = re.compile(r"(?<=[.?]) (?=[A-Z])")
ONE_EVENING = 3  # hours of reading
TOO_SHORT = 1  # minute: less is too short to judge a result that does harm
MOST_NAMED = 3  # so many parts are named above the headline
WORTH_NAMING = 20  # times what it costs: less of a sum is not said apart
UNDONE = {Form.ASK, Form.ASK_PRODUCT, Form.OVER, Form.NONE, Form.PROJECT}
UNBOUGHT = {Form.ASK, Form.ASK_PRODUCT, Form.NONE, Form.PROJECT}
MOST_APART = 2  # so many parts have a sentence each in the headline

CHALLENGER_WHY = TEXTS["challenger"]

HARM = TEXTS["harm"]

# What stands above everything: the law, and figures that cannot be right.
WARNINGS = {
    "high-risk-use",
    "may-be-high-risk",
    "written-consent",
    "impersonation",
    "invented-reviews",
    "more-work-than-people",
}
type Tried = tuple[PartInWords, PilotPlan]
# What ends it where nothing is tried yet; of several jobs the first of these, so that those without AI come last.
UNTRIED, TRY_INSTEAD, TRY_AFTER = TEXTS["untried"], TEXTS["try"], TEXTS["try-after"]


def head(basis: Basis, state: PlanState) -> Head:
    """Return the decision in words."""
    decision, parts, answers, catalog = basis.decision, basis.parts, basis.answers, basis.catalog
    served = purposes(parts) if len(parts) <= MOST_NAMED else f"{spell_count(len(parts))} tasks"
    warnings = " ".join(sentence(each, catalog, basis.rate) for each in decision.reasons if each.rule in WARNINGS)
    warned = dict.fromkeys(SENTENCE_END.split(warnings))
    risk, guarded = biggest_risk(decision, parts, catalog)
    guarded = " ".join(each for each in SENTENCE_END.split(guarded) if each not in warned)
    return Head(
        kicker=capitalise(answers.title) or (f"{answers.firm}: {served}" if answers.firm else capitalise(served)),
        state=state,
        headline=headline(parts),
        how=how(parts),
        answers=(
            _answer("costs", "It costs", "money/", costs(basis)),
            *trial_and_stop(decision, parts, late=state.late),
            _answer("risk", "Biggest risk", "evidence/#risks", (risk, guarded)),
        ),
        warning=" ".join(warned),
    )


def trial_and_stop(decision: Decision, parts: Sequence[PartInWords], *, late: bool = False) -> tuple[Answer, Answer]:
    """Return how it is tried, and what ends it, of many tasks for the job that starts; `late` where its day has passed."""
    proof = f"evidence/#{'test' if any(part.pilot is not None for part in parts) else 'why'}"
    left = _untried(parts) is Form.LEAVE and all(part.pilot is None for part in parts)
    return (
        _answer("try", "Try it so", proof, trial(parts, _first(decision, parts), late=late)),
        _answer("stop", "Look again if" if left else "Stop if", proof, stop(parts, _first(decision, parts))),
    )


def _first(decision: Decision, parts: Sequence[PartInWords]) -> list[Tried]:
    """Return what is tried first: all of one or two tasks, of more those of the job that goes into daily work first."""
    tried = [(part, part.pilot) for part in parts if part.pilot is not None]
    job_of = {part.part.key: part.job.key for part, _ in tried}
    job = next((job_of[start.part] for start in decision.scale.order if start.part in job_of), "")
    return tried if len(tried) <= MOST_APART else [each for each in tried if each[0].job.key == job]


def _answer(key: str, label: str, address: str, texts: tuple[str, str]) -> Answer:
    return Answer(key=key, label=label, big=texts[0], fine=texts[1], address=address)


# ------------------------------------------------------------------------------------------------------- headline


def headline(parts: Sequence[PartInWords]) -> tuple[str, ...]:
    """Return what to do: a sentence and its guard for one part, a sentence a part for two, one a name for more."""
    if not parts:
        return ("Choose what AI shall do first.",)
    if len(parts) == 1:
        return (verdict(parts[0]), guard(parts[0]))
    if all(part.form is Form.OVER for part in parts):
        return (f"{bought_for(parts[0])}.",)
    if not (shown := settled(parts)):
        return (_unsettled(parts), "No name can be advised yet.")
    if len(shown) <= MOST_APART and len({(part.form, part.name) for part in shown}) == len(shown):
        first, *others = shown
        same = {part.job.key for part in shown} == {first.job.key}
        return (verdict(first), *(_of_same_job(each) if same else verdict(each) for each in others))
    if _many(parts):
        found = [f"{_tools(parts)} for {spell_count(sum(part.advised for part in parts))} tasks."]
    elif any(part.advised for part in shown):
        found = [_use(name, served) for name, served in by_name(shown)]
    else:
        found = [verdict(part) for part in shown[:MOST_APART]]
    return tuple(found)


def _of_same_job(part: PartInWords) -> str:
    """Return what to do for a part whose job the sentence before names."""
    return verdict(part).replace(f" for {part.result}.", ".")


def _tools(parts: Sequence[PartInWords]) -> str:
    """Return how many tools to use and how many to try, of which no part is sure: use one tool and try two."""
    names = [served for _, served in by_name(parts)]
    tried = sum(all(part.form is Form.TRY_PRODUCT for part in served) for served in names)
    counts = {"use": len(names) - tried, "try": tried}
    return capitalise(format_list(f"{does} {spell(count, 'tool')}" for does, count in counts.items() if count))


def _use(name: str, served: Sequence[PartInWords]) -> str:
    if len(served) == 1:
        return verdict(served[0])
    sure, tried = ([part for part in served if (part.form is Form.TRY_PRODUCT) == only] for only in (False, True))
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
        part.product_name(seat)
        for part in parts
        if part.form is Form.ASK_PRODUCT and (seat := part.seat_to_ask) is not None
    } | {part.model(part.part.ask_first[0]) for part in parts if part.form is Form.ASK}
    if not asked:
        project = any(part.form is Form.PROJECT for part in parts)
        return "No app passes for your work by hand." if project else "Relax one of your limits."
    return f"Ask {spell(len(asked), 'seller')} first."


def settled(parts: Sequence[PartInWords]) -> list[PartInWords]:
    """Return the parts that a headline can say: names to use and lists that answer, else jobs that are not for AI."""
    found = [part for part in parts if part.advised or part.form is Form.LIST]
    asks = any(part.form in {Form.ASK, Form.ASK_PRODUCT} for part in parts)
    return found or [part for part in parts if part.form is Form.WRONG or (part.form is Form.LEAVE and not asks)]


def by_name(parts: Iterable[PartInWords]) -> list[tuple[str, tuple[PartInWords, ...]]]:
    """Return the parts that each name serves, the name that serves most first."""
    found = group_pairs((part.name, part) for part in parts if part.advised)
    return sorted(found.items(), key=lambda each: -len(each[1]))


# ------------------------------------------------------------------------------------------------------------ how


def how(parts: Sequence[PartInWords]) -> tuple[How, ...]:
    """Return how each part is bought and who releases it; what is asked first is marked as unknown."""
    if len(parts) == 1:
        return tuple(each for each in (How(text=_alone(parts[0])), *_question(parts[0])) if each.text)
    few = len(parts) <= MOST_APART or not settled(parts)
    instead = tuple(How(text=text) for text in (cost_of_building_in(parts),) if text and few)
    named = tuple(_by_name(parts))
    alike = tuple(How(label=label, text=text) for text, label in (_released_alike(parts),) if text)
    lines = (*named, *_unadvised(parts, named), *alike, *instead)
    return (*lines, *_not_taken(parts, " ".join(each.text for each in lines)))


def _released_alike(parts: Sequence[PartInWords]) -> tuple[str, str]:
    """Return who releases a result where that is so for several names to use or to try, with its label: none where it is for all."""
    tried = [part for part in parts if part.advised or part.form is Form.THREE]
    names = {
        text: {*found} for text, found in group_pairs((released(part, "result"), part.name) for part in tried).items()
    }
    most = max(names, key=lambda text: len(names[text]), default="")
    return (most, "All others" if len(names) > 1 else "") if len(names.get(most, ())) > 1 else ("", "")


def _not_taken(parts: Sequence[PartInWords], stated: str) -> Iterator[How]:
    """Yield why an app that is paid for already serves no part, once, where no line says it yet."""
    named = {part.slug for part in parts}
    for part in parts:
        for each in part.part.reasons:
            app, why = str(dict(each.parameters).get("product")), sentence(each, part.catalog, part.rate)
            if each.rule.startswith("passed-over-") and app not in named and why not in stated:
                named.add(app)
                yield How(text=why)


def _by_name(parts: Sequence[PartInWords]) -> Iterator[How]:
    """Yield a line for each name; what the place costs in quality stands where it is most."""
    (alike, _), written = _released_alike(parts), set[str]()
    models = [part for part in parts if part.form is Form.MODEL]
    less = {*SENTENCE_END.split(lost(models).strip())}
    for name, served in by_name(parts):
        sentences = SENTENCE_END.split(_served(served, parts, elsewhere=alike))
        quality = {*SENTENCE_END.split(lost([part for part in served if part in models]).strip())} - less
        text = " ".join(each for each in dict.fromkeys(sentences) if each not in written | quality)
        yield How(label=name, text=text.replace(MOST_OF_IT, "") if MOST_OF_IT in written else text)
        written |= {MOST_OF_IT} if MOST_OF_IT in text else set()
        written.update(each for part in served if part.on_machine for each in SENTENCE_END.split(leaves(part)))
        written |= {CALLS} & {*sentences}


def _unadvised(parts: Sequence[PartInWords], named: Sequence[How]) -> tuple[How, ...]:
    """Return a line for each end without a name; the parts that end alike share it. What is said on top or of the same app is left out."""
    on_top, (alike, _) = headline(parts), _released_alike(parts)
    brief = (DEVELOPER, IN_SHORT if len(parts) > MOST_APART else DEVELOPER)
    written = {(each.label, sentence) for each in named for sentence in SENTENCE_END.split(each.text)}

    def summary(part: PartInWords) -> str:
        named_above = not {verdict(part), _of_same_job(part)}.isdisjoint(on_top)
        whole = " ".join(filter(None, (guard(part), way(part)))) if named_above else line(part, short=True)
        elsewhere = {sentence(each, part.catalog) for each in part.part.reasons if each.rule in WARNINGS}
        if part.form is Form.THREE and (
            released(part, "result") == alike or (released(part) == CALLS and any(CALLS in each.text for each in named))
        ):
            elsewhere.add(released(part))
        whole = whole.replace(inside(part), "").replace(*brief)
        sentences = (each for each in SENTENCE_END.split(whole) if each not in elsewhere)
        return " ".join(each for each in sentences if (part.name, each) not in written) + _meanwhile(part, parts)

    lines = group_pairs((summary(part), part) for part in parts if not part.advised)
    asked = {Form.ASK, Form.ASK_PRODUCT}
    return tuple(
        How(
            label=capitalise(_briefly(served, parts)),
            text=text,
            unknown=served[0].form in asked,
        )
        for text, served in lines.items()
    )


def _briefly(some: Sequence[PartInWords], parts: Sequence[PartInWords]) -> str:
    """Return what some of the parts are for; by its medium alone where only its job has several and the headline names it."""
    several = {part.job.key for part in parts if part.siblings > 1}
    named = {part.job.key for part in parts if part.advised}
    if len(some) == 1 and several == {some[0].job.key} and several <= named:
        return MEDIA[some[0].part.kind]
    return purposes(some)


def _served(served: Sequence[PartInWords], parts: Sequence[PartInWords], *, elsewhere: str) -> str:
    """Return what one name serves, where the headline does not say it, where it runs or is got, in which setting, what that costs in quality, and who releases what."""
    light = [part for part in served if part.form is Form.MODEL and part.choice is not None and part.choice.light]
    thinking = f"Switch its thinking off for {purposes(light)}." if light and len(light) < len(served) else ""
    got = dict.fromkeys(_got(part, brief=len(parts) > MOST_APART, thinking=not thinking) for part in served)
    runs = dict.fromkeys(guard(part) for part in served if guard(part) != released(part))
    releases_of = ((released(part, "result"), released(part)) for part in served)
    alike = group_pairs((of_all, own) for of_all, own in releases_of if of_all != elsewhere)
    releases = (each[0] if len(set(each)) == 1 else of_all for of_all, each in alike.items())
    apart = len(served) > MOST_APART or _many(parts)
    what = f"{capitalise(purposes(served))}." if apart else ""
    quality = lost([part for part in served if part.form is Form.MODEL]).strip()
    return " ".join(filter(None, (what, *_without_shorter(runs), *_without_shorter(got), thinking, quality, *releases)))


def _without_shorter(stated: Mapping[str, None]) -> list[str]:
    """Return sentences without those that another one says with more, such as in which region."""
    begun = ((each, each.rstrip(".")) for each in stated)
    return [
        each for each, start in begun if not any(other.startswith((f"{start}, ", f"{start} in ")) for other in stated)
    ]


def _got(part: PartInWords, *, brief: bool, thinking: bool) -> str:
    """Return where one of several parts is got; `brief` leaves out why no app, or not what is paid for already, is taken."""
    text = way(part, thinking=thinking).replace(inside(part), "").replace(cost_of_building_in((part,)), "").strip()
    return (
        text.replace(passed_over(part), "").removeprefix(NO_APP).replace(DEVELOPER, IN_SHORT).strip() if brief else text
    )


def _alone(part: PartInWords) -> str:
    """Return how the only part is bought, what that costs in quality, and who releases it where the guard does not."""
    quality = lost((part,)) if part.form is Form.MODEL else ""
    tried = part.advised or part.form is Form.THREE
    release = f" {released(part)}" if tried and guard(part) != released(part) else ""
    return f"{way(part)}{quality}{release}".strip()


def _meanwhile(part: PartInWords, parts: Sequence[PartInWords]) -> str:
    """Return, after a space, that the other half of a job is done as today; empty where its job has no half to use."""
    half = any(other.advised and other.job.key == part.job.key for other in parts)
    return f" Until then make the {MEDIA[part.part.kind]} as you do today." if half and part.form in UNDONE else ""


def _question(part: PartInWords) -> tuple[How, ...]:
    """Return the question that settles it, where one does."""
    if part.form is Form.ASK_PRODUCT and part.seat_to_ask is not None:
        return (How(label="Ask", text=question_of_product(part, part.seat_to_ask), unknown=True),)
    if part.form is Form.ASK:
        return (How(label="Ask", text=question_of_model(part, part.part.ask_first[0]), unknown=True),)
    return ()


# ----------------------------------------------------------------------------------------------------------- costs


def costs(basis: Basis) -> tuple[str, str]:
    """Return what a month costs, each machine and seat once, what is a guess of ours, and up to when it pays."""
    bill, parts = basis.decision.bill, basis.parts
    priced = counted(parts)
    fine = [
        *_whats_in_it(basis, priced),
        *_besides(priced),
        *_stale(priced),
        *_loosened(priced),
        *_each(basis, priced),
        *_connecting(basis),
    ]
    too_many_hours = any(each.rule == "more-work-than-people" for each in basis.decision.reasons)
    fine += [*([] if too_many_hours else _reading(parts)), *_pays(parts)]
    if not bill.advised and all(part.form in UNBOUGHT for part in parts):
        fine = ["Nothing is advised, so nothing is bought."]
    return _month(basis, priced), " ".join(fine)


def counted(parts: Sequence[PartInWords]) -> tuple[PartInWords, ...]:
    """Return the parts whose money is counted, as the bill counts them; where there are none, what is over the limit.

    Nothing is priced of what has to be asked about first.
    """
    priced = tuple(part for part in parts if part.fees is not None)
    return tuple(part for part in priced if part.advised or part.form in {Form.LIST, Form.THREE}) or tuple(
        part for part in priced if part.form is Form.OVER
    )


def _month(basis: Basis, priced: Sequence[PartInWords]) -> str:
    bill, parts = basis.decision.bill, basis.parts
    if parts and all(part.form in {Form.WRONG, Form.LEAVE} for part in parts):
        return "Nothing here"
    if len(parts) == 1 and parts[0].form is Form.THREE:
        return f"{capitalise(tried_fees(parts[0]))} a month"
    if not bill.advised and all(part.form is not Form.OVER for part in parts):
        return TEXTS["costs"].get(_untried(parts), "Nothing yet")
    if not priced or bill.usd_month is None:
        return "Not known yet"
    guessed = len(priced) > 1 and not _priced_apart(basis, priced)
    guess = f" {GUESS}" if guessed and any(_guessed(part) or part.part.results_guessed for part in priced) else ""
    return f"{about(basis.money(bill.usd_month))} a month{guess}" if bill.usd_month else "Nothing more than today"


def counted_once(bill: Bill) -> str:
    """Return what serves several tasks and is counted once, such as one machine; empty where nothing does."""
    several = [bought for bought in bill.lines if len(bought.parts) > 1 and bought.usd_month != 0]
    counts = Counter[Way]()
    for bought in several:
        counts[bought.way] += bought.count
    things = format_list(spell(count, way) for way, count in counts.items())
    return f"{capitalise(things)} for {spell(sum(len(bought.parts) for bought in several), 'task')}" if several else ""


def tried_fees(part: PartInWords) -> str:
    """Return the fees of a month of the three to try, from the lowest to the highest; of one, or of equal ones, about that."""
    fees = [each.fee for each in part.part.to_try if each.fee is not None]
    ends = dict.fromkeys(part.money(end(fees)) for end in (min, max)) if fees else ()
    return " to ".join(ends) if len(ends) > 1 else lower_first(about("".join(ends)))


def _whats_in_it(basis: Basis, priced: Sequence[PartInWords]) -> list[str]:
    """Return what the money is for, and the limit on it; of several parts with unlike prices the limit alone."""
    if not priced:
        return []
    parts, found = basis.parts, counted_once(basis.decision.bill)
    if len(priced) == 1:
        found = fee_words(priced[0], short=priced[0].siblings > MOST_APART)
    elif _priced_apart(basis, priced):
        found = format_list(f"{part.fees_in_words}{_guessed(part)} for {_briefly((part,), parts)}" for part in priced)
    elif not found:
        found = _most_of_it(basis, priced)
    over = any(part.form is Form.OVER for part in priced)
    limit = (
        "" if basis.answers.budget_usd is None else f"{'your limit is' if over else 'within your'} {priced[0].budget}"
    )
    joined = ("; " if over else ", ").join(filter(None, (found, limit)))
    return [f"{capitalise(joined)}."] if joined else []


def _most_of_it(basis: Basis, priced: Sequence[PartInWords]) -> str:
    """Return what takes more than half of the money of several tasks; empty where nothing does."""
    bill = basis.decision.bill
    largest = max(bill.lines, key=lambda line: line.usd_month or 0.0, default=None)
    if largest is None or (largest.usd_month or 0.0) * 2 <= (bill.usd_month or 0.0):
        return ""
    most = basis.money(largest.usd_month)
    served = [part for part in priced if part.part.key in largest.parts]
    return f"{most} of it for {purposes(served)}" if served and most != basis.money(bill.usd_month) else ""


def _priced_apart(basis: Basis, priced: Sequence[PartInWords]) -> bool:
    """Return whether each of two tasks is said with its price: nothing serves both, it costs, and neither is next to nothing."""
    bill, least = basis.decision.bill, min(part.fees or 0 for part in priced)
    apart = len(priced) == MOST_APART and bill.usd_month != 0 and not counted_once(bill)
    return apart and least * WORTH_NAMING >= (bill.usd_month or 0)


def _besides(priced: Iterable[PartInWords]) -> list[str]:
    """Return what else has to be paid for, such as another licence."""
    needs = dict.fromkeys(part.seat.needs for part in priced if part.seat is not None and not part.seat.paid)
    wanted = [each for each in needs if each]
    return [f"Plus {format_list(wanted)} for each, if you have none."] if wanted else []


def _stale(priced: Sequence[PartInWords]) -> list[str]:
    """Return which prices of seats were seen too long ago to be those of today, where several parts are priced."""
    seats = {part.name: part.seat for part in priced if part.seat is not None and part.seat.usd_month}
    found = []
    for name, seat in seats.items() if len(priced) > 1 else ():
        if seat.price_seen is not None:
            which = f"{name}: price" if len(seats) > 1 else "Price"
            note = f", {lower_first(seat.price_note.rstrip('.'))}" if seat.price_note else ""
            found.append(f"{which} last seen {format_long_day(seat.price_seen)}{note}.")
    return found


def _guessed(part: PartInWords) -> str:
    """Return the mark of a guess, after a space, where a machine is paid for."""
    return f" {GUESS}" if part.on_machine else ""


def _of_own_pc(part: PartInWords) -> bool:
    return part.choice is not None and part.choice.machine is MachineSize.PC and not part.rented


def _loosened(priced: Sequence[PartInWords]) -> list[str]:
    """Return that the limit on cost allows a model further behind the best than the stakes do."""
    loosened = [part for part in priced if part.part.loosened and part.form is Form.MODEL]
    if not loosened:
        return []
    which = "it" if len(priced) == 1 else purposes(loosened)
    if any(part.counts_wrong_words for part in loosened):
        return [f"So {which} may be a step further behind the best."]
    return [f"So {which} may lose 60 of 100 to the best, not 55."]


def _each(basis: Basis, priced: Sequence[PartInWords]) -> list[str]:
    """Return what one result costs, where that is more than an hour of work, and what is cheaper and good enough."""
    alone = {line.parts[0] for line in basis.decision.bill.lines if len(line.parts) == 1}
    found = []
    for part in priced:
        if part.part.key in alone and (costs := part.dear_result):
            fees = part.fees or 0.0
            others = (each.choice for each in part.part.rungs if not each.over and part.advised)
            cheaper = next((each for each in others if each.fee is not None and each.fee * 2 <= fees), None)
            instead = f" {part.model(cheaper)} is good enough too, for {part.month(cheaper)}." if cheaper else ""
            which = f"For {part.purpose} that" if len(priced) > 1 else "That"
            found.append(f"{which} is {costs}.{instead}")
    return found


def _reading(parts: Sequence[PartInWords]) -> list[str]:
    """Return how long people read in a month, where it is more than one person works."""
    jobs = {part.job.key: part for part in parts if part.advised and part.part.minutes}
    hours = sum((part.part.minutes or 0.0) * part.part.results for part in jobs.values()) / 60
    guess = f" {GUESS}" if any(part.answers.check_minutes is None for part in jobs.values()) else ""
    people = next((part.answers.people for part in jobs.values()), None)
    if hours <= WORK_HOURS_A_MONTH:
        return []
    too_many = people is not None and hours > people * WORK_HOURS_A_MONTH
    most = f", more than {format_count(people or 1, 'person', 'people')} can do" if too_many else ""
    return [f"{capitalise(checking(jobs.values()))} takes {format_rough(round(hours))} hours a month{guess}{most}."]


def fee_words(part: PartInWords, *, short: bool = False) -> str:
    """Return what a month's money is for, with the mark where the volume or the thinking is our guess."""
    choice, results = part.choice, format_count(round(part.part.results), part.unit, part.units)
    if part.form is Form.LIST and not part.name:
        return "your list is enough, so nothing is bought"
    volume = f"{results} {GUESS}" if part.part.results_guessed else results
    seat = part.seat or (part.part.over.seat if part.form is Form.OVER and part.part.over is not None else None)
    if seat is not None:
        seen = f", a price last seen {format_long_day(seat.price_seen)}" if seat.price_seen and not short else ""
        note = f" ({lower_first(seat.price_note.rstrip('.'))})" if seat.price_note and not short else ""
        return f"for {spell(seat.seats, 'seat')}{note}{seen}" if part.fees else f"for {volume}"
    if choice is not None and choice.offer is None:
        return f"for the machine, {'worn out in three years' if _of_own_pc(part) else 'at what one like it rents for'} {GUESS}"
    if choice is not None and choice.fee_low is not None and choice.fee_low != choice.fee_high:
        low, high = part.money(choice.fee_low), part.money(choice.fee_high)
        return f"in fees for {volume}, {low} to {high} by how long it thinks {GUESS}"
    return f"in fees for {volume}"


def _connecting(basis: Basis) -> list[str]:
    once = basis.decision.bill.usd_once
    return [f"Connecting costs about {basis.money(once)} once {GUESS}."] if once else []


def _pays(parts: Sequence[PartInWords]) -> list[str]:
    """Return up to how long reading and mending one may take, so that it pays; of several the fold on money says it."""
    return [threshold(part, today=False) for part in parts if part.advised] if len(parts) == 1 else []


def threshold(part: PartInWords, *, today: bool = True) -> str:
    """Return up to when a part pays, or why nobody can say; `today` adds how long one takes by hand."""
    if part.part.pays_below_minutes is None:
        if part.check is Check.NOBODY:
            return "Nobody reads them, so only the fees count."
        wanted = [] if part.minutes_by_hand else ["how long one takes today"]
        wanted += [] if part.answers.wage_usd is not None else ["what an hour costs"]
        if not wanted:
            return "Nobody can say yet when it pays; your test can."
        return f"Tell us {format_list(wanted)}, and we say when it pays."
    by_hand = f" Making one takes {part.minutes_by_hand} today." if today and part.minutes_by_hand else ""
    if part.check is Check.SAMPLE:
        unit = with_article(part.short_unit)
        return f"It pays while {part.to_check}ing takes less than {part.limit_minutes} {unit}, on average over all.{by_hand}"
    short = part.task.released and (part.part.pays_below_minutes or TOO_SHORT) < TOO_SHORT
    warning = " That is too short to judge one." if short else ""
    return (
        f"It pays as long as {part.to_check}ing and mending one takes less than {part.limit_minutes}.{warning}{by_hand}"
    )


# ------------------------------------------------------------------------------------------------- trial and stop


def trial(parts: Sequence[PartInWords], tried: Sequence[Tried], *, late: bool = False) -> tuple[str, str]:
    """Return how it is tried: how many, by when, with which model beside it."""
    if not tried:
        first = _untried(parts)
        row = next((part.exit_advice for part in parts if part.form is first), None)
        wrong = row.effort if row is not None and first is Form.WRONG else ""
        return wrong or TRY_INSTEAD.get(first, "Nothing yet"), row.needs if row is not None else TRY_AFTER[first]
    tested = [part for part, _ in tried]
    day = max(pilot.decides_by for _, pilot in tried)
    by_job = group_pairs((part.job.key, pilot.hours) for part, pilot in tried)
    read = [each for hours in by_job.values() for each in hours]
    hours = None if None in read else sum(max(each or 0.0 for each in hours) for hours in by_job.values())
    evening = ", one evening" if hours is not None and hours <= ONE_EVENING and len(tried) <= MOST_APART else ""
    reading = (
        [f"{capitalise(checking(tested))} takes about {round(hours)} hours."]
        if hours is not None and hours > ONE_EVENING
        else []
    )
    few = [part for part, pilot in tried if pilot.cases < FEWEST_CASES]
    proof = [f"So few {'prove' if few[0] is tested[0] else 'of one task prove'} nothing."] if few else []
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
        runs = (f"{format_list(dict.fromkeys(each))} beside {it or name}" for name, each in challengers.items())
        return [f"Run {', '.join(runs)}."] if challengers else []
    part = tried[0]
    lines = []
    if part.of_product:
        return [f"Run {part.second} beside it."] if part.second else []
    if part.part.chosen is not None and part.part.pick is not None:
        lines.append(f"Test {part.model(part.part.chosen)}, your choice, and {part.model(part.part.pick)} beside it.")
    elif part.part.challenger is not None:
        why = CHALLENGER_WHY[part.part.challenger_why]
        lines.append(f"Run {part.model(part.part.challenger)} beside it: {why}.")
    elif part.form is Form.MODEL:
        lines.append("No other model passes your limits, so it runs alone.")
    if part.part.certainty is Certainty.THIN and part.form is Form.MODEL:
        cases = part.pilot.cases if part.pilot is not None else 0
        lines.append(
            "The figures are few, so test 40 instead of 20." if cases == CASES_WHEN_THIN else "The figures are few."
        )
    return lines


def stop(parts: Sequence[PartInWords], tried: Sequence[Tried]) -> tuple[str, str]:
    """Return what ends the trial: a harmful result of any task at once, else too many to be done again."""
    if not tried:
        first = _untried(parts)
        left = first is Form.LEAVE
        fine = "Or one takes you much longer than today." if left else "Then do it as you do today."
        row = next((part.exit_advice for part in parts if part.form is first), None)
        asked = [part.part.or_built_in for part in parts if part.form is Form.ASK_PRODUCT]
        if asked and all(asked):
            fine = "Then have it built in."
        return (row.stop.rstrip(".") if row is not None else "") or UNTRIED[first], fine
    many, allowed = _misses(tried)
    harmful = (part for part in parts if part.pilot is not None and part.pilot.ends_after_harmful is not None)
    severe = next(harmful, None)
    if severe is not None:
        return HARM[severe.job.stakes].format(unit=severe.short_unit), f"or {many}.{allowed}"
    if tried[0][0].form is Form.LIST:
        return "One figure differs from your list", f"or {many}.{allowed}"
    return capitalise(many), allowed.strip()


def _untried(parts: Iterable[PartInWords]) -> Form:
    """Return the form that says what ends it where nothing is tried yet."""
    forms = {part.form for part in parts}
    return next((Form(form) for form in UNTRIED if form in forms), Form.NONE)


def _misses(tried: Sequence[Tried]) -> tuple[str, str]:
    """Return which number of misses ends the trial, and after a space what each of more than two tasks allows."""
    counts = dict.fromkeys((_counted(part, pilot, tried), pilot.most_misses) for part, pilot in tried)
    if not any(most for _, most in counts):
        return "one has to be done again", ""
    least = min((pilot for _, pilot in tried), key=lambda pilot: pilot.cases)
    alike = all(pilot.most_misses * least.cases == least.most_misses * pilot.cases for _, pilot in tried)
    if len(counts) > MOST_APART and alike:
        return f"more than {least.most_misses} of {least.cases} of any kind have to be done again", ""
    if len(counts) > MOST_APART:
        allowed = group_pairs((most, cases) for cases, most in counts)
        allowances = (f"Of {format_list(cases, 'or')}: {most or 'none'}." for most, cases in allowed.items())
        return "more have to be done again than stands here", f" {' '.join(allowances)}"
    found = sorted(counts, key=lambda each: each[1])
    if not found[0][1]:
        return f"{format_list((f'{most + 1} of {cases}' for cases, most in found), 'or')} have to be done again", ""
    return f"more than {format_list((f'{most} of {cases}' for cases, most in found), 'or')} have to be done again", ""


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
