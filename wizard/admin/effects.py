"""What a publication would do to plans, in words: counts, what they are made of, and one plan after another."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from catalog.formatting import capitalise
from catalog.schema import Catalog
from wizard.decision.vocabulary import Kind, Outcome
from wizard.models import Affected
from wizard.publishing.impact import Move
from wizard.publishing.looking import COSTS, FIRSTS, LOSSES, UNREAD, ImpactSummary

MOVES_SHOWN = 12

EFFECTS = {
    FIRSTS: "would get another first choice",
    LOSSES: "would lose a model that they name",
    COSTS: "would cost more than 10 % more or less",
    UNREAD: "could no longer be checked: an answer would not fit",
}
_WORDS = {kind.value: kind.label for kind in Kind}


@dataclass(frozen=True, slots=True)
class ShownMove:
    """What happens alike to some plans, in words, with the public page of the work and the list of the plans."""

    work: str
    address: str
    words: str
    plans: int
    listed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactCount:
    """One count of a look, what it is made of, and the list of its plans."""

    plans: int
    words: str
    listed: str
    moves: tuple[ShownMove, ...] = ()
    left_out: int = 0


def look_context(found: ImpactSummary, catalog: Catalog) -> dict[str, Any]:
    """Return what a page shows of a look at the plans."""
    effects = list(CatalogNames(catalog).counts(found)) if found.done else []
    return {"found": found, "tally": found.tally, "effects": effects}


@dataclass(frozen=True, slots=True)
class CatalogNames:
    """Puts what happens to plans into words, by the names of one catalog."""

    catalog: Catalog

    def counts(self, found: ImpactSummary) -> Iterator[ImpactCount]:
        """Yield what a publication would do to plans, one count after another."""
        tally = found.tally
        counted = {FIRSTS: tally.other_first, LOSSES: tally.lose_shown, COSTS: tally.other_cost}
        if tally.no_longer_read:
            counted[UNREAD] = tally.no_longer_read
        for effect, plans in counted.items():
            moves = getattr(tally, effect).most_common() if effect != UNREAD else []
            yield ImpactCount(
                plans=plans,
                words=EFFECTS[effect],
                listed=_listed(found.look.pk, effect),
                moves=tuple(
                    ShownMove(
                        work=self.work(move.work),
                        address=self._address(move.work),
                        words=self.say(effect, move),
                        plans=count,
                        listed=_listed(found.look.pk, effect, move),
                    )
                    for move, count in moves[:MOVES_SHOWN]
                ),
                left_out=max(0, len(moves) - MOVES_SHOWN),
            )

    def sentences(self, row: Affected) -> list[str]:
        """Return what happens to one plan, a sentence each."""
        before, after = (_approach(word) for word in (row.approach_before, row.approach_after))
        lines = [f"{before} → {after}"] if before != after else []
        for stored in row.moves:
            if stored["effect"] != COSTS:
                move = Move(stored["work"], stored["before"], stored["after"])
                lines.append(f"{self.work(move.work)}: {self.say(stored['effect'], move)}")
        if row.percent is not None:
            lines.append(f"Its models would cost {abs(row.percent)} % {'more' if row.percent > 0 else 'less'}")
        elif COSTS in row.effects:
            lines.append("Its models would no longer be free")
        if UNREAD in row.effects:
            lines.append("An answer would no longer fit the catalog")
        return lines

    def approach(self, row: Affected) -> str:
        """Return the kind of AI that a plan says today, empty where it cannot be said."""
        return _approach(row.approach_before)

    def say(self, effect: str, move: Move) -> str:
        """Return what happens to a model, in words."""
        say: dict[str, Callable[[Move], str]] = {
            FIRSTS: lambda move: f"{self._model(move.before)} → {self._model(move.after)}",
            LOSSES: lambda move: f"{self._model(move.before)} would be off the list",
            COSTS: lambda move: f"{self._model(move.before)}: {move.after}",
        }
        return say[effect](move) if effect in say else ""

    def work(self, key: str) -> str:
        """Return what one part of a plan makes."""
        output, _, kind = key.rpartition("/")
        use_case, word = self.catalog.use_case.get(output), _WORDS.get(kind, kind)
        if use_case is not None:
            return f"{use_case.name}: {word}"
        return capitalise(f"{word} of the owner’s own" if output.startswith("own-") else f"{output}: {word}")

    def _model(self, slug: str) -> str:
        return self.catalog.model[slug].name if slug in self.catalog.model else slug or "no model"

    def _address(self, key: str) -> str:
        output = key.rpartition("/")[0]
        return reverse("catalog:use_case", args=[output]) if output in self.catalog.use_case else ""


def _listed(look: int, effect: str, move: Move | None = None) -> str:
    asked = {"look": look, "effect": effect}
    if move is not None:
        asked |= {"work": move.work, "before": move.before, "after": move.after}
    return f"{reverse('admin:catalog_release_plans')}?{urlencode(asked)}"


def _approach(word: str) -> str:
    return Outcome(word).label if word in {*Outcome} else ""  # type: ignore[call-arg]  # the enum's own look-up
