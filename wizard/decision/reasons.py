"""Reasons: which rules, answers and facts a decision rests on. They are worded when they are shown."""

from collections.abc import Iterator

from catalog.formatting import format_rate
from catalog.schema import Catalog, ExchangeRate, Price, Score
from catalog.vocabulary import Medium, Risk
from wizard.decision.answers import Answers, hours_by_hand
from wizard.decision.buying import Seat, Seats
from wizard.decision.decision import Fact, Parameter, Reason
from wizard.decision.evidence import Limit
from wizard.decision.ranking import Candidate, Ranking
from wizard.decision.tasks import HIGH_RISK_USE
from wizard.decision.vocabulary import Place, Preference, State
from wizard.own_words import IMPERSONATION, INVENTED_REVIEWS, MAY_BE_HIGH_RISK, meant_by

SHOWS_PEOPLE = frozenset({Medium.IMAGE, Medium.VIDEO, Medium.SPEECH})  # in which somebody can be seen or heard
WORK_HOURS_A_MONTH = 160  # ours: what one person works
LIMIT_RULE = {Limit.BEST: "only-the-best", Limit.NEAR: "at-most-55", Limit.FAR: "at-most-60"}
STATE_RULE = {
    State.UNMEASURED: "nothing-measured",
    State.ASK_FIRST: "ask-first",
    State.OVER_BUDGET: "over-budget",
    State.NONE: "none-passes",
}
# No product passes, for work that is sold by seat alone; other jobs take what the limit on cost allows.
NO_PRODUCT = Reason(rule="none-passes", answers=("place", "material", "budget"))
BY_HAND_PAYS = Reason(rule="by-hand-in-what-is-paid-for", answers=("use", "paid"))
NO_APP = Reason(rule="no-app-passes", answers=("use", "place", "material"))
NONE_GOOD_ENOUGH = Reason(rule="no-app-good-enough", answers=("use", "wrong_result"))
OVER_BUDGET = Reason(rule="over-budget", answers=("budget",))


def of_plan(answers: Answers, catalog: Catalog) -> tuple[Reason, ...]:
    """Return the reasons that concern the plan as a whole: figures that cannot be right, then the law."""
    found = [*_too_much_work(answers)]
    for job in answers.jobs:
        use_case = catalog.use_case.get(job.use_case or "")
        if MAY_BE_HIGH_RISK in meant_by(job.name):
            words = (("words", job.name.rstrip(".")),)
            found.append(Reason(rule=MAY_BE_HIGH_RISK, parameters=words, answers=("outputs",)))
        shown = meant_by(job.name) & {IMPERSONATION, Risk.DEEPFAKE} if job.medium in SHOWS_PEOPLE else ()
        if shown:
            rule = IMPERSONATION if IMPERSONATION in shown else "written-consent"
            found.append(Reason(rule=rule, answers=("outputs",)))
        if INVENTED_REVIEWS in meant_by(job.name):
            found.append(Reason(rule=INVENTED_REVIEWS, answers=("outputs",)))
        if use_case is not None and use_case.high_risk:
            point = (("use_case", use_case.slug), ("annex", use_case.annex_iii))
            facts = (Fact(kind="use_cases", key=use_case.slug, field="annex_iii"),)
            found.append(Reason(rule=HIGH_RISK_USE, parameters=point, answers=("outputs",), facts=facts))
    return tuple(found)


def _too_much_work(answers: Answers) -> Iterator[Reason]:
    """Yield where the jobs take more hours than all people have; results that the owner did not count are left out."""
    hours, people = sum(hours_by_hand(job) for job in answers.jobs if job.per_month is not None), answers.people
    if people is not None and hours > people * WORK_HOURS_A_MONTH:
        parameters = (("hours", round(hours)), ("people", people))
        yield Reason(rule="more-work-than-people", parameters=parameters, answers=("volume", "minutes"))


def of_product(ranking: Ranking, seat: Seat) -> Iterator[Reason]:
    """Yield the reasons where the name is a product: the limit, what is inside, and the hard limits."""
    about_the_model = ("takes-", "sure-", "challenger-", "light-", "ask-first")
    found = [each for each in of_part(ranking) if not each.rule.startswith(about_the_model)]
    best = seat.best
    facts = (Fact(kind="products", key=seat.product.slug), *(_facts(best) if best is not None else ()))
    about: tuple[tuple[str, Parameter], ...] = ()
    if best is not None:
        about = (("model", best.row.model.slug), ("loses", round(best.loses, 1)))
    yield from found[:1]
    if seat.below:
        why = "paid" if seat.paid else "shared" if seat.for_several else "alone"
        yield Reason(rule=f"seat-a-step-below-{why}", answers=("check", "paid"), facts=facts[:1])
    elif seat.for_several:
        yield Reason(rule="seat-for-several", parameters=(("product", seat.product.slug),), facts=facts[:1])
    yield Reason(rule="seat-holds" if best is not None else "seat-not-measured", parameters=about, facts=facts)
    yield from found[1:]


def of_passed_over(seats: Seats) -> tuple[Reason, ...]:
    """Return why products that are paid for already, or are beyond the limit on cost, are not taken."""
    first = seats.pick or next(iter(seats.ask_first), None) or seats.now
    found = []
    for each in seats.passed_over:
        why = next(iter(each.fails), "family" if each.below else "unknown")
        about: tuple[tuple[str, Parameter], ...] = (("product", each.product.slug),)
        about += (("unknown", each.unknown[0]),) if why == "unknown" else ()
        facts = (Fact(kind="products", key=each.product.slug),)
        if first is None or each.product != first.product:
            found.append(Reason(rule=f"passed-over-{why}", parameters=about, answers=("paid", "material"), facts=facts))
    return tuple(found)


def of_part(ranking: Ranking) -> tuple[Reason, ...]:
    """Return the reasons of one task that a model may answer, the most important first; none where none were asked for."""
    if not ranking.explained:
        return ()
    if ranking.state is not State.PICKED:
        copy = ranking.state is State.UNMEASURED and bool(ranking.selection.allowed)
        rule = "copy-not-measured" if copy else STATE_RULE[ranking.state]
        return (Reason(rule=rule, answers=_asked(ranking)), *_too_many(ranking), *_musts(ranking))
    return (*_choice(ranking), *_musts(ranking), *_evidence(ranking))


def _choice(ranking: Ranking) -> Iterator[Reason]:
    """Yield why this name: the limit, the board, the rule that took it, and how sure it is."""
    pick, case = ranking.pick, ranking.case
    if pick is None:
        return
    yield Reason(
        rule=LIMIT_RULE[ranking.limit],
        parameters=(("stakes", case.task.job.stakes.value),),
        answers=("wrong_result",),
    )
    if ranking.loosened:
        yield Reason(rule="limit-loosened", parameters=(("from", 55), ("to", 60)), answers=("budget",))
    if ranking.over is not None:
        cheapest = ranking.over.cheapest
        yield Reason(
            rule="budget-buys",
            parameters=(("model", cheapest.row.model.slug), ("results", ranking.over.results), *_fee(cheapest)),
            answers=("budget", "volume"),
            facts=_facts(cheapest),
        )
    yield Reason(
        rule=_rule_of_the_pick(ranking),
        parameters=(
            ("model", pick.row.model.slug),
            ("loses", round(pick.loses, 1)),
            *_fee(pick),
            *((("more", round(_more_than_the_lowest(ranking), 2)),) if _more_than_the_lowest(ranking) else ()),
        ),
        answers=("preference", "wage"),
        facts=_facts(pick),
    )
    yield Reason(
        rule=f"sure-{ranking.certainty}",
        parameters=(("level", len(ranking.level)), ("measured", len({each.model for each in ranking.open}))),
        facts=(Fact(kind="benchmarks", key=ranking.case.judge.slug),),
    )
    if ranking.challenger is not None:
        yield Reason(
            rule=f"challenger-{ranking.challenger_why}",
            parameters=(
                ("model", ranking.challenger.row.model.slug),
                ("loses", round(ranking.challenger.loses, 1)),
                *_fee(ranking.challenger),
            ),
            facts=_facts(ranking.challenger),
        )


def _too_many(ranking: Ranking) -> Iterator[Reason]:
    """Yield where a model that fits the largest machine cannot make so many results on it in a month."""
    if any(each.fails == "capacity" for each in ranking.selection.checked.values()):
        parameters = (("results", ranking.case.results), ("machine", ranking.case.answers.machine.value))
        yield Reason(rule="too-many-for-the-machine", parameters=parameters, answers=("volume", "machine_limit"))


def _rule_of_the_pick(ranking: Ranking) -> str:
    pick = ranking.pick
    if len({each.model for each in ranking.open}) == 1:
        return "takes-the-only-one"
    if ranking.limit is Limit.BEST and pick is not None and pick.behind:
        chosen = ranking.case.task.private and ranking.case.place is Place.ANYWHERE and pick.in_eu
        return "takes-a-level-one-in-the-eu" if chosen else "takes-a-level-one-that-serves"
    if ranking.limit is Limit.BEST or ranking.case.answers.preference is Preference.BEST:
        return "takes-the-best"
    if ranking.case.answers.preference is Preference.LOWEST_COST:
        return "takes-one-that-saves-a-connection" if _more_than_the_lowest(ranking) else "takes-the-lowest-fee"
    return "takes-the-better-of-equally-dear" if len(ranking.equally_dear) > 1 else "takes-the-lowest-cost"


def _more_than_the_lowest(ranking: Ranking) -> float:
    """Return how much more the pick costs a month than the lowest fee of those good enough, where that was asked for."""
    pick, good = ranking.pick, ranking.good
    severe = ranking.case.task.job.stakes.severe
    if pick is None or severe or ranking.case.answers.preference is not Preference.LOWEST_COST:
        return 0.0
    return pick.fees - min(each.fees for each in good)


def _fee(candidate: Candidate) -> tuple[tuple[str, Parameter], ...]:
    return (("usd", round(candidate.fees, 2)),) if candidate.cost is not None else ()


def _musts(ranking: Ranking) -> Iterator[Reason]:
    """Yield the hard limits that were answered, each with the fact of the pick that meets it."""
    case, pick = ranking.case, ranking.pick
    offer = pick.row.offer if pick is not None else None
    rows = (Fact(kind="offers", key=offer.slug, field="eu_region"),) if offer is not None else ()
    if case.place is Place.EU:
        yield Reason(rule="only-in-the-eu", answers=("place",), facts=rows)
    if case.place is Place.OWN_SERVERS:
        facts = (Fact(kind="models", key=pick.row.model.slug, field="weights_gb"),) if pick is not None else ()
        yield Reason(
            rule="only-on-own-servers",
            parameters=(("machine", case.answers.machine.value),),
            answers=("place", "machine_limit"),
            facts=facts,
        )
    if case.drafts:
        yield Reason(rule="drafts", answers=("wrong_result", "check"), facts=_use_case(ranking))
    if case.task.private and case.place is not Place.OWN_SERVERS:
        facts = (Fact(kind="offers", key=offer.slug, field="trains_on_inputs"),) if offer is not None else ()
        yield Reason(rule="no-training-on-inputs", answers=("material",), facts=facts)
    if case.answers.budget_usd is not None:
        yield Reason(
            rule="within-the-budget", parameters=(("usd", float(case.answers.budget_usd)),), answers=("budget",)
        )


def _evidence(ranking: Ranking) -> Iterator[Reason]:
    """Yield which board decides, and what it does not say."""
    task, use_case = ranking.case.task, ranking.case.task.use_case
    yield Reason(
        rule=f"board-decides-{ranking.case.judge.unit.slug}",
        parameters=(("board", ranking.case.judge.slug), ("measured", ranking.case.judge.measured)),
        facts=(Fact(kind="benchmarks", key=task.board), *_use_case(ranking)),
    )
    if use_case is not None and use_case.board_note:
        yield Reason(rule="board-is-not-the-job", parameters=(("note", use_case.board_note),), facts=_use_case(ranking))
    elif task.job.stakes.severe:
        yield Reason(rule="board-does-not-measure-harm", answers=("wrong_result",), facts=_use_case(ranking))
    gap = ranking.case.judge.gap
    if ranking.pick is not None and ranking.pick.row.setting.light and gap is not None:
        loses = ranking.case.judge.unit.loses(gap.points)
        yield Reason(
            rule="light-setting",
            parameters=(("models", gap.models), ("loses", round(loses, 1)), ("board", gap.board)),
            facts=(Fact(kind="benchmarks", key=gap.board),),
        )


def _facts(candidate: Candidate) -> tuple[Fact, ...]:
    row = candidate.row
    found = [Fact(kind="scores", key=_score_key(row.rating.score), field="value")] if row.rating is not None else []
    if row.offer is not None:
        found.append(Fact(kind="offers", key=row.offer.slug))
        prices = candidate.fee_range.prices if candidate.fee_range is not None else ()
        found += [Fact(kind="prices", key=_price_key(price), field="usd") for price in prices]
    elif row.at.machine is not None:
        found.append(Fact(kind="models", key=row.model.slug, field="weights_gb"))
    return tuple(found)


def exchanged(rate: ExchangeRate) -> Reason:
    """Return at which rate, and from which day, a plan writes US dollars in the owner's currency."""
    day = rate.valid_from.isoformat()
    return Reason(
        rule="in-another-currency",
        parameters=(("rate", format_rate(rate)), ("day", day)),
        answers=("currency",),
        facts=(Fact(kind="exchange_rates", key=f"{rate.currency}/{day}", field="usd"),),
    )


def _price_key(price: Price) -> str:
    return f"{price.offer}/{price.unit}/{price.region}/{price.tier}/{price.valid_from}"


def _score_key(score: Score) -> str:
    return f"{score.benchmark}/{score.model}/{score.effort}"


def _use_case(ranking: Ranking) -> tuple[Fact, ...]:
    use_case = ranking.case.task.use_case
    return (Fact(kind="use_cases", key=use_case.slug),) if use_case is not None else ()


def _asked(ranking: Ranking) -> tuple[str, ...]:
    return ("place", "material", "budget") if ranking.state is not State.UNMEASURED else ("outputs",)
