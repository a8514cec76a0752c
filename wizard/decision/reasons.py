"""Reasons: which rules, answers and facts a decision rests on. They are worded when they are shown."""

from collections.abc import Iterator

from catalog.formatting import format_rate
from catalog.schema import Catalog, ExchangeRate
from catalog.vocabulary import Risk
from wizard.decision.answers import Answers, hours_by_hand
from wizard.decision.buying import Seat, Seats
from wizard.decision.decision import Fact, Parameter, Reason, because
from wizard.decision.evidence import Limit
from wizard.decision.ranking import Candidate, Ranking
from wizard.decision.tasks import HIGH_RISK_USE, tasks
from wizard.decision.vocabulary import Place, Preference, State
from wizard.own_words import FORBIDDEN, MAY_BE_HIGH_RISK

WORK_HOURS_A_MONTH = 160  # ours: what one person works
LIMIT_RULE = {Limit.BEST: "only-the-best", Limit.NEAR: "at-most-55", Limit.FAR: "at-most-60"}
STATE_RULE = {
    State.UNMEASURED: "nothing-measured",
    State.ASK_FIRST: "ask-first",
    State.OVER_BUDGET: "over-budget",
    State.NONE: "none-passes",
}
# No app passes, for work that is sold by seat alone; other jobs take what the limit on cost allows.
NO_PRODUCT = because("none-passes", "place", "material", "budget")
BY_HAND_PAYS = because("by-hand-in-what-is-paid-for", "use", "paid")
NO_APP = because("no-app-passes", "use", "place", "material")
NONE_GOOD_ENOUGH = because("no-app-good-enough", "use", "wrong_result")
OVER_BUDGET = because("over-budget", "budget")


def of_plan(answers: Answers, catalog: Catalog) -> tuple[Reason, ...]:
    """Return the reasons that concern the plan as a whole: figures that cannot be right, then the law."""
    found = [*_too_much_work(answers)]
    for task in tasks(answers, catalog):
        use_case, named = task.use_case, task.named & task.risks
        if MAY_BE_HIGH_RISK in named:
            found.append(because(MAY_BE_HIGH_RISK, "outputs", words=task.job.name.rstrip(".")))
        consent = "written-consent" if Risk.DEEPFAKE in named else ""
        if rule := next((each for each in FORBIDDEN if each in named), consent):
            found.append(because(rule, "outputs"))
        if use_case is not None and use_case.high_risk:
            slug, annex = use_case.slug, use_case.annex_iii
            facts = (Fact("use_cases", slug, "annex_iii"),)
            found.append(because(HIGH_RISK_USE, "outputs", facts=facts, use_case=slug, annex=annex))
    return tuple(dict.fromkeys(found))


def _too_much_work(answers: Answers) -> Iterator[Reason]:
    """Yield where the jobs take more hours than all people have; results that the owner did not count are left out."""
    hours, people = (
        sum(hours_by_hand(job) for job in answers.jobs if job.per_month is not None),
        answers.people,
    )
    if people is not None and hours > people * WORK_HOURS_A_MONTH:
        yield because(
            "more-work-than-people", "volume", "minutes", hours=round(hours), people=people
        )


def of_app(ranking: Ranking, seat: Seat) -> Iterator[Reason]:
    """Yield the reasons where the name is an app: the limit, what is inside, and the hard limits."""
    about_the_model = ("takes-", "sure-", "challenger-", "light-", "ask-first")
    found = [each for each in of_part(ranking) if not each.rule.startswith(about_the_model)]
    best = seat.best
    app_plan = Fact("app_plans", seat.app_plan.slug)
    yield from found[:1]
    if seat.below:
        why = "paid" if seat.paid else "shared" if seat.for_several else "alone"
        yield because(f"seat-a-step-below-{why}", "check", "paid", facts=(app_plan,))
    elif seat.for_several:
        yield because("seat-for-several", facts=(app_plan,), app_plan=seat.app_plan.slug)
    if best is not None:
        yield because("seat-holds", facts=(app_plan, *_facts(best)), **_of_model(best))
    else:
        yield because("seat-not-measured", facts=(app_plan,))
    yield from found[1:]


def of_passed_over(seats: Seats) -> tuple[Reason, ...]:
    """Return why apps that are paid for already, or are beyond the limit on cost, are not taken."""
    first = seats.pick or next(iter(seats.ask_first), None) or seats.now
    found = []
    for each in seats.passed_over:
        why = next(iter(each.fails), "family" if each.below else "unknown")
        about: dict[str, Parameter] = {"unknown": each.unknown[0]} if why == "unknown" else {}
        facts, slug = (Fact("app_plans", each.app_plan.slug),), each.app_plan.slug
        if first is None or each.app_plan != first.app_plan:
            found.append(
                because(
                    f"passed-over-{why}", "paid", "material", facts=facts, app_plan=slug, **about
                )
            )
    return tuple(found)


def of_part(ranking: Ranking) -> tuple[Reason, ...]:
    """Return the reasons of one task that a model may answer, the most important first; none where none were asked for."""
    if not ranking.explained:
        return ()
    if ranking.state is not State.PICKED:
        copy = ranking.state is State.UNMEASURED and bool(ranking.selection.allowed)
        rule = "copy-not-measured" if copy else STATE_RULE[ranking.state]
        asked = (
            ("place", "material", "budget")
            if ranking.state is not State.UNMEASURED
            else ("outputs",)
        )
        return (because(rule, *asked), *_too_many(ranking), *_musts(ranking))
    return (*_choice(ranking), *_musts(ranking), *_evidence(ranking))


def _choice(ranking: Ranking) -> Iterator[Reason]:
    """Yield why this name: the limit, the board, the rule that took it, and how sure it is."""
    pick, case = ranking.pick, ranking.case
    if pick is None:
        return
    yield because(LIMIT_RULE[ranking.limit], "wrong_result", stakes=case.task.job.stakes.value)
    if ranking.loosened:
        yield because("limit-loosened", "budget", facts=(), **{"from": 55, "to": 60})
    if ranking.over is not None:
        cheapest, results = ranking.over.cheapest, ranking.over.results
        facts, usd = _facts(cheapest), _fee(cheapest)
        yield because(
            "budget-buys",
            "budget",
            "volume",
            facts=facts,
            model=cheapest.model,
            results=results,
            **usd,
        )
    more = _more_than_the_lowest(ranking)
    about = _of_model(pick) | _fee(pick) | ({"more": round(more, 2)} if more else {})
    yield because(_rule_of_the_pick(ranking), "preference", "wage", facts=_facts(pick), **about)
    board, measured = (
        Fact("benchmarks", case.judge.slug),
        len({each.model for each in ranking.open}),
    )
    yield because(
        f"sure-{ranking.selection.certainty}",
        facts=(board,),
        level=len(ranking.level),
        measured=measured,
    )
    challenger, why = ranking.challenge
    if challenger is not None:
        about = _of_model(challenger) | _fee(challenger)
        yield because(f"challenger-{why}", facts=_facts(challenger), **about)


def _too_many(ranking: Ranking) -> Iterator[Reason]:
    """Yield where a model that fits the largest machine cannot make so many results on it in a month."""
    if any(each.fails == "capacity" for each in ranking.selection.checked.values()):
        results, machine = ranking.case.results, ranking.case.answers.machine.value
        yield because(
            "too-many-for-the-machine", "volume", "machine_limit", results=results, machine=machine
        )


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
        return (
            "takes-one-that-saves-a-connection"
            if _more_than_the_lowest(ranking)
            else "takes-the-lowest-fee"
        )
    return (
        "takes-the-better-of-equally-dear"
        if len(ranking.equally_dear) > 1
        else "takes-the-lowest-cost"
    )


def _more_than_the_lowest(ranking: Ranking) -> float:
    """Return how much more the pick costs a month than the lowest fee of those good enough, where that was asked for."""
    pick, good = ranking.pick, ranking.good
    severe = ranking.case.task.job.stakes.severe
    if pick is None or severe or ranking.case.answers.preference is not Preference.LOWEST_COST:
        return 0.0
    return pick.fees - min(each.fees for each in good)


def _of_model(candidate: Candidate) -> dict[str, Parameter]:
    return {"model": candidate.model, "loses": round(candidate.loses, 1)}


def _fee(candidate: Candidate) -> dict[str, Parameter]:
    return {"usd": round(candidate.fees, 2)} if candidate.cost is not None else {}


def _musts(ranking: Ranking) -> Iterator[Reason]:
    """Yield the hard limits that were answered, each with the fact of the pick that meets it."""
    case, pick = ranking.case, ranking.pick
    offer = pick.row.offer if pick is not None else None
    if case.place is Place.EU:
        facts = (Fact("offers", offer.slug, "eu_region"),) if offer is not None else ()
        yield because("only-in-the-eu", "place", facts=facts)
    if case.place is Place.OWN_SERVERS:
        facts = (Fact("models", pick.model, "weights_gb"),) if pick is not None else ()
        yield because(
            "only-on-own-servers",
            "place",
            "machine_limit",
            facts=facts,
            machine=case.answers.machine.value,
        )
    if case.drafts:
        yield because("drafts", "wrong_result", "check", facts=_use_case(ranking))
    if case.task.private and case.place is not Place.OWN_SERVERS:
        facts = (Fact("offers", offer.slug, "trains_on_inputs"),) if offer is not None else ()
        yield because("no-training-on-inputs", "material", facts=facts)
    if case.answers.budget_usd is not None:
        yield because("within-the-budget", "budget", usd=float(case.answers.budget_usd))


def _evidence(ranking: Ranking) -> Iterator[Reason]:
    """Yield which board decides, and what it does not say."""
    task, board, facts = ranking.case.task, ranking.case.judge, _use_case(ranking)
    decides = f"board-decides-{board.unit.slug}"
    yield because(
        decides,
        facts=(Fact("benchmarks", board.slug), *facts),
        board=board.slug,
        measured=board.measured,
    )
    if task.use_case is not None and task.use_case.board_note:
        yield because("board-is-not-the-job", facts=facts, note=task.use_case.board_note)
    elif task.job.stakes.severe:
        yield because("board-does-not-measure-harm", "wrong_result", facts=facts)
    gap = board.gap
    if ranking.pick is not None and ranking.pick.setting.light and gap is not None:
        loses, facts = round(board.unit.loses(gap.points), 1), (Fact("benchmarks", gap.board),)
        yield because("light-setting", facts=facts, models=gap.models, loses=loses, board=gap.board)


def _facts(candidate: Candidate) -> tuple[Fact, ...]:
    row, found = candidate.row, list[Fact]()
    if row.rating is not None:
        score = row.rating.score
        found.append(Fact("scores", f"{score.benchmark}/{score.model}/{score.effort}", "value"))
    if row.offer is not None:
        found.append(Fact("offers", row.offer.slug))
        prices = candidate.fee_range.prices if candidate.fee_range is not None else ()
        keys = (
            f"{each.offer}/{each.unit}/{each.region}/{each.tier}/{each.valid_from}"
            for each in prices
        )
        found += [Fact("prices", key, "usd") for key in keys]
    elif row.at.machine is not None:
        found.append(Fact("models", row.model.slug, "weights_gb"))
    return tuple(found)


def exchanged(rate: ExchangeRate) -> Reason:
    """Return at which rate, and from which day, a plan writes US dollars in the owner's currency."""
    day = rate.valid_from.isoformat()
    facts = (Fact("exchange_rates", f"{rate.currency}/{day}", "usd"),)
    return because("in-another-currency", "currency", facts=facts, rate=format_rate(rate), day=day)


def _use_case(ranking: Ranking) -> tuple[Fact, ...]:
    use_case = ranking.case.task.use_case
    return (Fact("use_cases", use_case.slug),) if use_case is not None else ()
