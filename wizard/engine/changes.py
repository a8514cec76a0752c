"""What changed between two catalogs in the facts that decisions lean on, said in sentences and told apart by nature."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from catalog import query
from catalog.formatting import format_day, format_list, format_price, format_rounded, lower_first
from catalog.schema import AiModel, Catalog, Cell, Price, Score
from catalog.vocabulary import Known, Voice, Word
from wizard.engine import cite
from wizard.engine.decision import Fact
from wizard.engine.replies import point_of, replies_of
from wizard.engine.vocabulary import FactKind


class Nature(Word):
    """Why a fact reads differently now, as far as the catalog lets one tell."""

    WORLD = "world", "The world changed"
    CORRECTION = "correction", "We corrected a mistake"
    FOUND = "found", "Found out since"
    READ = "read", "Read anew"
    REPLY = "reply", "By a vendor’s reply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One fact that reads differently now."""

    kind: FactKind
    subject: str  # the row's natural key, as facts cite it
    aspect: str  # which part of the row, so that kind, subject and aspect name the change for good
    text: str
    nature: Nature
    models: tuple[str, ...] = ()  # the models it is about
    on: date | None = None  # the day on which the world changed, or will
    seen: date  # the day on which somebody read it
    there: bool = True  # whether the row is still in the catalog

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what never changes about it."""
        return self.kind.value, self.subject, self.aspect


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Two catalogs, each on its day."""

    then: Catalog
    then_on: date
    now: Catalog
    now_on: date


def changes(facts: Iterable[Fact], models: Iterable[str], times: Times) -> tuple[Change, ...]:
    """Return every change in the rows behind these facts, and in the rows of these models, each once."""
    found: dict[tuple[str, str, str], Change] = {}
    for change in _all(tuple(facts), tuple(models), times):
        found.setdefault(change.key, change)
    return tuple(_by_reply(change, times) for change in found.values())


def _by_reply(change: Change, times: Times) -> Change:
    """Say of a change that a reply brought it, or took it away, where one lies over that row on one day only."""
    then, now = set(replies_of(times.then)), set(replies_of(times.now))
    for said in sorted(then ^ now, key=lambda said: said.number):
        point = point_of(said.point)
        price = point.kind is FactKind.PRICE and change.subject.startswith(point.subject.rsplit("/", 1)[0])
        if point.kind is change.kind and (price or point.subject == change.subject):
            return replace(change, nature=Nature.REPLY, on=None, seen=said.on if said in now else times.now_on)
    return change


def _all(facts: tuple[Fact, ...], models: tuple[str, ...], times: Times) -> Iterator[Change]:
    cited = dict.fromkeys((fact.kind, fact.subject) for fact in facts)
    about = [subject for kind, subject in cited if kind is FactKind.MODEL]
    for slug in dict.fromkeys([*models, *about]):
        yield from _model(slug, times)
    priced = dict.fromkeys(subject.rsplit("/", 2)[0] for kind, subject in cited if kind is FactKind.PRICE)
    for offer in priced:
        units = [subject.rsplit("/", 2)[1] for kind, subject in cited if _prices_of(offer, kind, subject)]
        yield from _prices(offer, tuple(dict.fromkeys(units)), times)
    for kind, subject in cited:
        if kind is FactKind.SCORE:
            yield from _scores(subject, times)
        elif kind in _ROWS:
            yield from _ROWS[kind](subject, times)


def _prices_of(offer: str, kind: FactKind, subject: str) -> bool:
    return kind is FactKind.PRICE and subject.rsplit("/", 2)[0] == offer


def _nature(old: Any, new: Any, before: object) -> Nature:
    """Return why a field of one row differs: nobody knew it, the same reading was wrong, or somebody read it anew."""
    if before in {None, "", Known.UNKNOWN, ()} or str(before) == Known.UNKNOWN:
        return Nature.FOUND
    return Nature.CORRECTION if new.as_of == old.as_of else Nature.READ


# -------------------------------------------------------------------------------------------------------------- models

_MODEL_FIELDS: Mapping[str, str] = {
    "inputs": "what goes in",
    "outputs": "what comes out",
    "context_tokens": "the tokens it holds at once",
    "output_tokens": "the tokens it can write at once",
    "open_weights": "open weights",
    "self_hosting": "running it on own servers",
    "commercial_use": "use in business",
    "tuning": "tuning",
    "tools": "use of tools",
    "structured_output": "output in a fixed form",
    "reasoning": "reasoning",
}


def _model(slug: str, times: Times) -> Iterator[Change]:
    old, new = times.then.model.get(slug), times.now.model.get(slug)
    if old is None and new is not None:
        yield _of_model(new, "new", f"{new.name} is new in the catalog.", Nature.WORLD, on=new.released)
    if old is None:
        return
    if new is None:
        yield _of_model(old, "gone", f"{old.name} is no longer in the catalog.", Nature.READ, there=False)
        return
    yield from _end_of_sale(old, new, times)
    if old.listed and not new.listed:
        yield _of_model(new, "listed", f"{new.name} is kept for the record only and no longer advised.", Nature.READ)
    for name, words in _MODEL_FIELDS.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            text = f"{new.name}: {words} {_is(after)} now {_said(after)}, before {_said(before)}."
            yield _of_model(new, name, text, _nature(old, new, before))


def _is(value: object) -> str:
    return "are" if isinstance(value, int) and not isinstance(value, bool) and value != 1 else "is"


def _end_of_sale(old: AiModel, new: AiModel, times: Times) -> Iterator[Change]:
    ended, ends = query.gone(old, times.then_on), query.gone(new, times.now_on)
    if old.retires == new.retires:
        if ends and not ended:
            yield _of_model(new, "retires", f"{new.name} is no longer sold{_since(new)}.", Nature.WORLD, on=new.retires)
        return
    if new.retires is None:
        text = f"{new.name} stays on sale; its end on {_day(old.retires)} was taken back."
        yield _of_model(new, "retires", text, _nature(old, new, old.retires))
        return
    if old.retires is None:
        text = (
            f"{new.name} is no longer sold{_since(new)}."
            if ends
            else f"{new.name} goes off sale on {_day(new.retires)}."
        )
        yield _of_model(new, "retires", text, Nature.WORLD, on=new.retires)
        return
    text = f"{new.name} {'went' if ends else 'goes'} off sale on {_day(new.retires)}, not on {_day(old.retires)}."
    nature = Nature.CORRECTION if new.as_of == old.as_of else Nature.WORLD
    yield _of_model(new, "retires", text, nature, on=new.retires)


def _since(model: AiModel) -> str:
    return f" since {_day(model.retires)}"


def _day(when: date | None) -> str:
    return format_day(when) if when else "a day that is not on file"


def _of_model(  # noqa: PLR0913  # a change has as many sides
    model: AiModel, aspect: str, text: str, nature: Nature, *, on: date | None = None, there: bool = True
) -> Change:
    return Change(
        kind=FactKind.MODEL,
        subject=model.slug,
        aspect=aspect,
        text=text,
        nature=nature,
        models=(model.slug,),
        on=on,
        seen=model.as_of,
        there=there,
    )


# -------------------------------------------------------------------------------------------------------------- prices


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    """One unit's price before and after, with the row that says so."""

    old: Price | None
    new: Price | None
    nature: Nature
    on: date | None
    ahead: bool = False


def _prices(offer: str, units: tuple[str, ...], times: Times) -> Iterator[Change]:
    """Yield an offer's prices that moved, those that moved alike in one sentence."""
    groups: dict[tuple[Nature, date | None, bool, bool], list[_Moved]] = {}
    for unit in units:
        for moved in _moves(offer, unit, times):
            groups.setdefault((moved.nature, moved.on, moved.ahead, moved.new is None), []).append(moved)
    model = offer.partition("@")[0]
    for (nature, on, ahead, _), rows in groups.items():
        shown = [row.new or row.old for row in rows]
        yield Change(
            kind=FactKind.PRICE,
            subject=offer,
            aspect="/".join(sorted(f"{row.unit}/{row.valid_from.isoformat()}" for row in shown if row))
            + ("" if nature is not Nature.CORRECTION else "/corrected"),
            text=_price_words(offer, rows, on=on, ahead=ahead, times=times),
            nature=nature,
            models=(model,),
            on=on,
            seen=max(row.as_of for row in shown if row),
            there=any(row.slug == offer for row in times.now.offers_of.get(model, ())),
        )


def _moves(offer: str, unit: str, times: Times) -> Iterator[_Moved]:
    history = [row for row in times.now.prices_of.get(offer, ()) if row.unit == unit]
    before = [row for row in times.then.prices_of.get(offer, ()) if row.unit == unit]
    old = next((row for row in reversed(before) if query.holds(row, times.then_on)), None)
    new = next((row for row in reversed(history) if query.holds(row, times.now_on)), None)
    if (old.usd if old else None) != (new.usd if new else None):
        yield _moved(old, new, history, times)
    known = {(row.valid_from, row.usd) for row in before}
    for row in history:
        if (
            row.valid_from > times.now_on
            and (row.valid_from, row.usd) not in known
            and (new is None or new.usd != row.usd)
        ):
            yield _Moved(old=new, new=row, nature=Nature.WORLD, on=row.valid_from, ahead=True)


def _moved(old: Price | None, new: Price | None, history: list[Price], times: Times) -> _Moved:
    if new is None:
        ran_out = next((row for row in history if old is not None and row.valid_from == old.valid_from), None)
        if ran_out is not None and ran_out.valid_to is not None:
            return _Moved(old=old, new=None, nature=Nature.WORLD, on=ran_out.valid_to)
        return _Moved(old=old, new=None, nature=Nature.CORRECTION, on=None)
    if old is None:
        later = new.valid_from > times.then_on
        return _Moved(old=None, new=new, nature=Nature.WORLD if later else Nature.FOUND, on=new.valid_from)
    if new.valid_from > old.valid_from:
        return _Moved(old=old, new=new, nature=Nature.WORLD, on=new.valid_from)
    return _Moved(old=old, new=new, nature=Nature.CORRECTION, on=None)


def _price_words(offer: str, rows: list[_Moved], *, on: date | None, ahead: bool, times: Times) -> str:
    who = _offer_name(offer, times)
    first = rows[0]
    if first.new is None:
        return f"{who} has no price on file any more for {_units(rows)}{f', since {format_day(on)}' if on else ''}."
    if first.old is None:
        return f"{who} has a price on file now: {_figures(rows)}."
    ratios = {row.new.usd / row.old.usd for row in rows if row.new and row.old and row.old.usd}
    if first.nature is Nature.CORRECTION:
        return f"{who}: the price was wrong on file. It is {_figures(rows)}."
    if ahead:
        return f"{who} {_goes(ratios)} on {_day(on)}: {_figures(rows)}."
    return f"{who} {_became(ratios)} on {_day(on)}: {_figures(rows)}."


def _figures(rows: list[_Moved]) -> str:
    told = [
        format_price(row.new.usd, row.new.unit) + (f", before {format_price(row.old.usd)}" if row.old else "")
        for row in rows
        if row.new
    ]
    return "; ".join(told)


def _units(rows: list[_Moved]) -> str:
    return format_list([f"a {row.old.unit.label}" for row in rows if row.old])


_TIMES_DEARER = {Decimal(2): "twice as dear", Decimal(3): "three times as dear", Decimal(4): "four times as dear"}


def _became(ratios: set[Decimal]) -> str:
    return f"became {_how_dear(ratios)}" if _how_dear(ratios) else "changed its prices"


def _goes(ratios: set[Decimal]) -> str:
    return f"becomes {_how_dear(ratios)}" if _how_dear(ratios) else "changes its prices"


def _how_dear(ratios: set[Decimal]) -> str:
    """Return how prices moved where all moved one way: twice as dear, half as dear, dearer, cheaper."""
    if len(ratios) == 1 and (ratio := next(iter(ratios))) in {*_TIMES_DEARER, Decimal("0.5")}:
        return _TIMES_DEARER.get(ratio, "half as dear")
    if ratios and all(ratio > 1 for ratio in ratios):
        return "dearer"
    return "cheaper" if ratios and all(ratio < 1 for ratio in ratios) else ""


def _offer_name(offer: str, times: Times) -> str:
    slug, _, seller = offer.partition("@")
    model = times.now.model.get(slug) or times.then.model.get(slug)
    firm = times.now.provider.get(seller) or times.then.provider.get(seller)
    name = model.name if model else slug
    return name if firm is None or (model and model.provider == seller) else f"{name} at {firm.name}"


# -------------------------------------------------------------------------------------------------------------- scores


def _scores(subject: str, times: Times) -> Iterator[Change]:
    benchmark, slug = subject.split("/", 1)
    old = {_score_key(row): row for row in times.then.scores_of.get(slug, ()) if row.benchmark == benchmark}
    new = {_score_key(row): row for row in times.now.scores_of.get(slug, ()) if row.benchmark == benchmark}
    for key in dict.fromkeys([*new, *old]):
        was, now = old.get(key), new.get(key)
        if was is not None and now is not None and (was.value, was.low, was.high) != (now.value, now.low, now.high):
            text = (
                f"{_score_name(now, times)}: {format_rounded(now.value)}; on file it said {format_rounded(was.value)}."
            )
            yield _of_score(subject, now, text, Nature.CORRECTION)
        elif was is None and now is not None:
            earlier = [row for row in old.values() if (row.effort, row.voice) == (now.effort, now.voice)]
            last = max(earlier, key=lambda row: row.as_of) if earlier else None
            text = f"{_score_name(now, times)}: {format_rounded(now.value)}, measured by {now.measured_by}"
            text += f"; before {format_rounded(last.value)}." if last else "; nobody had measured it so."
            yield _of_score(subject, now, text, Nature.WORLD if last and now.as_of > last.as_of else Nature.FOUND)
        elif was is not None and now is None and not any(row.as_of > was.as_of for row in new.values()):
            text = f"{_score_name(was, times)}: the {format_rounded(was.value)} measured by {was.measured_by} was taken out."
            yield _of_score(subject, was, text, Nature.CORRECTION)


def _score_key(score: Score) -> tuple[str, str, date]:
    return score.effort.value, score.voice.value, score.as_of


def _score_name(score: Score, times: Times) -> str:
    model = times.now.model.get(score.model) or times.then.model[score.model]
    test = times.now.benchmark.get(score.benchmark) or times.then.benchmark[score.benchmark]
    return f"{model.name} on {test.name}"


def _of_score(subject: str, row: Score, text: str, nature: Nature) -> Change:
    return Change(
        kind=FactKind.SCORE,
        subject=subject,
        aspect="/".join(_score_key(row)[:2]) + f"/{row.as_of.isoformat()}",
        text=text,
        nature=nature,
        models=(row.model,),
        on=row.as_of if nature is Nature.WORLD else None,
        seen=row.as_of,
    )


# ---------------------------------------------------------------------------------------------------------- other rows


def _said(value: object) -> str:
    """Write a value for inside a sentence."""
    if value is None or value in {"", ()}:
        return "unknown"
    if isinstance(value, tuple):
        return format_list([_said(each) for each in value])
    if isinstance(value, Word):
        return lower_first(value.label)
    if isinstance(value, date):
        return format_day(value)
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return format_rounded(value)
    return f"“{value}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fields:
    """Which fields of a kind of row a plan leans on, in words, and how the row is called."""

    kind: FactKind
    words: Mapping[str, str]
    name: Callable[[Any, Catalog], str]
    models: Callable[[Any], tuple[str, ...]] = lambda _: ()
    links: tuple[str, ...] = ()  # fields whose values are names of other rows, which say nothing to a reader

    def __call__(self, subject: str, times: Times) -> Iterator[Change]:
        """Yield what changed in the row."""
        old, new = self._row(subject, times.then), self._row(subject, times.now)
        if new is None and old is not None:
            text = f"{self.name(old, times.then)}: no longer in the catalog."
            yield self._change(subject, "gone", text, Nature.READ, old, there=False)
        if old is None or new is None:
            return
        for name, words in self.words.items():
            before, after = getattr(old, name), getattr(new, name)
            if before != after:
                moved = words if name in self.links else f"{words} now {_said(after)}, before {_said(before)}"
                text = f"{self.name(new, times.now)}: {moved}."
                yield self._change(subject, name, text, _nature(old, new, before), new)

    def _row(self, subject: str, catalog: Catalog) -> Any:
        probe = Fact(kind=self.kind, subject=subject, text="", source="", voice=_NOBODY, as_of=date.min)
        return cite.resolve(catalog, probe)

    def _change(  # noqa: PLR0913  # a change has as many sides
        self, subject: str, aspect: str, text: str, nature: Nature, row: Any, *, there: bool = True
    ) -> Change:
        return Change(
            kind=self.kind,
            subject=subject,
            aspect=aspect,
            text=text,
            nature=nature,
            models=self.models(row),
            seen=row.as_of,
            there=there,
        )


def _cell(subject: str, times: Times) -> Iterator[Change]:
    use_case, branch = subject.rsplit("/", 1)
    old, new = (
        next((row for (slug, column), row in each.cell.items() if (slug, column.value) == (use_case, branch)), None)
        for each in (times.then, times.now)
    )
    if old is None:
        return
    if new is None:
        text = f"{_cell_name(old, times.then)}: no longer in the matrix."
        yield _of_cell(subject, "gone", text, Nature.READ, old, there=False)
    elif old.fit is not new.fit:
        text = f"{_cell_name(new, times.now)}: now {lower_first(new.fit.label)}, before {lower_first(old.fit.label)}. {new.reason}"
        yield _of_cell(subject, "fit", text, _nature(old, new, old.fit), new)
    elif bool(old.disputed) != bool(new.disputed):
        text = f"{_cell_name(new, times.now)}: {'now disputed' if new.disputed else 'no longer disputed'}."
        yield _of_cell(subject, "disputed", text, Nature.READ, new)
    elif (old.reason, old.condition) != (new.reason, new.condition):
        text = f"{_cell_name(new, times.now)}: the same answer with another reason. {new.reason}"
        yield _of_cell(subject, "reason", text, _nature(old, new, old.reason), new)


def _cell_name(cell: Cell, catalog: Catalog) -> str:
    use_case = catalog.use_case.get(cell.use_case)
    return f"“{use_case.name if use_case else cell.use_case}”, {lower_first(cell.branch.label)}"


def _of_cell(  # noqa: PLR0913  # a change has as many sides
    subject: str, aspect: str, text: str, nature: Nature, row: Cell, *, there: bool = True
) -> Change:
    return Change(
        kind=FactKind.CELL, subject=subject, aspect=aspect, text=text, nature=nature, seen=row.as_of, there=there
    )


def _firm(slug: str, catalog: Catalog) -> str:
    return catalog.provider[slug].name if slug in catalog.provider else slug


def _product(row: Any, catalog: Catalog) -> str:
    firm = _firm(row.seller, catalog)
    return row.product if row.product.startswith(firm) else f"{firm}, {row.product}"


_NOBODY = Voice.EDITOR  # of a fact that only finds its row

_ROWS: Mapping[FactKind, Callable[[str, Times], Iterator[Change]]] = {
    FactKind.CELL: _cell,
    FactKind.TERMS: _Fields(
        kind=FactKind.TERMS,
        words={
            "trains_on_inputs": "training on what you send is",
            "retention_days": "days they keep what you send:",
            "zero_retention": "keeping nothing is",
            "eu_region": "working in the European Union is",
            "health_data": "health data is",
            "soc2": "a SOC 2 report is",
            "indemnity": "cover against copyright claims is",
        },
        name=_product,
    ),
    FactKind.OFFER: _Fields(
        kind=FactKind.OFFER,
        words={"eu_region": "working in the European Union is", "terms": "sold under other data terms"},
        name=lambda row, catalog: f"{catalog.model[row.model].name} at {_firm(row.seller, catalog)}",
        models=lambda row: (row.model,),
        links=("terms",),
    ),
    FactKind.TUNING: _Fields(
        kind=FactKind.TUNING,
        words={
            "available": "tuning is offered:",
            "adaptations": "ways to adapt:",
            "ends": "tuning ends on",
            "min_examples": "examples needed at least:",
        },
        name=lambda row, catalog: f"{row.model_name} at {_firm(row.host, catalog)}",
        models=lambda row: (row.model,) if row.model else (),
    ),
    FactKind.USE_CASE: _Fields(
        kind=FactKind.USE_CASE,
        words={
            "inputs": "what goes in is",
            "outputs": "what comes out is",
            "tokens_in": "usual tokens in:",
            "tokens_out": "usual tokens out:",
            "media_amount": "usual amount for one:",
            "minutes_by_hand": "minutes by hand:",
            "tasks": "tests that count:",
            "risks": "risks:",
        },
        name=lambda row, _: f"“{row.name}”",
    ),
    FactKind.GUIDANCE: _Fields(
        kind=FactKind.GUIDANCE,
        words={"statement": "the statement is", "figure": "the figure is"},
        name=lambda _, __: "Something the advice leans on",
    ),
}
