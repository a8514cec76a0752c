"""Fewer tools: with several tasks, a model that is equally dear in more than one of them is preferred."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from catalog.schema import group_pairs
from wizard.decision.choices import RankedPart
from wizard.decision.decision import Reason, ToolUse
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
    selections = _within_budget(
        [each if each.case.task.private or not private else each.with_sellers(private) for each in selections]
    )
    open_tasks = {
        position: _equal(each)
        for position, each in enumerate(selections)
        if each.first.state is State.PICKED and each.case.way is not Way.SEAT and each.case.ended is None
    }
    prefer: dict[int, str] = {}
    while models := {model for equal in open_tasks.values() for model in equal}:
        model = min(models, key=lambda slug: _worth(slug, open_tasks))
        served = [position for position, equal in open_tasks.items() if model in equal]
        if len(served) < 2:  # noqa: PLR2004
            break
        if not _saves(selections, prefer, {position: open_tasks[position][model] for position in served}):
            for position in served:
                del open_tasks[position][model]
            continue
        for position in served:
            prefer[position] = model
            del open_tasks[position]
    return tuple(
        replace(each, prefer=prefer[position]) if position in prefer else each
        for position, each in enumerate(selections)
    )


def _saves(selections: Sequence[Selection], prefer: Mapping[int, str], shared: Mapping[int, Candidate]) -> bool:
    """Return whether a shared model costs no more than the connections that it saves.

    Only the lowest cost asks that: all else that may be shared is equally dear.
    """
    if selections[0].case.answers.preference is not Preference.LOWEST_COST:
        return True
    taken = {position: each.first.pick for position, each in enumerate(selections) if position not in prefer}
    picks = {position: pick for position, pick in taken.items() if pick is not None}
    saved = len(_sellers(picks.values())) - len(_sellers((picks | dict(shared)).values()))
    more = sum(each.fees - picks[position].fees for position, each in shared.items())
    return more <= saved * BUILD_USD / SETUP_MONTHS


def _sellers(picks: Iterable[Candidate | None]) -> frozenset[str]:
    return frozenset(each.row.offer.seller for each in picks if each is not None and each.row.offer is not None)


def _within_budget(selections: Sequence[Selection]) -> Sequence[Selection]:
    """Return the selections with the limit on cost divided, so that all tasks stay within it together.

    Each may spend what is left over the least that the tasks after it need. Where that does not suffice for all, the
    jobs are served in the owner's order, and the last ones are beyond the limit. The tasks of a job are beyond it
    together: of too little each gets its part.
    """
    limit = selections[0].case.answers.budget_usd
    if limit is None:
        return selections
    left, found = float(limit), list(selections)
    asked = [each.cheapest() if each.case.by_use else 0.0 for each in selections]
    loosened = [each.cheapest(loosened=True) if each.case.by_use else 0.0 for each in selections]
    jobs = group_pairs((each.case.task.job.key, position) for position, each in enumerate(selections))
    open_jobs = list(jobs.values())
    for place, positions in enumerate(open_jobs):
        later = sum(asked[position] for each in open_jobs[place + 1 :] for position in each)
        need = sum(asked[position] for position in positions)
        ours = left - later if left - later >= need else left
        least = asked if ours >= need else loosened
        need = sum(least[position] for position in positions)
        enough = ours >= need
        for number, position in enumerate(positions):
            if not selections[position].case.by_use:
                continue
            rest = sum(least[each] for each in positions[number + 1 :])
            part = ours - rest if enough else ours * least[position] / need
            found[position] = replace(selections[position], part=part)
            taken = found[position].first.taken
            if taken is not None:
                left, ours = max(left - taken.fees, 0.0), max(ours - taken.fees, 0.0) if enough else ours
    return found


def _equal(selection: Selection) -> dict[str, Candidate]:
    return of_each_model(selection.first.equally_dear, key=lambda each: each.behind or 0.0)


def _worth(model: str, open_tasks: dict[int, dict[str, Candidate]]) -> tuple[int, float, str]:
    served = [equal[model] for equal in open_tasks.values() if model in equal]
    return (-len(served), sum(each.behind or 0.0 for each in served), model)


def how_many(ranked: Sequence[RankedPart], tools: Sequence[ToolUse]) -> Iterator[Reason]:
    """Yield how many tools serve the tasks that have a name; where all are models, what one for all would cost more."""
    served = {key for tool in tools for key in tool.parts}
    if len(served) > 1:
        yield Reason(rule="tools", parameters=(("tools", len(tools)), ("tasks", len(served))))
    wanted = [each.ranking for each in ranked if each.part.state not in {State.WRONG_TOOL, State.LIST}]
    picks = [each.pick for each in wanted if each.pick is not None]
    if len(tools) < 2 or any(tool.product for tool in tools) or not len(served) == len(picks) == len(wanted):  # noqa: PLR2004
        return
    good = [_good(each) for each in wanted]
    totals = {slug: sum(each[slug].month for each in good) for slug in set.intersection(*map(set, good))}
    if totals:
        model = min(totals, key=lambda slug: (totals[slug], slug))
        more = totals[model] - sum(pick.month for pick in picks)
        rule = "one-tool-for-all" if more >= 1 else "one-tool-for-all-costs-no-more"
        yield Reason(rule=rule, parameters=(("model", model), ("usd", round(more, 2))))
    else:
        yield Reason(rule="no-tool-for-all")


def _good(ranking: Ranking) -> dict[str, Candidate]:
    most = ranking.board.unit.most_behind[ranking.limit]
    return of_each_model(each for each in ranking.open if (each.behind or 0.0) <= most)
