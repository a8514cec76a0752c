"""Fewer tools: with several tasks, a model that is equally dear in more than one of them is preferred."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import inf

from catalog.schema import group_pairs
from wizard.decision.answers import Answers
from wizard.decision.buying import Purse, one_for_several
from wizard.decision.choices import RankedPart
from wizard.decision.decision import Reason, ToolUse, because
from wizard.decision.fees import BUILD_USD, SETUP_MONTHS
from wizard.decision.ranking import Candidate, Ranking, Selection, of_each_model
from wizard.decision.vocabulary import Preference, State, Way


def together(selections: Sequence[Selection]) -> tuple[Selection, ...]:
    """Return the selections with as few different models taken as the equally dear of each task allow.

    The model that is equally dear in most tasks is taken first; of several, the one that is least behind.
    """
    if len(selections) < 2:  # noqa: PLR2004
        return tuple(selections)
    private = _sellers(each.first.pick for each in selections if each.case.task.private)
    selections, left = _within_budget(
        [
            each if each.case.task.private or not private else each.with_sellers(private)
            for each in selections
        ]
    )
    taken = {
        position: pick
        for position, each in enumerate(selections)
        if (pick := each.first.pick) is not None
    }
    open_tasks = {
        position: of_each_model(each.first.equally_dear, key=lambda each: each.behind or 0.0)
        for position, each in enumerate(selections)
        if each.first.state is State.PICKED
        and each.case.way is not Way.SEAT
        and each.case.ended is None
    }
    prefer: dict[int, str] = {}
    while models := {model for equal in open_tasks.values() for model in equal}:
        model = min(models, key=lambda slug: _worth(slug, open_tasks))
        served = [position for position, equal in open_tasks.items() if model in equal]
        if len(served) < 2:  # noqa: PLR2004
            break
        shared = {position: open_tasks[position][model] for position in served}
        more = sum(each.fees - taken[position].fees for position, each in shared.items())
        if more > left or not _saves(selections[0].case.answers, taken, shared, more):
            for position in served:
                del open_tasks[position][model]
            continue
        left, taken = left - more, taken | shared
        for position in served:
            prefer[position] = model
            del open_tasks[position]
    return tuple(
        replace(each, prefer=prefer[position]) if position in prefer else each
        for position, each in enumerate(selections)
    )


def _saves(
    answers: Answers, taken: Mapping[int, Candidate], shared: Mapping[int, Candidate], more: float
) -> bool:
    """Return whether a shared model costs no more than the connections that it saves.

    Only the lowest cost asks that: all else that may be shared is equally dear.
    """
    if answers.preference is not Preference.LOWEST_COST:
        return True
    saved = len(_sellers(taken.values())) - len(_sellers({**taken, **shared}.values()))
    return more <= saved * BUILD_USD / SETUP_MONTHS


def _sellers(picks: Iterable[Candidate | None]) -> frozenset[str]:
    return frozenset(
        each.row.offer.seller for each in picks if each is not None and each.row.offer is not None
    )


def _within_budget(selections: Sequence[Selection]) -> tuple[Sequence[Selection], float]:
    """Return the selections with the limit on cost divided, and what is left of it: all tasks stay within it together.

    It serves as many jobs as it can: what costs least for a job comes first, and the apps for work by hand count
    together. What nobody needs goes to the first that has a use for it. The tasks of a job are beyond the limit
    together: of too little each gets its part.
    """
    answers = selections[0].case.answers
    jobs = group_pairs(
        (each.case.task.job.key, place) for place, each in enumerate(selections) if each.case.by_use
    )
    if answers.budget_usd is None or not jobs:
        return selections, inf
    left, found = float(answers.budget_usd), list(selections)
    asked = [each.cheapest() if each.case.by_use else 0.0 for each in selections]
    loosened = [each.cheapest(loosened=True) if each.case.by_use else 0.0 for each in selections]
    apps = one_for_several(
        [each.first for each in selections], Purse(left=left, people=answers.people or 1)
    )
    by_hand = {job for served in apps.jobs.values() for job in served}
    turns = [(sum(asked[place] for place in places), places) for places in jobs.values()]
    turns = sorted(
        [*turns, (apps.spent, ())],
        key=lambda each: each[0] / (1 if each[1] else max(len(by_hand), 1)),
    )
    reserved = []
    for need, _ in turns:
        reserved.append(need if need <= left else 0.0)
        left -= reserved[-1]
    for (need, places), ours in zip(turns, reserved, strict=True):
        left = left + ours if places else left
        least, whole = asked if left >= need else loosened, left
        wanted = sum(least[place] for place in places)
        for number, place in enumerate(places):
            rest = sum(least[each] for each in places[number + 1 :])
            part = left - rest if whole >= wanted else whole * least[place] / wanted
            found[place] = replace(selections[place], part=part)
            taken = found[place].first.taken
            left = max(left - taken.fees, 0.0) if taken is not None else left
    return found, left


def _worth(model: str, open_tasks: dict[int, dict[str, Candidate]]) -> tuple[int, float, str]:
    served = [equal[model] for equal in open_tasks.values() if model in equal]
    return (-len(served), sum(each.behind or 0.0 for each in served), model)


def how_many(ranked: Sequence[RankedPart], tools: Sequence[ToolUse]) -> Iterator[Reason]:
    """Yield how many tools serve the tasks that have a name; where all are models, what one for all would cost more."""
    served = {key for tool in tools for key in tool.parts}
    if len(served) > 1:
        yield because("tools", tools=len(tools), tasks=len(served))
    wanted = [
        each.ranking for each in ranked if each.part.state not in {State.WRONG_TOOL, State.LIST}
    ]
    picks = [each.pick for each in wanted if each.pick is not None]
    if (
        len(tools) < 2  # noqa: PLR2004
        or any(tool.app_plan for tool in tools)
        or not len(served) == len(picks) == len(wanted)
    ):
        return
    good = [_good(each) for each in wanted]
    totals = {
        slug: sum(each[slug].month for each in good) for slug in set.intersection(*map(set, good))
    }
    if totals:
        model = min(totals, key=lambda slug: (totals[slug], slug))
        more = totals[model] - sum(pick.month for pick in picks)
        rule = "one-tool-for-all" if more >= 1 else "one-tool-for-all-costs-no-more"
        yield because(rule, model=model, usd=round(more, 2))
    else:
        yield because("no-tool-for-all")


def _good(ranking: Ranking) -> dict[str, Candidate]:
    most = ranking.case.judge.unit.most_behind[ranking.limit]
    return of_each_model(each for each in ranking.open if (each.behind or 0.0) <= most)
