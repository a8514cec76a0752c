"""Learning: what the owner's test counted takes the place of our guesses (METHOD, after a test)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from catalog.schema import Catalog
from wizard.decision.costs import Costing, logit
from wizard.decision.measured import TrialResult
from wizard.decision.options import Option
from wizard.decision.situation import Work
from wizard.decision.tools import tools_of
from wizard.decision.trial import stop_rule


def results_that_count(results: Iterable[TrialResult], work: Work) -> dict[str, TrialResult]:
    """Return the results that count for a job, by tool."""
    return {row.tool: row for row in results if row.job == work.key and _counts(row, work)}


def failed(results: Mapping[str, TrialResult], work: Work) -> frozenset[str]:
    """Return the tools that the test put out for this job."""
    return frozenset(tool for tool, row in results.items() if _fails(row, work))


def without_failed(
    options: Iterable[Option], results: Mapping[str, TrialResult], work: Work, catalog: Catalog
) -> list[Option]:
    """Leave out what the test put out, an app with all its plans.

    What is otherwise bought of it answers alike.
    """
    out = {identity(tool, catalog) for tool in failed(results, work)}
    return [option for option in options if identity(option.tool, catalog) not in out]


def identity(tool: str, catalog: Catalog) -> str:
    """Return what a test is of: the app of a plan, or a model wherever it runs.

    Several tools together stay as they are.
    """
    parts = tools_of(tool)
    if len(parts) > 1:
        return tool
    plan = catalog.app_plan.get(parts[0].slug)
    return plan.app if plan is not None else parts[0].slug


def failed_for_harm(result: TrialResult, work: Work) -> bool:
    """Return whether a grave fault ended a test, however few had to be done again."""
    rule = stop_rule(work)
    return any(rule.for_look(look).fails_gravely(look) for look in result.looks)


def failed_in_use(result: TrialResult, work: Work) -> bool:
    """Return whether daily use put out what had passed its test."""
    rule = stop_rule(work)
    return rule.ends(result.looks) and not rule.ends(result.looks_at_test)


def _fails(result: TrialResult, work: Work) -> bool:
    """Return whether a test ended badly, when it was looked at last or before, or daily use did."""
    return stop_rule(work).ends(result.looks)


def with_results(
    options: Sequence[Option], costing: Costing, results: Mapping[str, TrialResult]
) -> Costing:
    """Return the costing that knows the results of a test.

    Options that nobody tried move by the same log-odds as the tried one that was the cheapest
    before. `costing` has the best of the options. Results of tools that are not for sale any more
    are left out.
    """
    priced = [costing.price(option) for option in options if option.tool in results]
    if not priced:
        return costing
    yardstick = min(priced, key=lambda row: row.rank)
    tools = {row.option.tool for row in priced}
    informed = replace(
        costing,
        results={tool: row for tool, row in results.items() if tool in tools},
        yardstick=yardstick.option.tool,
    )
    shift = logit(informed.wrong_at_test(yardstick.option)) - logit(yardstick.wrong)
    in_use = [row.option for row in priced if results[row.option.tool].months]
    use_shifts = [
        logit(informed.wrong(option)) - logit(informed.wrong_at_test(option)) for option in in_use
    ]
    return replace(informed, shift=shift, use_shift=max(use_shifts, default=0.0))


def _counts(result: TrialResult, work: Work) -> bool:
    """Return whether a test says something of the job.

    At law and hurt nothing speaks for a tool until a second person has read as many as are asked;
    what puts it out counts at once.
    """
    to_read = min(stop_rule(work).second_reads, result.cases - result.redone)
    if work.stakes.severe and result.second_read < to_read:
        return _fails(result, work)
    return result.cases > 0
