"""Names: what tools, sellers and machines are called where people read of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.plan_terms import plan_answer
from catalog.schema import App, Catalog
from catalog.vocabulary import AppAnswer, AppKind, AppQuestion, Region
from wizard.decision.app_roles import TABLE
from wizard.decision.options import Option
from wizard.decision.tools import Tool, tools_of
from wizard.decision.vocabulary import Condition, OptionKind
from wizard.document.forms import unbroken
from wizard.document.sentences import Narrator


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names of a catalog, said by a narrator."""

    catalog: Catalog
    narrator: Narrator
    regions: frozenset[Region]  # of the firm

    def tool(self, key: str) -> str:
        """Return what is bought, as `Option.tool` names it.

        That is a plan, a model, a model on a machine, or several of them.
        """
        return self._together(self._on_machine(row) for row in tools_of(key))

    def short(self, key: str, other: str = "") -> str:
        """Return the same without the machine that a model runs on.

        Of several, only those by which it differs from another.
        """
        apart = [row for row in tools_of(key) if row not in tools_of(other)]
        return self._together(self._alone(row) for row in apart or tools_of(key))

    def computers(self, key: str) -> list[str]:
        """Return what the models of a tool run on, each once; nothing if their seller runs them."""
        sizes = [tool.machine for tool in tools_of(key) if tool.machine is not None]
        return [self.narrator.say("computer", size) for size in dict.fromkeys(sizes)]

    def seller(self, option: Option) -> str:
        """Return who sells an option; its maker where nobody is on file as its seller.

        Who is bound to secrecy buys from whoever gives out its contract on that.
        """
        if Condition.SIGN_SECRECY in option.conditions and (name := self._secrecy_from(option)):
            return unbroken(name)
        slugs = self._sellers(option) or [option.maker]
        return self._together(self.provider(slug) for slug in slugs)

    def _secrecy_from(self, option: Option) -> str:
        """Return who else than its maker signs secrecy; empty where no source says so of here."""
        plan = self.catalog.app_plan.get(option.tool)
        if plan is None:
            return ""
        signs = plan_answer(self.catalog, plan, AppQuestion.SECRECY, regions=self.regions)
        return self.catalog.app[plan.app].secrecy_from if signs.answer is AppAnswer.YES else ""

    def provider(self, slug: str) -> str:
        """Return the name of a firm; its slug where the catalog does not have it."""
        row = self.catalog.provider.get(slug)
        return unbroken(row.name) if row is not None else slug

    def _together(self, names: Iterable[str]) -> str:
        return self.narrator.say("name", "tools", tools=[*dict.fromkeys(names)])

    def _on_machine(self, tool: Tool) -> str:
        if tool.machine is None:
            return self._alone(tool)
        machine = self.narrator.say("machine", tool.machine)
        return self.narrator.say("name", "on_machine", model=self._alone(tool), machine=machine)

    def _alone(self, tool: Tool) -> str:
        row = self.catalog.app_plan.get(tool.slug) or self.catalog.model.get(tool.slug)
        return unbroken(row.name) if row is not None else tool.slug

    def besides(self, option: Option) -> str:
        """Return what the plan of an app needs besides; empty where nothing."""
        plan = self.catalog.app_plan.get(option.tool)
        return plan.besides if plan is not None else ""

    def program(self, option: Option) -> str:
        """Return the program of which the firm has some plan; else nothing.

        Each plan of it holds what is needed: a source says so, or it is in the free one.
        """
        plan = self.catalog.app_plan.get(option.tool)
        if plan is None or option.declared or plan.sold_to:
            return ""
        app = self.catalog.app[plan.app]
        is_least = option.inside and option.is_free and app.slug == app.part_of
        is_in_each = is_least or (option.paid and plan.in_every_plan)
        return unbroken(app.part_of.label) if app.part_of and is_in_each else ""

    def assistant(self, option: Option) -> str:
        """Return the assistant inside a suite of the firm's; else nothing.

        Nobody opens the plan that is paid for by the name on its bill.
        """
        plan = self.catalog.app_plan.get(option.tool)
        if plan is None or plan.sold_to or not option.paid:
            return ""
        app = self.catalog.app[plan.app]
        is_inside = app.main_kind is AppKind.ASSISTANT and app.part_of is not None
        return unbroken(app.name) if is_inside and app.name not in plan.name else ""

    def suite(self, option: Option) -> str:
        """Return the suite of the firm's that an assistant costs nothing in; else nothing."""
        plan = self.catalog.app_plan.get(option.tool)
        if plan is None or not (option.inside and option.is_free):
            return ""
        software = self.catalog.app[plan.app].part_of
        return unbroken(software.label) if software and software in TABLE.suites else ""

    def part(self, option: Option) -> str:
        """Return the app of another that comes with a plan and does the job in it; else nothing."""
        plan = self.catalog.app_plan.get(option.tool)
        if plan is None:
            return ""
        own, *others = (self.catalog.app[slug] for slug in (plan.app, *plan.also_holds))
        if _does_it(own, option):
            return ""
        does_it = next((app for app in others if _does_it(app, option)), None)
        return unbroken(does_it.name) if does_it is not None else ""

    def _sellers(self, option: Option) -> list[str]:
        catalog = self.catalog
        if option.kind in {OptionKind.APP, OptionKind.ASSISTANT}:
            plans = [catalog.app_plan.get(tool.slug) for tool in tools_of(option.tool)]
            apps = [catalog.app.get(plan.app) for plan in plans if plan is not None]
            return [app.maker for app in apps if app is not None]
        # Each part of several may be sold by somebody else: its prices say by which offer.
        priced = (row.offer for price in option.prices for row in price.rows if row.offer)
        offers = [catalog.offer.get(slug) for slug in dict.fromkeys([option.offer, *priced])]
        return [offer.seller for offer in offers if offer is not None]


def _does_it(app: App, option: Option) -> bool:
    """Return whether an app is of the kind as which an option does its job."""
    return option.app_kind in {app.main_kind, *app.more_kinds}
