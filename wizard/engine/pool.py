"""Every model for one need: who meets the demands, where it is bought, which marks it has; worked out once for all plans."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from catalog import query
from catalog.schema import AiModel
from wizard.engine import scoring
from wizard.engine.market import NO_OFFER, Demands, Market, Part, Points, Way
from wizard.engine.offers import OFFER_REQUIREMENTS
from wizard.engine.race import Entry
from wizard.engine.requirements import REQUIREMENTS, Case, could_make
from wizard.engine.vocabulary import Place, TrainingWish
from wizard.engine.workload import Need

RULES = {requirement.rule: requirement for requirement in REQUIREMENTS}
OWN_SERVERS, FITS_LENGTH = RULES["own-servers"], RULES["fits-length"]
# What holds of a model for every length of a need, on every day and at every place.
LASTING = tuple(each for rule, each in RULES.items() if rule not in {"outlives-pilot", "own-servers", "fits-length"})
NOTHING_ASKED = Demands(None, TrainingWish.FINE)
ANY: Points = (0, 100)


class Kin(NamedTuple):
    """A model that meets the lasting requirements of a need, whatever its length."""

    model: AiModel
    open_points: int
    quality: Points
    measured: bool
    control: Points


class Row(NamedTuple):
    """A model that meets every requirement of a need but those on the day, the place and the sellers."""

    model: AiModel
    open_points: int
    quality: tuple[int, int]
    measured: bool
    control: tuple[int, int]
    headroom: tuple[int, int] | None  # None where it hangs on the end of the pilot
    ways: tuple[Way, ...]  # every offer, the cheapest first, a price that nobody states last


class Able(NamedTuple):
    """A model that meets every demand but those on the day, with the ways to buy it, the best first."""

    row: Row
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class CostMarks:
    """The marks for cost on one scale, each worked out once."""

    scale: scoring.CostScale
    _known: dict[Decimal, tuple[int, int]] = field(default_factory=dict)

    def of(self, usd: Decimal) -> tuple[int, int]:
        """Return the mark of a price."""
        found = self._known.get(usd)
        if found is None:
            place = self.scale.place(usd)
            found = self._known[usd] = scoring.outwards((place, place))
        return found


@dataclass(frozen=True, slots=True)
class Base:
    """What holds of one need whatever an owner demands."""

    rows: Mapping[str, Row]
    listed: Mapping[str, Decimal]  # what one result costs at each model's cheapest seller
    marks: CostMarks


@dataclass(frozen=True)
class Field:
    """Every model for one need under one set of demands on sellers."""

    able: Mapping[str, Able]
    marks: CostMarks
    _entries: dict[tuple[str, Way], Entry] = field(default_factory=dict)

    @cached_property
    def lasting(self) -> tuple[Entry, ...]:
        """Those whose place does not hang on the end of the pilot, without those that always stand behind another."""
        entries = [
            self.kept_entry(able, able.ways[0], able.row.headroom)
            for able in self.able.values()
            if able.row.headroom is not None
        ]
        entries.sort(key=lambda entry: (-entry.total, entry.order))
        kept: list[Entry] = []
        for entry in entries:
            if not any(other.beats(entry) for other in kept):
                kept.append(entry)
        return tuple(kept)

    @cached_property
    def ending(self) -> tuple[Able, ...]:
        """Those that go off sale on a day that is known."""
        return tuple(able for able in self.able.values() if able.row.headroom is None)

    def kept_entry(self, able: Able, way: Way, headroom: tuple[int, int]) -> Entry:
        """Return the same for a model whose room to grow does not hang on the pilot; worked out once."""
        key = (able.row.model.slug, way)
        found = self._entries.get(key)
        if found is None:
            found = self._entries[key] = self.entry(able, way, headroom)
        return found

    def entry(self, able: Able, way: Way, headroom: tuple[int, int]) -> Entry:
        """Return a model as it stands in the race when it is bought in this way."""
        row = able.row
        cost = ANY if way.usd is None else self.marks.of(way.usd)
        return Entry(
            slug=row.model.slug,
            lows=(row.quality[0], cost[0], row.control[0], headroom[0]),
            highs=(row.quality[1], cost[1], row.control[1], headroom[1]),
            measured=row.measured,
            priced=way.usd is not None,
            unconfirmed=row.open_points + way.open_points > 0,
            order=(row.open_points + way.open_points, way.usd is None, way.usd or Decimal(0), row.model.slug),
            usd=way.usd,
        )


@dataclass(frozen=True, kw_only=True)
class Pool:
    """The models of a market, or only some of them beside the rest as it stood in another market."""

    market: Market
    only: frozenset[str] | None = None
    rest: "Pool | None" = None
    _kin: dict[object, tuple[tuple[AiModel, ...], Mapping[str, Kin]]] = field(default_factory=dict)
    _bases: dict[int, Base] = field(default_factory=dict)
    _fields: dict[tuple[int, Demands], Field] = field(default_factory=dict)

    def field(self, part: Part, demands: Demands) -> Field:
        """Return the models for a part under demands on place and sellers."""
        key = (part.signature, demands)
        found = self._fields.get(key)
        if found is None:
            base = self.base(part)
            found = self._fields[key] = Field(dict(self._able(part.need, base, demands)), base.marks)
        return found

    @property
    def size(self) -> int:
        """How much of it has been worked out."""
        return len(self._bases) + len(self._fields)

    def could_make(self, part: Part) -> int:
        """Return how many models could make a part, whatever is demanded of them."""
        candidates, _ = self._kin_of(self.market.case(part.need, NOTHING_ASKED))
        return len(candidates)

    def base(self, part: Part) -> Base:
        """Return what holds of a part whatever an owner demands."""
        found = self._bases.get(part.signature)
        if found is None:
            found = self._bases[part.signature] = self._made_base(part)
        return found

    def _made_base(self, part: Part) -> Base:
        need, market = part.need, self.market
        case = market.case(need, NOTHING_ASKED)
        candidates, kin = self._kin_of(case)
        ways_of = market.ways(need)
        ways = {model.slug: ways_of(model) for model in candidates}
        listed = {
            model.slug: usd
            for model in candidates
            if not query.gone(model, market.on) and ways[model.slug] and (usd := ways[model.slug][0].usd) is not None
        }
        if self.rest is not None and self.only is not None:
            others = self.rest.base(part).listed
            listed = {slug: usd for slug, usd in others.items() if slug not in self.only} | listed
        rows = (self._row(case, each, ways[slug]) for slug, each in kin.items())
        marks = CostMarks(scoring.CostScale.of(listed.values()))
        return Base({row.model.slug: row for row in rows if row is not None}, listed, marks)

    def _kin_of(self, case: Case) -> tuple[tuple[AiModel, ...], Mapping[str, Kin]]:
        """Return the models that make the medium, and those of them that a need of any length may have."""
        need = case.need
        key = (need.medium, need.transcript, need.inputs, need.tasks)
        found = self._kin.get(key)
        if found is None:
            models = [model for model in self.market.catalog.models if self.only is None or model.slug in self.only]
            candidates = tuple(model for model in models if could_make(case, model))
            made = ((model.slug, self._kin_row(case, model)) for model in candidates)
            found = self._kin[key] = candidates, {slug: kin for slug, kin in made if kin is not None}
        return found

    def _kin_row(self, case: Case, model: AiModel) -> Kin | None:
        rulings = [requirement.judge(case, model) for requirement in LASTING]
        if any(ruling.dropped for ruling in rulings):
            return None
        quality, measured = self.market.quality(case.need, model)
        return Kin(
            model=model,
            open_points=sum(bool(ruling.open_point) for ruling in rulings),
            quality=quality,
            measured=measured,
            control=scoring.outwards(scoring.control_span(case.need.branch, model)),
        )

    def _row(self, case: Case, kin: Kin, ways: tuple[Way, ...]) -> Row | None:
        length = FITS_LENGTH.judge(case, kin.model)
        if length.dropped:
            return None
        return Row(
            model=kin.model,
            open_points=kin.open_points + bool(length.open_point),
            quality=kin.quality,
            measured=kin.measured,
            control=kin.control,
            headroom=None if kin.model.retires else self.market.span(case.need, kin.model, self.market.on),
            ways=ways,
        )

    def _able(self, need: Need, base: Base, demands: Demands) -> Iterator[tuple[str, Able]]:
        case = self.market.case(need, demands)
        asked = [requirement for requirement in OFFER_REQUIREMENTS if requirement.applies(case)]
        own = demands.place is Place.OWN_SERVERS
        terms = self.market.terms_under(case, demands) if asked else {}
        for slug, row in base.rows.items():
            if own:
                ruling = OWN_SERVERS.judge(case, row.model)
                if not ruling.dropped:
                    yield slug, Able(row._replace(open_points=row.open_points + bool(ruling.open_point)), (NO_OFFER,))
            elif not row.ways:
                yield slug, Able(row, (NO_OFFER._replace(open_points=1),))
            elif not asked:
                yield slug, Able(row, row.ways)
            else:
                ways = [
                    Way(way.offer, way.usd, points)
                    for way in row.ways
                    if (points := terms[way.offer or ""]) is not None
                ]
                if ways:
                    yield slug, Able(row, tuple(sorted(ways, key=lambda way: way.open_points)))
