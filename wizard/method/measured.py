"""What the owner's test counted, worked into the costs: measured shares replace our guesses (METHOD, after a test)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import floor

from wizard.method.costs import Costing, Counted, logit
from wizard.method.options import Option
from wizard.method.trial import StopRule, stop_rule


def failed(counted: Mapping[str, Counted], costing: Costing) -> frozenset[str]:
    """Return the keys of the options that the test put out for this job."""
    rule = stop_rule(costing.work)
    return frozenset(
        key
        for key, row in counted.items()
        if _rule_for(rule, row.cases).fails(again=row.again, bad=row.bad)
    )


def with_results(
    options: Sequence[Option], costing: Costing, counted: Mapping[str, Counted]
) -> Costing:
    """Return the costing that knows the results of a test.

    Options that nobody tried move by the same log-odds as the tried one that was the cheapest before.
    `costing` has the best of the options. Results of options that are not for sale any more are left out.
    """
    priced = {option.key: costing.price(option) for option in options}
    tried = [priced[key] for key in counted if key in priced]
    if not tried:
        return costing
    yardstick = min(tried, key=lambda row: row.rank)
    key = yardstick.option.key
    known = {name: row for name, row in counted.items() if name in priced}
    informed = replace(costing, counted=known, yardstick=key)
    shift = logit(informed.wrong(yardstick.option)) - logit(yardstick.wrong)
    return replace(informed, shift=shift)


def _rule_for(rule: StopRule, cases: int) -> StopRule:
    """Return the rule for a test that went on: the same shares of more cases. A shorter one may fail, not pass."""
    if cases <= rule.cases:
        return rule
    most_bad = rule.most_bad
    return replace(
        rule,
        cases=cases,
        most_again=floor(rule.most_again * cases / rule.cases),
        most_bad=None if most_bad is None else floor(most_bad * cases / rule.cases),
    )
