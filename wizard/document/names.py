"""Names: what tools, sellers and machines are called where people read of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.schema import Catalog
from wizard.decision.options import Dropped, Option
from wizard.decision.tools import Tool, tools_of
from wizard.decision.vocabulary import OptionKind
from wizard.document.forms import unbroken
from wizard.document.patterns import Narrator


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names of a catalog, said by a narrator."""

    catalog: Catalog
    narrator: Narrator

    def tool(self, key: str) -> str:
        """Return what is bought, as `Option.tool` names it: a plan, a model, a model on a machine, several of them."""
        return self.narrator.say("name", "tools", tools=[self._tool(row) for row in tools_of(key)])

    def short(self, key: str) -> str:
        """Return the same without the machine that a model runs on."""
        return self.narrator.say("name", "tools", tools=[self._plain(row) for row in tools_of(key)])

    def computers(self, key: str) -> list[str]:
        """Return what the models of a tool run on, each once; nothing where its seller runs them."""
        sizes = [tool.machine for tool in tools_of(key) if tool.machine is not None]
        return [self.narrator.say("computer", size) for size in dict.fromkeys(sizes)]

    def seller(self, option: Option | Dropped) -> str:
        """Return who sells an option; its maker where nobody is on file as its seller."""
        sellers = list(dict.fromkeys(self.provider(slug) for slug in self._sellers(option)))
        if not sellers and isinstance(option, Option):
            sellers = [self.provider(option.maker)]
        if not sellers:
            return self.narrator.say("name", "its-seller")
        return self.narrator.say("name", "tools", tools=sellers)

    def provider(self, slug: str) -> str:
        """Return the name of a firm; its slug where the catalog does not have it."""
        row = self.catalog.provider.get(slug)
        return unbroken(row.name) if row is not None else slug

    def _tool(self, tool: Tool) -> str:
        if tool.machine is None:
            return self._plain(tool)
        machine = self.narrator.say("machine", tool.machine.value)
        return self.narrator.say("name", "on_machine", model=self._plain(tool), machine=machine)

    def _plain(self, tool: Tool) -> str:
        row = self.catalog.app_plan.get(tool.slug) or self.catalog.model.get(tool.slug)
        return unbroken(row.name) if row is not None else tool.slug

    def _sellers(self, option: Option | Dropped) -> Iterator[str]:
        if option.kind in {OptionKind.APP, OptionKind.ASSISTANT}:
            yield from self._makers(option.tool)
            return
        offer = self.catalog.offer.get(option.offer)
        if offer is not None:
            yield offer.seller

    def _makers(self, key: str) -> Iterator[str]:
        for tool in tools_of(key):
            plan = self.catalog.app_plan.get(tool.slug)
            if plan is not None and plan.app in self.catalog.app:
                yield self.catalog.app[plan.app].maker
