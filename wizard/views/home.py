"""The first page: what you get, shown on a piece of a real example plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from catalog import query
from catalog.formatting import format_day, format_long_day, format_prices, inline_label
from catalog.schema import Catalog
from catalog.views.page import Reading, page, reads_release
from catalog.views.use_cases import common_rows
from catalog.vocabulary import Voice
from wizard.engine.decision import Decision
from wizard.engine.flips import Flip
from wizard.engine.vocabulary import Outcome
from wizard.plans.examples import Decided, all_examples, decided
from wizard.plans.proof import Proof, Trail
from wizard.plans.sheet import Sheet, lay_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """A piece of the first example plan: its verdict and one reason laid open."""

    address: str
    decided: date
    verdict: str
    question: str
    answer: str
    trail: tuple[tuple[str, str], ...]
    count: int
    about: str
    changes: tuple[str, ...]  # announced changes of the prices it was decided on


@reads_release
def home(request: HttpRequest, edition: Reading) -> HttpResponse:
    """Show what a plan is, how long it takes, and the ways in."""
    rows = common_rows(edition.catalog, edition.on)
    shown = decided(all_examples()[0], edition=edition, on=edition.on)
    sheet = lay_out(
        shown.decision, title=shown.answers.title, firm=shown.answers.firm, proof=Proof(catalog=edition.catalog)
    )
    return page(
        request,
        "wizard/home.html",
        edition,
        rows=rows,
        disputed=sum(cell.word == "disputed" for row in rows for cell in row.cells),
        total=len(edition.catalog.use_cases),
        specimen=_specimen(shown, sheet, edition.catalog),
        targets=sheet.pilot.drawn if sheet.pilot else (),
        pilot_note="Nothing has been measured for this one yet.",
        flips=[(f"If {flip.text}", flip.then) for flip in _telling(shown)],
        mine=reverse("wizard:mine"),
    )


def _telling(shown: Decided) -> tuple[Flip, ...]:
    """Return a few things that would change the example: an output left out, an answer, a figure and a fact."""
    found = shown.flips
    outputs = [flip for flip in found.answers if flip.told and flip.told.question == "outputs"]
    others = [flip for flip in found.answers if flip.told and flip.told.question in {"place", "weights"}]
    return (*outputs[:1], *others[:1], *found.numbers[:1], *found.facts[:1])


def _specimen(shown: Decided, sheet: Sheet, catalog: Catalog) -> Specimen | None:
    """Return the reason that says most in the fewest words: why the last part needs its kind of AI."""
    decision = shown.decision
    if decision.outcome is Outcome.NEITHER or not sheet.why:
        return None
    part = decision.parts[-1]
    trail = next((trail for trail in sheet.why if trail.text == part.reason.text), sheet.why[0])
    kind = part.noun.replace("models", "model", 1)
    return Specimen(
        address=reverse("wizard:example", args=[shown.example.slug]),
        decided=decision.on,
        verdict=decision.verdict,
        question=f"Why {'an' if kind[0] in 'aeiou' else 'a'} {kind}?",
        answer=trail.text,
        trail=_steps(trail),
        count=len(sheet.why),
        about=shown.example.sentence,
        changes=tuple(_announced(catalog, decision)),
    )


def _announced(catalog: Catalog, decision: Decision) -> Iterator[str]:
    """Yield what the chosen models cost after changes announced for the next 90 days."""
    for slug in dict.fromkeys(part.chosen for part in decision.parts):
        model = catalog.model.get(slug or "")
        quote = query.cheapest(catalog, model, decision.on) if model else None
        after, when = query.prices_ahead(catalog, quote.offer.slug, decision.on) if quote else ((), None)
        if model and when:
            yield f"From {format_long_day(when)}, {model.name} costs {'; '.join(format_prices(after))}."


def _steps(trail: Trail) -> tuple[tuple[str, str], ...]:
    fact, source = trail.facts[0], trail.sources[0]
    voice = "" if source.voice is Voice.EDITOR else f", {inline_label(source.voice)}"
    return (
        *(("Your answer", answer.text) for answer in trail.answers),
        ("Rule", trail.rule),
        ("Fact", fact.text),
        ("Source", f"{source.title}, {format_day(source.as_of)}{voice}."),
    )
