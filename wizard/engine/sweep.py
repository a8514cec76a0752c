"""Many plans at once on one catalog and one day: approach, first choices and fees, as `decide` would say them.

`decide` explains, and that takes its time. Here nothing is explained, and what plans share is worked out once: the
models for one need under one set of demands. Of these, a model that another beats whatever the owner weighs is left out.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from catalog.parsing import Span
from catalog.schema import Catalog
from catalog.vocabulary import Branch
from wizard.engine.answers import Answers, Output, Weights
from wizard.engine.exits import WRONG_TOOLS, find_exit
from wizard.engine.market import Demands, Market, Part, Way, touched
from wizard.engine.offers import fees, limit_of
from wizard.engine.pool import Able, Field, Pool
from wizard.engine.race import Entry, Weighing
from wizard.engine.requirements import lasts
from wizard.engine.vocabulary import Outcome
from wizard.engine.workload import Need

__all__ = ["Bare", "Sweep", "bones", "touched"]

type Limit = tuple[Span | None, Decimal]  # how many a month, and what they may cost


def bones(answers: Answers) -> Answers:
    """Return of the answers what approach, first choices and fees depend on; nothing that an owner wrote in words."""
    return Answers(
        result=answers.result,
        outputs=tuple(replace(output, name="") for output in answers.outputs),
        check=answers.check,
        place=answers.place,
        training=answers.training,
        sensitivity=answers.sensitivity,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """The models that meet every demand on one need, each with how many points nobody could confirm of it."""

    need: Need
    of: int  # models that could make it
    open_points: Mapping[str, int]  # by model


@dataclass(frozen=True, kw_only=True)
class Sweep:
    """A catalog on a day, with what has been worked out on it so far."""

    pool: Pool
    before: "Sweep | None" = None
    changed: Pool | None = None  # only the models that differ from the catalog before
    _weighings: dict[Weights, Weighing] = field(default_factory=dict)
    _firsts: dict[object, Entry | None] = field(default_factory=dict)
    _alike: dict[int, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, catalog: Catalog, on: date) -> "Sweep":
        """Return a sweep of one catalog by itself."""
        return cls(pool=Pool(market=Market(catalog=catalog, on=on)))

    def onto(self, catalog: Catalog) -> "Sweep":
        """Return a sweep of another catalog on the same day, which works out only what the catalogs differ in."""
        ours = self.pool.market
        market = Market(catalog=catalog, on=ours.on, signatures=ours.signatures)
        return Sweep(
            pool=Pool(market=market),
            before=self,
            changed=Pool(market=market, only=touched(ours.catalog, catalog), rest=self.pool),
            _weighings=self._weighings,
        )

    @property
    def catalog(self) -> Catalog:
        """Return the catalog."""
        return self.pool.market.catalog

    @property
    def on(self) -> date:
        """Return the day."""
        return self.pool.market.on

    def look(self, answers: Answers) -> Bare:
        """Return what `decide` would say of approach, first choices and fees."""
        parts = [(output, part) for output in answers.outputs for part in self.pool.market.parts_of(output)]
        alive = [(output, part) for output, part in parts if not part.refused]
        # Otherwise no rule of `exits` can stop this plan, and asking them all is what takes time.
        if (answers.result in WRONG_TOOLS or not alive) and (
            not parts or find_exit(answers, self.catalog, self.on) is not None
        ):
            return Bare(outcome=Outcome.NEITHER, firsts={})
        firsts: dict[str, str | None] = {part.need.key: None for _, part in parts}
        left = limit_of(answers)
        found: list[tuple[Span | None, Entry]] = []
        for output, part in alive:
            first = self._first(answers, output, part, left)
            if first is not None:
                firsts[part.need.key] = first.slug
                if left is not None and first.usd is not None:
                    left -= fees(first.usd, output.per_month)
                found.append((output.per_month, first))
        branches = {part.need.branch for _, part in alive}
        living = frozenset(part.need.key for _, part in alive)
        return Bare(outcome=_outcome(branches), firsts=firsts, alive=living, usd=_usd(found))

    def passing(self, answers: Answers) -> Iterator[Passing]:
        """Yield for each need which models meet every demand, whether or not the matrix refuses it."""
        ends = answers.pilot_ends(self.on)
        for output in answers.outputs:
            limit = _limit(output, limit_of(answers))
            for part in self.pool.market.parts_of(output):
                ways = {
                    slug: (able, _payable(able, limit))
                    for slug, able in self.pool.field(part, Demands.of(answers, part.need)).able.items()
                    if lasts(able.row.model, ends)
                }
                points = {slug: able.row.open_points + way.open_points for slug, (able, way) in ways.items() if way}
                yield Passing(need=part.need, of=self.pool.could_make(part), open_points=points)

    def passes(self, answers: Answers, part_key: str, models: Collection[str]) -> frozenset[str]:
        """Return which of these models meet every demand on one part of a plan."""
        ends = answers.pilot_ends(self.on)
        for output, part in ((each, part) for each in answers.outputs for part in self.pool.market.parts_of(each)):
            if part.need.key == part_key and not part.refused:
                limit, demands = _limit(output, limit_of(answers)), Demands.of(answers, part.need)
                changed = (
                    self.changed if self.changed and (self.changed.only or frozenset()).issuperset(models) else None
                )
                known = (changed or self.pool).field(part, demands).able
                rows = (known[slug] for slug in models if slug in known)
                return frozenset(
                    able.row.model.slug
                    for able in rows
                    if lasts(able.row.model, ends) and _payable(able, limit) is not None
                )
        return frozenset()

    def _first(self, answers: Answers, output: Output, part: Part, left: Decimal | None) -> Entry | None:
        demands = Demands.of(answers, part.need)
        ends, limit = answers.pilot_ends(self.on), _limit(output, left)
        wish = next((each.model for each in answers.choices if each.part == part.need.key), None)
        key = (part.signature, demands, answers.weights, wish, limit, ends)
        if key not in self._firsts:
            entries = None if wish else self._rivals(answers, output, part, left)
            if entries is None:
                entries = self._entries(part.need, self.pool.field(part, demands), ends, limit, wish)
            chosen = next((entry for entry in entries if entry.slug == wish), None) if wish else None
            named = (entry for entry in entries if not entry.unconfirmed)
            self._firsts[key] = chosen or min(named, key=self._weighing(answers.weights).place, default=None)
        return self._firsts[key]

    def _rivals(self, answers: Answers, output: Output, part: Part, left: Decimal | None) -> list[Entry] | None:
        """Return the first choice on the catalog before and all touched models; None where others may come first too.

        Exact as long as every other model stands as it stood: the same yardsticks, the same scale of costs. Whoever
        comes first is then the former first one or a touched one, unless the former first one is touched itself.
        """
        before, changed = self.before, self.changed
        if before is None or changed is None or not self._stands(before, changed, part):
            return None
        first = before._first(answers, output, part, left)  # noqa: SLF001 - one of us
        if first is not None and first.slug in (changed.only or ()):
            return None
        ends, limit = answers.pilot_ends(self.on), _limit(output, left)
        entries = self._entries(part.need, changed.field(part, Demands.of(answers, part.need)), ends, limit, None)
        return [*([first] if first else []), *entries]

    def _stands(self, before: "Sweep", changed: Pool, part: Part) -> bool:
        """Return whether models that were not touched have the marks they had."""
        if part.signature not in self._alike:
            ours, theirs = self.pool.market.yardsticks, before.pool.market.yardsticks
            scales = (pool.base(part).marks.scale for pool in (changed, before.pool))
            self._alike[part.signature] = len(set(scales)) == 1 and all(
                ours.by_task.get(task) == theirs.by_task.get(task)
                and all(ours.scales[slug] == theirs.scales[slug] for slug in ours.by_task.get(task, ()))
                for task in part.need.tasks
            )
        return self._alike[part.signature]

    def _entries(self, need: Need, known: Field, ends: date, limit: Limit | None, wish: str | None) -> list[Entry]:
        """Return everybody who may come first; a budget that is a must may drop any, and lift those they beat."""
        if limit is not None:
            able, entries = list(known.able.values()), []
        else:
            own = known.able.get(wish or "")
            able = [*known.ending, *([own] if own else [])]
            entries = list(known.lasting)
        for each in able:
            row = each.row
            way = _payable(each, limit) if lasts(row.model, ends) else None
            if way is not None:
                if row.headroom is not None:
                    entries.append(known.kept_entry(each, way, row.headroom))
                else:
                    entries.append(known.entry(each, way, self.pool.market.span(need, row.model, ends)))
        return entries

    def _weighing(self, weights: Weights) -> Weighing:
        found = self._weighings.get(weights)
        if found is None:
            found = self._weighings[weights] = Weighing.of(weights)
        return found


def _payable(able: Able, limit: Limit | None) -> Way | None:
    """Return the best way to buy a model within a budget that is a must."""
    if limit is None:
        return able.ways[0]
    volume, left = limit
    ways = [
        way._replace(open_points=way.open_points + (way.usd is None and way.offer is not None))
        for way in able.ways
        if way.usd is None or fees(way.usd, volume) <= left
    ]
    return min(ways, key=lambda way: (way.open_points, way.usd is None, way.usd or 0, way.offer), default=None)


def _limit(output: Output, left: Decimal | None) -> Limit | None:
    """Return the amount of a month, and what is left for it of a budget that is a must."""
    return None if left is None else (output.per_month, left)


def _usd(found: list[tuple[Span | None, Entry]]) -> Decimal | None:
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
