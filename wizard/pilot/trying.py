"""How a shop owner tries what is tested: where, in which plan, at what cost.

Also what to switch off first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from catalog.schema import AppPlan
from catalog.vocabulary import Known
from wizard.decision.costs import Priced
from wizard.decision.options import Option
from wizard.decision.tools import tools_of
from wizard.decision.vocabulary import Condition, OptionKind
from wizard.document.basis import JobBasis
from wizard.document.names import Names
from wizard.pilot.context import Frame, tested

# The end of the address of a page of prices; what stands before it is the site.
PRICES = re.compile(r"(?<!/)/[^/]*(?:pric|plans|subscri)[^/]*(?:/.*)?$")
BY_HAND = frozenset({OptionKind.APP, OptionKind.ASSISTANT})
SAY_HOW_TO_GET = frozenset(
    {Condition.IF_YOUR_PLAN_HAS_IT, Condition.PAID_BY_THE_YEAR, Condition.ORDER_BESIDES}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WayToTry:
    """One tool of a test: its address, and what to do before the first case goes in."""

    name: str
    address: str  # empty where none is on file
    steps: tuple[str, ...]


def ways_to_try(frame: Frame) -> tuple[WayToTry, ...]:
    """Return how to try each tool that is tested for a job."""
    job = frame.basis
    has_secrets = bool(job.work.secrets)
    tried = (TriedTool(priced.option, job.names, has_secrets=has_secrets) for priced in _tried(job))
    return tuple(
        WayToTry(name=tool.name, address=tool.address, steps=tuple(tool.steps)) for tool in tried
    )


def _tried(job: JobBasis) -> Iterator[Priced]:
    """Yield what goes into the test: of what is named perhaps a plan that is free or smaller."""
    for priced in tested(job.decided):
        yield job.tested if job.tested is not None and priced == job.first else priced


@dataclass(frozen=True, slots=True)
class TriedTool:
    """One tool that goes into a test."""

    option: Option
    names: Names
    has_secrets: bool = field(kw_only=True)  # in what the cases hold

    @property
    def name(self) -> str:
        return self.names.tool(self.option.tool)

    @property
    def plan(self) -> AppPlan | None:
        return self.names.catalog.app_plan.get(tools_of(self.option.tool)[0].slug)

    @property
    def address(self) -> str:
        """Return the page of the app, where one signs in, not that of its prices.

        Of a model it is the page of its seller, else its own.
        """
        catalog, plan = self.names.catalog, self.plan
        if plan is not None:
            return PRICES.sub("/", catalog.app[plan.app].url or plan.url)
        offer, tool = catalog.offer.get(self.option.offer), tools_of(self.option.tool)[0]
        seller = catalog.provider[offer.seller].homepage if offer is not None else ""
        return seller or catalog.model[tool.slug].homepage

    @property
    def steps(self) -> Iterator[str]:
        option, say = self.option, self.names.narrator.say
        seller, besides = self.names.seller(option), self.names.besides(option)
        is_typed = option.kind in BY_HAND
        if not is_typed:
            yield say("way-to-try", "by-a-developer", seller=seller)
        elif self.plan is not None:
            yield from self._how_to_get(self.plan)
        for condition in option.conditions:
            yield say("condition", condition, name=self.name, seller=seller, besides=besides)
        if is_typed and option.pasting:
            yield say("way-to-try", "new-chat")

    def _how_to_get(self, plan: AppPlan) -> Iterator[str]:
        app, say = self.names.catalog.app[plan.app], self.names.narrator.say
        if not SAY_HOW_TO_GET.isdisjoint(self.option.conditions):
            return
        if self.option.paid:
            yield say("way-to-try", "paid")
        elif self.option.is_free:
            yield say("way-to-try", "free", name=self.name)
        elif plan.trial_days is not None:
            yield say("way-to-try", "trial", name=self.name, days=plan.trial_days)
        elif app.free_plan is Known.YES and not self.has_secrets:
            yield say("way-to-try", "free-plan", name=self.name, app=app.name)
        else:
            yield say("way-to-try", "one-month", name=self.name)
