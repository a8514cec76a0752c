"""What a search asks for in so many words: a price, the cheapest, models that can do something, news, an end."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse

from catalog import changes, formatting, query
from catalog.data_files import toml_of
from catalog.filters import ModelFilter
from catalog.naming import address_of, name_or_slug
from catalog.registry import KINDS
from catalog.schema import AiModel, AppPlan, Catalog
from catalog.vocabulary import Branch, Known, Medium
from catalog.words import folded

MOST = 3
LATELY = timedelta(days=31)
_WORDS = toml_of(__file__)
MEDIA = {word: Medium.read(medium) for medium, words in _WORDS["media"].items() for word in words}
ASKED: Mapping[str, list[str]] = _WORDS["asked"]
PRICE, CHEAPEST, NEWS, NEW, END, MODELS, ABLE, LANGUAGE, DOCUMENTS = (
    frozenset(_WORDS[name])
    for name in (
        "price",
        "cheapest",
        "news",
        "new",
        "end",
        "models",
        "able",
        "language",
        "documents",
    )
)
KNOWN = frozenset().union(PRICE, CHEAPEST, NEWS, NEW, END, MODELS, ABLE, LANGUAGE, MEDIA)
TIMES: Mapping[str, int] = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}


@dataclass(frozen=True, slots=True)
class IntentAnswer:
    """A sentence that answers what was asked, with its figure, and the page that shows it."""

    text: str
    address: str


def answers(asked: str, catalog: Catalog, on: date) -> tuple[IntentAnswer, ...]:
    """Return up to three sentences that answer a search by the facts of a day; nothing where it asks for none."""
    meant = {folded(row.word): folded(row.words.partition(",")[0]) for row in catalog.synonyms}
    words = [
        meant[word] if meant.get(word) in KNOWN and word not in KNOWN else word
        for word in folded(asked).split()
    ]
    found: list[IntentAnswer] = []
    for intent in (_price, _end, _able, _filtered, _news):
        found += intent(words, catalog, on)
    return tuple(dict.fromkeys(found))[:MOST]


def _says(words: Sequence[str], phrase: str) -> bool:
    """Return whether the words of a phrase stand side by side; False for a phrase without a word."""
    return bool(phrase) and f" {phrase} " in f" {' '.join(words)} "


def _models(words: Sequence[str], catalog: Catalog) -> list[AiModel]:
    """Return the models that are named: by the longest name that is written out, else all of a family, newest first."""
    whole = [model for model in catalog.models if _says(words, folded(model.name))]
    if whole:
        longest = max(len(model.name) for model in whole)
        return [model for model in whole if len(model.name) == longest]
    family = [
        model
        for model in catalog.models
        if model.family and model.listed and _says(words, folded(model.family))
    ]
    return sorted(family, key=lambda model: (-(model.released or date.min).toordinal(), model.name))


def _page(model: AiModel) -> str:
    return reverse("catalog:model", args=[model.slug])


def _price(words: Sequence[str], catalog: Catalog, on: date) -> Iterator[IntentAnswer]:
    if not PRICE & set(words) and "how much" not in " ".join(words):
        return
    models = _models(words, catalog)
    written = max(
        (len(model.name) for model in models if _says(words, folded(model.name))), default=0
    )
    apps = {
        row.slug
        for row in catalog.apps
        if _says(words, folded(row.name)) and len(row.name) >= written
    }
    app_plans = [row for row in catalog.app_plans if row.app in apps]
    yield from (
        _seat(catalog, row, on) for row in app_plans if query.plan_prices(catalog, row.slug, on)
    )
    if not app_plans:
        on_sale = [model for model in models if query.on_sale(model, on)]
        yield from (
            IntentAnswer(_price_of(catalog, model, on), _page(model)) for model in on_sale or models
        )


def _seat(catalog: Catalog, app_plan: AppPlan, on: date) -> IntentAnswer:
    price = formatting.format_price(query.plan_prices(catalog, app_plan.slug, on)[0].usd)
    address = address_of(catalog, KINDS["app_plans"], app_plan)
    return IntentAnswer(f"{app_plan.name} costs {price} a seat and month.", address)


def _price_of(catalog: Catalog, model: AiModel, on: date) -> str:
    quote = query.cheapest(catalog, model, on)
    if quote is not None and quote.prices:
        seller = name_or_slug(catalog.provider, quote.offer.seller)
        return (
            f"{model.name} costs {'; '.join(formatting.format_prices(quote.prices))}, at {seller}."
        )
    last = query.last_quote(catalog, model, on)
    if last is None:
        return f"The price of {model.name} is unknown."
    until = (
        f" until {formatting.format_long_day(model.retires)}"
        if model.retires and model.retires <= on
        else ""
    )
    off = " It is off sale." if query.gone(model, on) else ""
    return f"{model.name} cost {'; '.join(formatting.format_prices(last.prices))}{until}.{off}"


def _end(words: Sequence[str], catalog: Catalog, on: date) -> Iterator[IntentAnswer]:
    if not END & set(words):
        return
    for model in _models(words, catalog):
        follows = catalog.model.get(model.replaced_by) if model.replaced_by else None
        after = f" {follows.name} follows it." if follows else ""
        if model.retires is not None:
            day = formatting.format_long_day(model.retires)
            yield IntentAnswer(
                f"{model.name} {changes.goes_off_sale(model.retires, on)} on {day}.{after}",
                _page(model),
            )
        elif query.gone(model, on):
            yield IntentAnswer(
                f"{model.name} is off sale; its last day is not on record.{after}", _page(model)
            )
        elif query.on_sale(model, on):
            yield IntentAnswer(f"{model.name} is on sale. No end is announced.", _page(model))


def _able(words: Sequence[str], catalog: Catalog, on: date) -> Iterator[IntentAnswer]:
    """Yield the answer of the matrix to whether a language model makes a medium."""
    del on  # an answer of the matrix has no day
    medium = next((MEDIA[word] for word in words if word in MEDIA and word not in LANGUAGE), None)
    language = LANGUAGE & set(words) or _says(words, "language model")
    if medium is None or not language or len(ABLE & set(words)) <= 1:
        return
    cases = [row for row in catalog.use_cases if row.common and row.outputs == (medium,)]
    case = min(
        cases, key=lambda row: (len(row.name), row.slug), default=None
    )  # the plainest says it of the medium
    cell = catalog.cell.get((case.slug, Branch.LANGUAGE)) if case is not None else None
    if case is not None and cell is not None:
        made = formatting.inline_label(medium)
        address = reverse("catalog:cell", args=[case.slug, Branch.LANGUAGE])
        yield IntentAnswer(
            f"Does a language model make {made}? {cell.fit.label}. {cell.reason}", address
        )


def _filtered(words: Sequence[str], catalog: Catalog, on: date) -> Iterator[IntentAnswer]:
    """Yield the list of models that a search describes, where it says two things of them, or one and that it wants models."""
    wanted, matched = ModelFilter(), 0
    given = {
        name: "yes"
        for name, phrases in ASKED.items()
        if any(_says(words, each) for each in phrases)
    }
    if given:
        wanted, matched = replace(wanted, answers=given), matched + len(given)
    if DOCUMENTS & set(words):
        wanted, matched = replace(wanted, reads=(Medium.DOCUMENT,)), matched + 1
    if (length := _length(words)) is not None:
        wanted, matched = (
            replace(wanted, length=length),
            matched + 2,
        )  # tokens are said of models alone
    # A maker is named by its whole name or by the first word of it.
    names = ((row, folded(row.name)) for row in catalog.providers)
    maker = next(
        (row for row, name in names if _says(words, name) or _says(words, name.partition(" ")[0])),
        None,
    )
    if maker is not None and given:
        wanted, matched = replace(wanted, provider=maker.slug), matched + 1
    medium = next((MEDIA[word] for word in words if word in MEDIA), None)
    cheap, models = CHEAPEST & set(words), MODELS & set(words)
    if medium is not None and (cheap or (models and matched)):
        wanted, matched = replace(wanted, makes=medium), matched + 1
    if cheap and (medium is not None or matched):
        wanted, matched = replace(wanted, sort="price"), matched + 1
    if matched > 1 or (matched and models):
        yield IntentAnswer(
            _list_of(wanted, catalog, on), f"{reverse('catalog:models')}?{wanted.query}"
        )


def _length(words: Sequence[str]) -> Decimal | None:
    """Return how many tokens a search asks for; None where it speaks of no context window or names no number."""
    if not {"context", "tokens"} & set(words):
        return None
    for word, following in zip(words, (*words[1:], ""), strict=True):
        digits = word.rstrip("km")
        if digits.isdecimal():
            times = TIMES.get(word[len(digits) :] or following, 1)
            return Decimal(digits) * times
    return None


def _list_of(wanted: ModelFilter, catalog: Catalog, on: date) -> str:
    fitting = [model for model in catalog.models if wanted.fit(catalog, model, on) is Known.YES]
    count = formatting.format_count(len(fitting), "model on sale fits", "models on sale fit")
    if not fitting:
        return "No model on sale is known to fit."
    if wanted.sort != "price":
        return f"{count}."
    unit = wanted.price_unit
    prices = [
        (price, model)
        for model in fitting
        if (price := query.least_price(catalog, model, unit, on)) is not None
    ]
    if not prices:
        return f"{count}; no price is stated."
    price, model = min(prices, key=lambda pair: (pair[0], pair[1].name))
    return f"{count}. The cheapest is {model.name} at {formatting.format_price(price, unit)}."


def _news(words: Sequence[str], catalog: Catalog, on: date) -> Iterator[IntentAnswer]:
    """Yield what changed in the last month, or which models are new."""
    query_words = set(words)
    new = NEW & query_words and MODELS & query_words
    if not new and not NEWS & query_words:
        return
    lately = [
        change for change in changes.all_changes(catalog, on) if on - LATELY < change.day <= on
    ]
    kinds = [kind for kind in changes.ChangeKind if not new or kind is changes.ChangeKind.NEW]
    counts = [(kind, sum(change.kind is kind for change in lately)) for kind in kinds]
    summary = formatting.format_list(
        f"{count} {formatting.lower_first(kind.label)}" for kind, count in counts if count
    )
    address = reverse("catalog:changes") + (f"?kind={changes.ChangeKind.NEW}" if new else "")
    yield IntentAnswer(f"In the last month: {summary or 'nothing on file'}.", address)
