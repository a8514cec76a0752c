"""How a shop owner tries what is tested: where, in which plan, at what cost.

Also what to switch off first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalog.schema import AppPlan, Catalog
from catalog.vocabulary import Known
from wizard.decision.costs import Priced
from wizard.decision.tools import tools_of
from wizard.decision.vocabulary import OptionKind
from wizard.document.names import Names
from wizard.pilot.context import Frame, tested

# The end of the address of a page of prices; what stands before it is the site.
PRICES = re.compile(r"(?<!/)/[^/]*(?:pric|plans|subscri)[^/]*(?:/.*)?$")
BY_HAND = frozenset({OptionKind.APP, OptionKind.ASSISTANT})


@dataclass(frozen=True, slots=True, kw_only=True)
class WayToTry:
    """One tool of a test: its address, and what to do before the first case goes in."""

    name: str
    address: str  # empty where none is on file
    steps: tuple[str, ...]


def ways_to_try(frame: Frame) -> tuple[WayToTry, ...]:
    """Return how to try each tool that is tested for a job."""
    names, private = frame.basis.names, bool(frame.basis.work.secrets)
    return tuple(
        WayToTry(
            name=names.tool(priced.option.tool),
            address=_address(priced, names.catalog),
            steps=tuple(_steps(priced, names, private=private)),
        )
        for priced in tested(frame.basis.decided)
    )


def _plan(priced: Priced, catalog: Catalog) -> AppPlan | None:
    return catalog.app_plan.get(tools_of(priced.option.tool)[0].slug)


def _address(priced: Priced, catalog: Catalog) -> str:
    """Return the page of the app, where one signs in, not that of its prices.

    Of a model it is the page of its seller, else its own.
    """
    plan = _plan(priced, catalog)
    if plan is not None:
        return PRICES.sub("/", catalog.app[plan.app].url or plan.url)
    offer, tool = catalog.offer.get(priced.option.offer), tools_of(priced.option.tool)[0]
    seller = catalog.provider[offer.seller].homepage if offer is not None else ""
    return seller or catalog.model[tool.slug].homepage


def _steps(priced: Priced, names: Names, *, private: bool) -> Iterator[str]:
    option = priced.option
    if option.kind in BY_HAND:
        yield from _how_to_get(priced, names, private=private)
    else:
        yield (
            "There is no window to type into: whoever connects programs for you runs the "
            f"cases at {names.seller(option)}, "
            "for example with promptfoo.yaml from the plan’s files, and sends you the "
            "answers. You rate them here."
        )
    for condition in option.conditions:
        seller, name = names.seller(option), names.tool(option.tool)
        besides = names.besides(option)
        yield names.narrator.say("condition", condition, name=name, seller=seller, besides=besides)
    if option.kind in BY_HAND and option.pasting:
        yield (
            "Begin a new chat, so that it knows nothing of you, and paste the instructions with "
            "the cases."
        )


def _how_to_get(priced: Priced, names: Names, *, private: bool) -> Iterator[str]:
    plan = _plan(priced, names.catalog)
    if priced.option.paid:
        yield "You pay for it already: sign in as usual."
        return
    if plan is None or priced.option.is_in_hand:
        return
    app = names.catalog.app[plan.app]
    if plan.trial_days is not None:
        yield f"{plan.name} is free for {plan.trial_days} days: enough for this test."
    elif app.free_plan is Known.YES and not private:
        yield (
            f"{app.name} has a free plan. It may be weaker than {plan.name}: to test what you "
            "would buy, buy one month."
        )
    else:
        yield f"Buy {plan.name} for one month: no free trial of it is on file."
