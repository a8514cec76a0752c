"""Which of our offers and models a list means by its own words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalog.data_files import toml_of
from catalog.registry import slugged
from catalog.schema import Offer

NO_SELLER = "We keep no seller of this name."
NO_OFFER = "No offer of ours has this name at this seller."

# What the lists call our sellers, where it is not our own word for them.
SELLERS: dict[str, str] = toml_of(__file__)["sellers"]
VERTEX = "vertex-ai"  # LiteLLM gives each maker's models there a seller of their own


@dataclass(frozen=True, slots=True)
class OfferNames:
    """Which of our offers a list means."""

    offers: Mapping[tuple[str, str], str]  # our seller and the model's slug → offer
    ids: Mapping[tuple[str, str], str]  # our seller and the seller's own name for it → offer
    sellers: frozenset[str]

    @classmethod
    def of(cls, offers: Iterable[Offer], sellers: Iterable[str]) -> "OfferNames":
        """Gather the names of our offers."""
        rows = list(offers)
        by_model = {(row.seller, row.model): row.slug for row in rows}
        named = [row for row in rows if row.seller_model_id]
        by_id = {(row.seller, row.seller_model_id.lower()): row.slug for row in named}
        return cls(by_model, by_id, frozenset(sellers))

    def seller(self, name: str) -> str | None:
        """Return our seller for a list's word, none where we keep none."""
        slug = slugged(name)
        ours = "google-vertex-ai" if slug.startswith(VERTEX) else SELLERS.get(slug, slug)
        return ours if ours in self.sellers else None

    def offer(self, seller_name: str, model: str) -> tuple[int, str]:
        """Return how exactly an entry names an offer, 0 being best. Raises LookupError with why."""
        seller = self.seller(seller_name)
        if seller is None:
            raise LookupError(NO_SELLER)
        name = model.lower()
        head, slash, rest = name.partition("/")
        bare = rest if slash and self.seller(head) == seller else name
        if offer := self.ids.get((seller, name)) or self.ids.get((seller, bare)):
            return 0, offer
        if offer := self.offers.get((seller, slugged(bare))):
            return 1, offer
        maker, slash, rest = bare.rpartition("/")
        offer = self.offers.get((seller, slugged(rest))) if slash else None
        if offer and slugged(maker) in self.sellers:
            return 2, offer
        raise LookupError(NO_OFFER)
