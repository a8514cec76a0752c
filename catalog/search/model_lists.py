"""The list of models that a query describes: how it is narrowed and ordered.

Also what can be said of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.urls import reverse

from catalog import formatting, query, workload
from catalog.filters.form import YES
from catalog.filters.models import ANSWERED, ModelForm
from catalog.schema import AiModel
from catalog.search.names import Name
from catalog.search.request import IntentAnswer, Request
from catalog.vocabulary import Known, Medium

# Words that say no more than those beside them: “read PDFs”, “run it on own servers”, “a small
# model for a laptop”.
SAYS_NO_MORE = frozenset(
    {
        *("read", "reads", "reading", "run", "running", "host", "handle", "support"),
        *("small", "smallest", "light", "lightweight"),
    }
)
TIMES: Mapping[str, int] = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}


type Narrowed = dict[str, Any]  # what is chosen, by the name of its field in the form of the list


def list_of_models(request: Request) -> Iterator[IntentAnswer]:
    """Yield the list of models that a query describes, in the order that it asks for."""
    form = form_of(request)
    if form is not None:
        address = f"{reverse('catalog:models')}?{form.query}"
        yield IntentAnswer(_sentence(form, request), address)


def form_of(request: Request) -> ModelForm | None:
    """Return what narrows and orders the list of models; None if a word would be left out.

    A list that leaves out what it does not understand would answer another question.
    """
    narrowed = _narrowed(request)
    if narrowed is None:
        return None
    conditions = _count_conditions(narrowed)
    wants_models = request.parsed.models or request.has("running")
    if conditions > 1 or (conditions and (_is_ordered(request) or wants_models)):
        return ModelForm.of(request.catalog, **narrowed, sort=_order(request))
    # “Longest context window” narrows nothing.
    if _asks_for_length(request) and not request.parsed.rest:
        return ModelForm.of(request.catalog, **narrowed, sort="length")
    return None


def _count_conditions(narrowed: Narrowed) -> int:
    """Return how many things narrow a list.

    A length counts twice, for tokens are said of models alone.
    """
    weights = {"length": 2}
    return sum(
        len(value) if isinstance(value, tuple) else weights.get(name, 1)
        for name, value in narrowed.items()
        if value
    )


def _narrowed(request: Request) -> Narrowed | None:
    """Return what narrows the list; None where a word or name says what narrows no list."""
    parsed = request.parsed
    makers = request.named("providers")
    # “Latest Gemini model” means the line, “Gemini” alone the app.
    lines = [name for name in parsed.names if name.line and (parsed.models or not name.rows)]
    narrowing = [*makers, *lines]
    is_one_name = len(narrowing) <= 1 and len(parsed.names) == len(narrowing)
    length = _length(parsed.words) if request.has("context") else None
    unexplained = _unexplained(parsed.rest)
    job = request.job if unexplained and _is_ordered(request) else ""
    if not is_one_name or (unexplained and not job):
        return None
    narrowed = {
        "q": _words_of(request, lines),
        "provider": next(iter(makers), ""),
        **dict.fromkeys(_questions(request), YES),
        "length": length,
    }
    return narrowed | (_for_job(request, job) if job else _for_media(request, narrowed))


def _for_job(request: Request, job: str) -> Narrowed:
    case = request.catalog.use_case[job]
    return {"job": job, "makes": case.outputs[0], "reads": case.must_inputs}


def _for_media(request: Request, narrowed: Narrowed) -> Narrowed:
    parsed = request.parsed
    makes = parsed.makes
    # “Cheapest LLM” asks for models that write.
    says_no_medium = makes is None and parsed.reads is None and not narrowed["q"]
    if says_no_medium and parsed.language and _is_ordered(request):
        makes = Medium.TEXT
    reads = () if parsed.reads is None else (parsed.reads,)
    return {"makes": makes, "reads": reads}


def _unexplained(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words that say something of what is wanted.

    A year or an amount narrows no list: “best video model 2026”, “cost of 1,000 pictures”.
    """
    plain = (word for word in words if word not in SAYS_NO_MORE and word not in TIMES)
    return tuple(word for word in plain if not word.rstrip("km").isdecimal())


def _words_of(request: Request, lines: Iterable[Name]) -> str:
    return next((" ".join(request.parsed.words[line.start : line.end]) for line in lines), "")


def _questions(request: Request) -> list[str]:
    """Return the questions that a model has to answer with yes."""
    names = [name for name in sorted(request.parsed.answers) if name in ANSWERED]
    if request.has("local", "running") and "self_hosting" not in names:
        names.append("self_hosting")
    return names


def _is_ordered(request: Request) -> bool:
    return request.has("cheapest", "best", "price") or _asks_for_length(request)


def _asks_for_length(request: Request) -> bool:
    return request.has("longest") and request.has("context")


def _order(request: Request) -> str:
    if request.has("cheapest", "price"):
        return "price"
    if request.has("best"):
        return "score"
    if _asks_for_length(request):
        return "length"
    return "released" if request.has("new") else ""


def _length(words: Iterable[str]) -> Decimal | None:
    """Return how many tokens a query asks for; None where it names no number."""
    for word, following in pairwise([*words, ""]):
        digits = word.rstrip("km")
        if digits.isdecimal():
            times = TIMES.get(word[len(digits) :] or following, 1)
            return Decimal(digits) * times
    return None


# ----------------------------------------------------------------------------------------- in words


def _sentence(form: ModelForm, request: Request) -> str:
    """Say how many models are on the list, what they have in common, and what it begins with."""
    catalog, on = request.catalog, request.on
    conditions = form.conditions(on)
    fitting = [
        model for model in catalog.models if conditions.matches(catalog, model, on) is Known.YES
    ]
    if not fitting:
        return "No model on sale is known to fit."
    count = formatting.format_count(len(fitting), "model on sale fits", "models on sale fit")
    common = [formatting.lower_first(chip.words) for chip in form.chips]
    if form.case:
        common.append(f"priced for: {formatting.lower_first(form.case.name)}")
    sentence = f"{count} ({'; '.join(common)})." if common else f"{count}."
    # The cheapest for a job depends on its length, and that of what is read on its unit.
    if form.chosen("sort") == "price" and not form.case and not form.chosen("reads"):
        return f"{sentence} {_cheapest(form, request, fitting)}"
    if form.chosen("sort") == "score":
        return f"{sentence} {_measured(form, request, fitting)}"
    if form.chosen("sort") == "released":
        return f"{sentence} {_newest(fitting)}".rstrip()
    return sentence


def _newest(models: Iterable[AiModel]) -> str:
    """Name the model that came out last; nothing where no day is known."""
    days = [(model.released, model) for model in models if model.released is not None]
    if not days:
        return ""
    day, model = max(days, key=lambda pair: (pair[0], pair[1].name))
    return f"The newest is {model.name}, out since {formatting.format_long_day(day)}."


def _cheapest(form: ModelForm, request: Request, models: Iterable[AiModel]) -> str:
    unit = form.price_unit
    prices = [
        (price, model)
        for model in models
        if (price := query.least_price(request.catalog, model, unit, request.on)) is not None
    ]
    if not prices:
        return "No price is stated."
    price, model = min(prices, key=lambda pair: (pair[0], pair[1].name))
    words = formatting.per_unit(formatting.format_price(price), unit)
    return f"The cheapest is {model.name} at {words}."


def _measured(form: ModelForm, request: Request, models: Iterable[AiModel]) -> str:
    catalog = request.catalog
    test = query.primary_benchmark(catalog, workload.MEDIUM_TASKS[form.medium])
    if test is None or not any(query.primary_score(catalog, model.slug, test) for model in models):
        return "No board on file says which of them is best."
    if form.case:
        return "The list puts first what was measured best."
    return f"The list is in the order of {test.name}."
