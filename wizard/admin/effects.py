"""What a publication would do to plans, in words: counts, what they are made of, and one plan after another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from catalog.formatting import capitalise
from catalog.schema import Catalog
from wizard.decision.vocabulary import Kind, Outcome
from wizard.models import Affected, Look
from wizard.publishing import looking
from wizard.publishing.impact import COSTS, FIRSTS, LOSSES, UNREAD, UNSAID

MOVES_SHOWN = 12

EFFECTS = {
    FIRSTS: "would get another first choice",
    LOSSES: "would lose a model that they name",
    COSTS: "would cost more than 10 % more or less",
    UNREAD: "could no longer be checked: an answer would not fit",
}
_WORDS = {kind.value: kind.label for kind in Kind}


def look_context(look: Look, catalog: Catalog) -> dict[str, Any]:
    if not look.done:
        return {"look": look}
    counts, names = looking.counts_of(look), CatalogNames(catalog)
    return {"look": look, "effects": list(names.effects(look, counts)), "unsaid": counts.get(UNSAID, 0)}


@dataclass(frozen=True, slots=True)
class CatalogNames:
    """Puts what happens to plans into words, by the names of one catalog."""

    catalog: Catalog

    def effects(self, look: Look, counts: Mapping[str, int]) -> Iterator[dict[str, Any]]:
        """Yield each effect with how many plans it happens to, what it is made of, and the list of the plans."""
        found = looking.moves_of(look)
        for effect, words in EFFECTS.items():
            if effect != UNREAD or effect in counts:
                moves = [(move, plans) for move, plans in found if move["effect"] == effect]
                yield {
                    "plans": counts.get(effect, 0),
                    "words": words,
                    "listed": _listed(look, effect=effect),
                    "moves": [self._shown(look, move, plans) for move, plans in moves[:MOVES_SHOWN]],
                    "left_out": max(0, len(moves) - MOVES_SHOWN),
                }

    def _shown(self, look: Look, move: Mapping[str, str], plans: int) -> dict[str, Any]:
        output = move["work"].rpartition("/")[0]
        return {
            "work": self.work(move["work"]),
            "address": reverse("catalog:use_case", args=[output]) if output in self.catalog.use_case else "",
            "words": self.say(move),
            "plans": plans,
            "listed": _listed(look, **move),
        }

    def sentences(self, row: Affected) -> list[str]:
        before, after = (approach(word) for word in (row.approach_before, row.approach_after))
        lines = [f"{before} → {after}"] if before != after else []
        lines += [f"{self.work(move['work'])}: {self.say(move)}" for move in row.moves if move["effect"] != COSTS]
        if row.percent is not None:
            lines.append(f"Its models would cost {abs(row.percent)} % {'more' if row.percent > 0 else 'less'}")
        elif COSTS in row.effects:
            lines.append("Its models would no longer be free")
        if UNREAD in row.effects:
            lines.append("An answer would no longer fit the catalog")
        return lines

    def say(self, move: Mapping[str, str]) -> str:
        models = self.catalog.model
        before, after = (
            models[slug].name if (slug := move[side]) in models else slug or "no model" for side in ("before", "after")
        )
        return {
            FIRSTS: f"{before} → {after}",
            LOSSES: f"{before} would be off the list",
            COSTS: f"{before}: {move['after']}",
        }.get(move["effect"], "")

    def work(self, key: str) -> str:
        output, _, kind = key.rpartition("/")
        use_case, word = self.catalog.use_case.get(output), _WORDS.get(kind, kind)
        if use_case is not None:
            return f"{use_case.name}: {word}"
        return capitalise(f"{word} of the owner’s own" if output.startswith("own-") else f"{output}: {word}")


def _listed(look: Look, **asked: str) -> str:
    return f"{reverse('admin:catalog_release_plans')}?{urlencode({'look': look.pk, **asked})}"


def approach(word: str) -> str:
    """Return a kind of AI in words, empty where it cannot be said."""
    return Outcome.read(word).label if word in {*Outcome} else ""
