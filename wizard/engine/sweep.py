"""Many plans at once on one catalog and one day: approach, first choices and fees, as `decide` would say them.

`decide` explains, and that takes its time. Here nothing is explained, and what plans share is worked out once: the
models for one need under one set of demands. Of these, a model that another beats whatever the owner weighs is left out.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from catalog.facts import AiModel, Catalog
from catalog.vocabulary import Branch, Known, Medium, PriceUnit
from wizard.engine import scoring
from wizard.engine.answers import Answers, Output, Span, Weights
from wizard.engine.exits import WRONG_TOOLS, find_exit, refuses
from wizard.engine.offers import OFFER_REQUIREMENTS
from wizard.engine.requirements import REQUIREMENTS, Case, could_make
from wizard.engine.vocabulary import Criterion, Importance, Outcome, Place, TrainingWish
from wizard.engine.workload import Need, PriceBook, needs

RULES = {requirement.rule: requirement for requirement in REQUIREMENTS}
OWN_SERVERS = RULES["own-servers"]
LASTING = tuple(each for rule, each in RULES.items() if rule not in {"outlives-pilot", "own-servers"})
CRITERIA = tuple(Criterion)  # in the order of the marks: quality, cost, control, headroom
ANY: tuple[int, int] = (0, 100)

type Pricing = tuple[tuple[PriceUnit, Decimal], ...]
type Limit = tuple[Decimal, Decimal]  # how many a month, and what they may cost


def bones(answers: Answers) -> Answers:
    """Return of the answers what approach, first choices and fees depend on; nothing that an owner wrote in words."""
    return Answers(
        result=answers.result,
        outputs=tuple(replace(output, name="") for output in answers.outputs),
        check=answers.check,
        place=answers.place,
        training=answers.training,
        budget_usd=answers.budget_usd,
        budget_weight=answers.budget_weight,
        weights=answers.weights,
        choices=answers.choices,
        pilot_start=answers.pilot_start,
        pilot_weeks=answers.pilot_weeks,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bare:
    """What a decision says, without a reason: kind of AI, the first model of each part, what these cost.

    `usd` is for a month where every part has an amount, for one result of each part otherwise; None is unknown.
    """

    outcome: Outcome
    firsts: Mapping[str, str | None]
    alive: frozenset[str] = frozenset()  # the parts that the matrix does not refuse
    usd: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Way:
    """One offer of a model that meets the demands, or none at all."""

    offer: str | None
    usd: Decimal | None
    least: Decimal | None = None  # what one result costs at least, where the owner left its length open
    open_points: int = 0


NO_OFFER = _Way(None, None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A model that meets every requirement of a need but those on the day, the place and the sellers."""

    model: AiModel
    open_points: int
    quality: tuple[int, int]
    measured: bool
    control: tuple[int, int]
    headroom: tuple[int, int] | None  # None where it hangs on the end of the pilot
    ways: tuple[_Way, ...]  # every offer, the cheapest first, a price that nobody states last


@dataclass(frozen=True, slots=True)
class _Able:
    """A model that meets every demand but those on the day, with the ways to buy it, the best first."""

    row: _Row
    ways: tuple[_Way, ...]
    unconfirmed: bool = False  # nobody says whether it can run on own servers


@dataclass(frozen=True, slots=True)
class _Base:
    """What holds of one need whatever an owner demands."""

    rows: Mapping[str, _Row]
    listed: Mapping[str, Decimal]  # what one result costs at each model's cheapest seller
    scale: scoring.CostScale


@dataclass(frozen=True, slots=True)
class _Entry:
    """A model in the race for the first place."""

    slug: str
    lows: tuple[int, int, int, int]
    highs: tuple[int, int, int, int]
    measured: bool
    priced: bool
    unconfirmed: bool
    order: tuple[int, bool, Decimal, str]  # among equals
    usd: Decimal | None

    @property
    def total(self) -> int:
        """Return the sum of all marks: whoever beats another has no less of it."""
        low, high = self.lows, self.highs
        return low[0] + low[1] + low[2] + low[3] + high[0] + high[1] + high[2] + high[3]

    def beats(self, other: "_Entry") -> bool:
        """Return whether this one stands before the other whatever the weights."""
        low, high, other_low, other_high = self.lows, self.highs, other.lows, other.highs
        return (
            low[0] >= other_low[0]
            and high[0] >= other_high[0]
            and low[1] >= other_low[1]
            and high[1] >= other_high[1]
            and low[2] >= other_low[2]
            and high[2] >= other_high[2]
            and low[3] >= other_low[3]
            and high[3] >= other_high[3]
            and self.measured >= other.measured
            and self.priced >= other.priced
            and self.unconfirmed <= other.unconfirmed
            and self.order < other.order
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One need of one output, as every plan that wants this output has it."""

    need: Need
    refused: bool
    signature: int


@dataclass(frozen=True)
class _Field:
    """Every model for one need under one set of demands on sellers."""

    able: Mapping[str, _Able]
    scale: scoring.CostScale
    _entries: dict[tuple[str, str | None], _Entry] = field(default_factory=dict)

    @cached_property
    def dearest(self) -> Decimal:
        """What one result costs at least at the dearest of all first ways; a budget beyond it drops nobody."""
        return max((able.ways[0].least or Decimal(0) for able in self.able.values()), default=Decimal(0))

    @cached_property
    def lasting(self) -> tuple[_Entry, ...]:
        """Those whose place does not hang on the end of the pilot, without those that always stand behind another."""
        entries = [
            self.kept_entry(able, able.ways[0], able.row.headroom)
            for able in self.able.values()
            if able.row.headroom is not None
        ]
        entries.sort(key=lambda entry: (-entry.total, entry.order))
        kept: list[_Entry] = []
        for entry in entries:
            if not any(other.beats(entry) for other in kept):
                kept.append(entry)
        return tuple(kept)

    @cached_property
    def ending(self) -> tuple[_Able, ...]:
        """Those that go off sale on a day that is known."""
        return tuple(able for able in self.able.values() if able.row.headroom is None)

    def kept_entry(self, able: _Able, way: _Way, headroom: tuple[int, int]) -> _Entry:
        """Return the same for a model whose room to grow does not hang on the pilot; worked out once."""
        key = (able.row.model.slug, way.offer)
        found = self._entries.get(key)
        if found is None:
            found = self._entries[key] = self.entry(able, way, headroom)
        return found

    def entry(self, able: _Able, way: _Way, headroom: tuple[int, int]) -> _Entry:
        """Return a model as it stands in the race when it is bought in this way."""
        row = able.row
        cost = ANY if way.usd is None else self._cost(way.usd)
        return _Entry(
            slug=row.model.slug,
            lows=(row.quality[0], cost[0], row.control[0], headroom[0]),
            highs=(row.quality[1], cost[1], row.control[1], headroom[1]),
            measured=row.measured,
            priced=way.usd is not None,
            unconfirmed=able.unconfirmed or way.open_points > 0,
            order=(row.open_points + way.open_points, way.usd is None, way.usd or Decimal(0), row.model.slug),
            usd=way.usd,
        )

    def _cost(self, usd: Decimal) -> tuple[int, int]:
        place = self.scale.place(usd)
        return scoring.outwards((place, place))


@dataclass(frozen=True, slots=True)
class _Weighing:
    """An owner's weights, laid out for quick sums."""

    fixed: tuple[tuple[int, int], ...]  # place of the mark, weight
    free: tuple[int, ...]  # places of the marks whose weight was left open
    quality: bool
    cost: bool

    @classmethod
    def of(cls, weights: Weights) -> "_Weighing":
        """Lay out weights."""
        said = [getattr(weights, criterion) for criterion in CRITERIA]
        return cls(
            fixed=tuple((place, w) for place, each in enumerate(said) if each and (w := scoring.WEIGHT_OF[each])),
            free=tuple(place for place, each in enumerate(said) if each is None),
            quality=said[0] is not Importance.NO_MATTER,
            cost=said[1] is not Importance.NO_MATTER,
        )

    def middle(self, entry: _Entry) -> int:
        """Return twice the middle of an entry's range; whole sums over weights, as `scoring.weigh` rounds them."""
        if not self.fixed and not self.free:
            return 100
        lows, highs = entry.lows, entry.highs
        total = gained_low = gained_high = 0
        for place, weight in self.fixed:
            total += weight
            gained_low += weight * lows[place]
            gained_high += weight * highs[place]
        low = high = total
        if self.free:
            for value in sorted([lows[place] for place in self.free]):
                if not low or value * low < gained_low:
                    low, gained_low = low + scoring.MOST, gained_low + scoring.MOST * value
            for value in sorted([highs[place] for place in self.free], reverse=True):
                if not high or value * high > gained_high:
                    high, gained_high = high + scoring.MOST, gained_high + scoring.MOST * value
        return gained_low // low - (-gained_high // high)

    def place(self, entry: _Entry) -> tuple[bool, int, tuple[int, bool, Decimal, str]]:
        """Return what the first place goes by, the least first."""
        unknown = entry.unconfirmed or (self.quality and not entry.measured) or (self.cost and not entry.priced)
        return unknown, -self.middle(entry), entry.order


@dataclass(frozen=True, slots=True)
class _Demands:
    """What an owner asks of sellers."""

    place: Place | None
    training: TrainingWish | None

    @classmethod
    def of(cls, answers: Answers) -> "_Demands":
        """Return the demands of these answers; those that rule nothing out are all one."""
        if answers.place is Place.OWN_SERVERS:
            return cls(Place.OWN_SERVERS, None)
        ruled_out = answers.training is TrainingWish.RULED_OUT
        return cls(Place.EU if answers.place is Place.EU else None, TrainingWish.RULED_OUT if ruled_out else None)


def touched(old: Catalog, new: Catalog) -> frozenset[str]:
    """Return the models whose own row, offers, terms, prices or scores differ between two catalogs."""
    return frozenset(slug for slug in {*old.model, *new.model} if _behind(old, slug) != _behind(new, slug))


def _behind(catalog: Catalog, slug: str) -> tuple[object, ...]:
    offers = catalog.offers_of.get(slug, ())
    return (
        catalog.model.get(slug),
        offers,
        tuple(catalog.terms_of.get(offer.terms or "") for offer in offers),
        tuple(catalog.prices_of.get(offer.slug) for offer in offers),
        catalog.scores_of.get(slug),
    )


_ANY_NEED = next(iter(needs(Answers(outputs=(Output(key="own-text", medium=Medium.TEXT),)), Catalog())))


@dataclass(frozen=True, kw_only=True)
class Sweep:
    """A catalog on a day, with what has been worked out on it so far."""

    catalog: Catalog
    on: date
    _parts: dict[Output, tuple[_Part, ...]] = field(default_factory=dict)
    _signatures: dict[object, int] = field(default_factory=dict)
    _bases: dict[int, _Base] = field(default_factory=dict)
    _fields: dict[tuple[int, _Demands], _Field] = field(default_factory=dict)
    _terms: dict[_Demands, Mapping[str, int | None]] = field(default_factory=dict)
    _quality: dict[tuple[str, object], tuple[tuple[int, int], bool]] = field(default_factory=dict)
    _usd: dict[tuple[Pricing, ...], dict[str, Decimal | None]] = field(default_factory=dict)
    _spans: dict[tuple[str, int, date], tuple[int, int]] = field(default_factory=dict)
    _weighings: dict[Weights, _Weighing] = field(default_factory=dict)
    _firsts: dict[object, _Entry | None] = field(default_factory=dict)
    _before: "Sweep | None" = None
    _touched: frozenset[str] = frozenset()
    _deltas: dict[int, _Base] = field(default_factory=dict)
    _delta_fields: dict[tuple[int, _Demands], _Field] = field(default_factory=dict)

    def onto(self, catalog: Catalog) -> "Sweep":
        """Return a sweep of another catalog on the same day, which works out only what the catalogs differ in."""
        return Sweep(
            catalog=catalog,
            on=self.on,
            _signatures=self._signatures,
            _weighings=self._weighings,
            _before=self,
            _touched=touched(self.catalog, catalog),
        )

    @cached_property
    def _prices(self) -> PriceBook:
        return PriceBook.on(self.catalog, self.on)

    @cached_property
    def _yardsticks(self) -> scoring.Yardsticks:
        return scoring.Yardsticks.of(self.catalog)

    def look(self, answers: Answers) -> Bare:
        """Return what `decide` would say of approach, first choices and fees."""
        parts = [(output, part) for output in answers.outputs for part in self._parts_of(output)]
        alive = [(output, part) for output, part in parts if not part.refused]
        # Otherwise no rule of `exits` can stop this plan, and asking them all is what takes time.
        if (answers.result in WRONG_TOOLS or not alive) and (
            not parts or find_exit(answers, self.catalog, self.on) is not None
        ):
            return Bare(outcome=Outcome.NEITHER, firsts={})
        firsts: dict[str, str | None] = {part.need.key: None for _, part in parts}
        found: list[tuple[Span | None, _Entry]] = []
        for output, part in alive:
            first = self._first(answers, output, part)
            if first is not None:
                firsts[part.need.key] = first.slug
                found.append((output.per_month, first))
        branches = {part.need.branch for _, part in alive}
        living = frozenset(part.need.key for _, part in alive)
        return Bare(outcome=_outcome(branches), firsts=firsts, alive=living, usd=_usd(found))

    def passes(self, answers: Answers, part_key: str, models: Collection[str]) -> frozenset[str]:
        """Return which of these models meet every demand on one part of a plan."""
        ends = answers.pilot_ends(self.on)
        limit = _limit(answers, next((each for each in answers.outputs if part_key.startswith(f"{each.key}/")), None))
        for part in (part for output in answers.outputs for part in self._parts_of(output)):
            if part.need.key == part_key and not part.refused:
                demands = _Demands.of(answers)
                only_touched = self._before is not None and self._touched.issuperset(models)
                known = (self._delta_field if only_touched else self._field)(part, demands).able
                rows = (known[slug] for slug in models if slug in known)
                return frozenset(
                    able.row.model.slug
                    for able in rows
                    if _lasts(able, ends) and self._payable(able, limit) is not None
                )
        return frozenset()

    # ------------------------------------------------------------------------------------------------- what is wanted

    def _parts_of(self, output: Output) -> tuple[_Part, ...]:
        plain = replace(output, per_month=None, name="") if output.per_month or output.name else output
        found = self._parts.get(plain)
        if found is None:
            wanted = needs(Answers(outputs=(plain,)), self.catalog)
            found = tuple(
                _Part(need=need, refused=refuses(self.catalog, need), signature=self._signature(need))
                for need in wanted
            )
            self._parts[plain] = found
        return found

    def _signature(self, need: Need) -> int:
        """Return a number for all needs that every rule treats alike."""
        sides = (
            *(need.medium, need.transcript, need.inputs, need.tasks, need.ways, need.least_ways),
            *(need.context_tokens, need.least_tokens),
        )
        return self._signatures.setdefault(sides, len(self._signatures))

    # -------------------------------------------------------------------------------------------------- who is first

    def _first(self, answers: Answers, output: Output, part: _Part) -> _Entry | None:
        demands = _Demands.of(answers)
        ends = answers.pilot_ends(self.on)
        wish = next((each.model for each in answers.choices if each.part == part.need.key), None)
        key = (part.signature, demands, answers.weights, wish, _limit(answers, output), ends)
        if key not in self._firsts:
            entries = None if wish else self._rivals(answers, output, part)
            if entries is None:
                entries = self._entries(part.need, self._field(part, demands), ends, _limit(answers, output), wish)
            chosen = next((entry for entry in entries if entry.slug == wish), None)
            self._firsts[key] = chosen or min(entries, key=self._weighing(answers.weights).place, default=None)
        return self._firsts[key]

    def _rivals(self, answers: Answers, output: Output, part: _Part) -> list[_Entry] | None:
        """Return the first choice on the catalog before and all touched models; None where others may come first too.

        Exact as long as every other model stands as it stood: the same yardsticks, the same scale of costs. Whoever
        comes first is then the former first one or a touched one, unless the former first one is touched itself.
        """
        before = self._before
        if before is None or not self._alike(part):
            return None
        first = before._first(answers, output, part)  # noqa: SLF001 - one of us
        if first is not None and first.slug in self._touched:
            return None
        known = self._delta_field(part, _Demands.of(answers))
        ends, limit = answers.pilot_ends(self.on), _limit(answers, output)
        return [*([first] if first else []), *self._entries(part.need, known, ends, limit, None)]

    def _alike(self, part: _Part) -> bool:
        """Return whether models that were not touched have the marks they had."""
        before = self._before
        if before is None or self._delta(part).scale != before._base(part).scale:  # noqa: SLF001 - one of us
            return False
        ours, theirs = self._yardsticks, before._yardsticks  # noqa: SLF001 - one of us
        return all(
            ours.by_task.get(task) == theirs.by_task.get(task)
            and all(ours.scales[slug] == theirs.scales[slug] for slug in ours.by_task.get(task, ()))
            for task in part.need.tasks
        )

    def _entries(self, need: Need, known: _Field, ends: date, limit: Limit | None, wish: str | None) -> list[_Entry]:
        """Return everybody who may come first; a budget that is a must may drop any, and lift those they beat."""
        if limit is not None and limit[0] * known.dearest > limit[1]:
            able, entries = list(known.able.values()), []
        else:
            own = known.able.get(wish or "")
            able = [*known.ending, *([own] if own else [])]
            entries = list(known.lasting)
        for each in able:
            way = self._payable(each, limit) if _lasts(each, ends) else None
            if way is not None:
                row = each.row
                if row.headroom is not None:
                    entries.append(known.kept_entry(each, way, row.headroom))
                else:
                    entries.append(known.entry(each, way, self._span(need, row.model, ends)))
        return entries

    def _span(self, need: Need, model: AiModel, ends: date) -> tuple[int, int]:
        tokens = need.context_tokens if need.branch is Branch.LANGUAGE else 0
        key = (model.slug, tokens, ends)
        found = self._spans.get(key)
        if found is None:
            found = self._spans[key] = scoring.outwards(scoring.headroom_span(need, model, ends))
        return found

    def _payable(self, able: _Able, limit: Limit | None) -> _Way | None:
        """Return the best way to buy a model within a budget that is a must."""
        if limit is None:
            return able.ways[0]
        middle, budget = limit
        return next((way for way in able.ways if way.least is None or middle * way.least <= budget), None)

    def _weighing(self, weights: Weights) -> _Weighing:
        found = self._weighings.get(weights)
        if found is None:
            found = self._weighings[weights] = _Weighing.of(weights)
        return found

    # ------------------------------------------------------------------------------------------------------ who is able

    def _field(self, part: _Part, demands: _Demands) -> _Field:
        key = (part.signature, demands)
        found = self._fields.get(key)
        if found is None:
            base = self._base(part)
            found = self._fields[key] = _Field(dict(self._able(part.need, base, demands)), base.scale)
        return found

    def _able(self, need: Need, base: _Base, demands: _Demands) -> Iterator[tuple[str, _Able]]:
        answers = Answers(place=demands.place, training=demands.training)
        case = Case(answers=answers, catalog=self.catalog, on=self.on, need=need, prices=self._prices)
        asked = [requirement for requirement in OFFER_REQUIREMENTS if requirement.applies(answers)]
        own = demands.place is Place.OWN_SERVERS
        terms = self._terms_under(case, demands) if asked else {}
        for slug, row in base.rows.items():
            if own:
                if not OWN_SERVERS.judge(case, row.model).dropped:
                    unknown = row.model.self_hosting is Known.UNKNOWN
                    able_row = replace(row, open_points=row.open_points + 1) if unknown else row
                    yield slug, _Able(able_row, (NO_OFFER,), unconfirmed=unknown)
            elif not row.ways:
                yield slug, _Able(row, (_Way(None, None, None, len(asked)),))
            elif not asked:
                yield slug, _Able(row, row.ways)
            else:
                ways = [
                    _Way(way.offer, way.usd, way.least, points)
                    for way in row.ways
                    if (points := terms[way.offer or ""]) is not None
                ]
                if ways:
                    yield slug, _Able(row, tuple(sorted(ways, key=lambda way: way.open_points)))

    def _terms_under(self, case: Case, demands: _Demands) -> Mapping[str, int | None]:
        """Return how many points each offer leaves open, None where a demand rules it out."""
        found = self._terms.get(demands)
        if found is None:
            asked = [requirement for requirement in OFFER_REQUIREMENTS if requirement.applies(case.answers)]
            rulings = {
                offer.slug: [requirement.judge(case, offer).meets for requirement in asked]
                for offer in self.catalog.offers
            }
            found = self._terms[demands] = {
                slug: None if Known.NO in meets else meets.count(Known.UNKNOWN) for slug, meets in rulings.items()
            }
        return found

    def _base(self, part: _Part) -> _Base:
        found = self._bases.get(part.signature)
        if found is None:
            found = self._bases[part.signature] = self._made_base(part.need)
        return found

    def _delta(self, part: _Part) -> _Base:
        """Return the touched models, and the scale of costs that they and all others make."""
        found = self._deltas.get(part.signature)
        if found is None and self._before is not None:
            before = self._before._base(part).listed  # noqa: SLF001 - one of us
            made = self._made_base(part.need, only=self._touched)
            listed = {slug: usd for slug, usd in before.items() if slug not in self._touched} | dict(made.listed)
            found = self._deltas[part.signature] = replace(
                made, listed=listed, scale=scoring.CostScale.of(listed.values())
            )
        return found or self._base(part)

    def _delta_field(self, part: _Part, demands: _Demands) -> _Field:
        key = (part.signature, demands)
        found = self._delta_fields.get(key)
        if found is None:
            base = self._delta(part)
            found = self._delta_fields[key] = _Field(dict(self._able(part.need, base, demands)), base.scale)
        return found

    def _made_base(self, need: Need, only: frozenset[str] | None = None) -> _Base:
        case = Case(answers=Answers(), catalog=self.catalog, on=self.on, need=need, prices=self._prices)
        models = [model for model in self.catalog.models if only is None or model.slug in only]
        candidates = [model for model in models if could_make(case, model)]
        ways = {model.slug: self._ways(need, model) for model in candidates}
        listed = {
            model.slug: usd
            for model in candidates
            if not model.retired(self.on) and ways[model.slug] and (usd := ways[model.slug][0].usd) is not None
        }
        rows = (self._row(case, model, ways[model.slug]) for model in candidates)
        scale = scoring.CostScale.of(listed.values())
        return _Base({row.model.slug: row for row in rows if row is not None}, listed, scale)

    def _ways(self, need: Need, model: AiModel) -> tuple[_Way, ...]:
        costs = self._costs_of(need.ways)
        leasts = self._costs_of(need.least_ways or need.ways)
        ways = [
            _Way(offer.slug, costs(offer.slug), leasts(offer.slug))
            for offer in self.catalog.offers_of.get(model.slug, ())
        ]
        return tuple(sorted(ways, key=lambda way: (way.usd is None, way.usd or 0, way.offer)))

    def _costs_of(self, ways: tuple[Pricing, ...]) -> Callable[[str], Decimal | None]:
        """Return what one result costs at an offer; many needs are priced alike."""
        known = self._usd.setdefault(ways, {})
        need = replace(_ANY_NEED, ways=ways)

        def cost(offer: str) -> Decimal | None:
            if offer not in known:
                found = self._prices.unit_usd(offer, need)
                known[offer] = found[0] if found else None
            return known[offer]

        return cost

    def _row(self, case: Case, model: AiModel, ways: tuple[_Way, ...]) -> _Row | None:
        rulings = [requirement.judge(case, model) for requirement in LASTING]
        if any(ruling.dropped for ruling in rulings):
            return None
        quality, measured = self._quality_of(case.need, model)
        span = None if model.retires else self._span(case.need, model, self.on)
        return _Row(
            model=model,
            open_points=sum(bool(ruling.open_point) for ruling in rulings),
            quality=quality,
            measured=measured,
            control=scoring.outwards(scoring.control_span(case.need.branch, model)),
            headroom=span,
            ways=ways,
        )

    def _quality_of(self, need: Need, model: AiModel) -> tuple[tuple[int, int], bool]:
        key = (model.slug, need.tasks)
        if key not in self._quality:
            mark = scoring.quality(self.catalog, self._yardsticks, model, need.tasks)
            self._quality[key] = (mark.low, mark.high), mark.known
        return self._quality[key]


def _lasts(able: _Able, ends: date) -> bool:
    """Return whether a model is still sold after the pilot."""
    retires = able.row.model.retires
    return retires is None or retires > ends


def _limit(answers: Answers, output: Output | None) -> Limit | None:
    """Return amount and budget of a month where the budget is a must, and where models are bought at all."""
    if answers.budget_weight is not Importance.MUST or answers.budget_usd is None or output is None:
        return None
    if answers.place is Place.OWN_SERVERS or output.per_month is None:
        return None
    return output.per_month.middle, answers.budget_usd


def _usd(found: list[tuple[Span | None, _Entry]]) -> Decimal | None:
    prices = [entry.usd for _, entry in found]
    known = [usd for usd in prices if usd is not None]
    if not known or len(known) < len(prices):
        return None
    amounts = [amount.middle for amount, _ in found if amount is not None]
    if len(amounts) < len(known):
        return sum(known, Decimal(0))
    return sum((usd * amount for usd, amount in zip(known, amounts, strict=True)), Decimal(0))


def _outcome(branches: set[Branch]) -> Outcome:
    if not branches:
        return Outcome.NEITHER
    if len(branches) > 1:
        return Outcome.BOTH
    return Outcome.LANGUAGE if branches == {Branch.LANGUAGE} else Outcome.MEDIA
