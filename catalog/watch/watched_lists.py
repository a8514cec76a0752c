"""The public lists that are looked at every week: what each is called, credited as, and read by."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from catalog.schema import Source
from catalog.vocabulary import Voice
from catalog.watch.readers import api_evangelist, arena, ecb, epoch, genai_prices, litellm
from catalog.watch.statements import Get, ListContent, Parts


def one_file(get: Get, address: str) -> Iterable[tuple[str, bytes | None]]:
    """Fetch a list that is one file."""
    return [("list", get(address))]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedList:
    """A public list, and how it is read."""

    slug: str  # also of the source that it is credited as
    name: str
    has: str  # what stands in it, in a few words
    publisher: str
    page: str
    licence: str
    voice: Voice
    read: Callable[[Parts], ListContent]
    fetch: Callable[[Get, str], Iterable[tuple[str, bytes | None]]] = one_file
    files: int = 1  # about how many
    least: int = 1  # statements; of fewer, a part is missing

    @property
    def credit(self) -> Source:
        """Return the source that its statements are credited to."""
        return Source(
            slug=self.slug,
            title=f"{self.name}, as read each week",
            publisher=self.publisher,
            url=self.page,
            voice=self.voice,
            licence=self.licence,
        )


# The address of each is in `WATCHED` (config/environment.py), so that whoever runs the site may set
# another; a recorded piece of each is in tests/catalog/watch/samples.py.
LISTS: Mapping[str, WatchedList] = {
    row.slug: row
    for row in (
        WatchedList(
            slug="litellm",
            name="LiteLLM, price list",
            has="prices, limits, inputs, ends and new models",
            publisher="LiteLLM",
            page="https://github.com/BerriAI/litellm",
            licence="MIT, LiteLLM",
            voice=Voice.REPEATS,
            read=litellm.read,
            least=1000,
        ),
        WatchedList(
            slug="genai-prices",
            name="genai-prices, price list",
            has="prices and new models",
            publisher="Pydantic",
            page="https://github.com/pydantic/genai-prices",
            licence="MIT, Pydantic",
            voice=Voice.REPEATS,
            read=genai_prices.read,
            least=500,
        ),
        WatchedList(
            slug="arena",
            name="Arena, leaderboards",
            has="scores of its boards",
            publisher="Arena",
            page="https://huggingface.co/datasets/lmarena-ai/leaderboard-dataset",
            licence="CC BY 4.0, Arena (arena.ai)",
            voice=Voice.MEASURED,
            read=arena.read,
            fetch=arena.fetch,
            files=80,
            least=500,
        ),
        WatchedList(
            slug="epoch",
            name="Epoch AI, benchmark runs",
            has="scores of its own runs",
            publisher="Epoch AI",
            page="https://epoch.ai/benchmarks",
            licence="CC BY 4.0, Epoch AI",
            voice=Voice.MEASURED,
            read=epoch.read,
            least=50,
        ),
        WatchedList(
            slug="ecb",
            name="European Central Bank, reference rates",
            has="exchange rates",
            publisher="European Central Bank",
            page="https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/html/index.en.html",
            licence="Reuse with the source named, European Central Bank",
            voice=Voice.OFFICIAL,
            read=ecb.read,
            least=2,
        ),
        WatchedList(
            slug="api-evangelist-plans",
            name="API Evangelist, plans quoted from sellers’ pages",
            has="prices of plans of apps, to check by hand",
            publisher="API Evangelist",
            page="https://github.com/api-evangelist",
            licence="Facts alone, with the seller’s page named",
            voice=Voice.REPEATS,
            read=api_evangelist.read,
            fetch=api_evangelist.fetch,
            files=113,
            least=20,
        ),
    )
}
