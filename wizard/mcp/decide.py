"""The tool that decides: the wizard's questions as arguments, the plan's sentences out.

What it takes is made from the questions themselves, what it says from the document of a plan.
Nothing is stored.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal

from django.urls import reverse
from msgspec import Meta, Struct, defstruct

from catalog.formatting import CURRENCIES
from catalog.schema import Catalog
from wizard import prefill
from wizard.api import Pick, wrong_answers
from wizard.decision.acts import WITH_AN_ACT
from wizard.decision.endings import first_of
from wizard.document.blocks import (
    Block,
    CitedFact,
    Document,
    ListBlock,
    Tile,
)
from wizard.document.decided import ending_name
from wizard.mcp.arguments import Day, RefusedCallError
from wizard.mcp.results import CitedStatement, Scope, SourceLink, ToolAnswer, text_lines
from wizard.plans import pages, sheets
from wizard.plans.deciding import Decided, decide_now
from wizard.questions.fields import UNSURE, AllValues, OwnWordsField
from wizard.questions.flow import Assumed, Journey, StoredPages
from wizard.questions.page_order import AnyQuestion, all_questions, journey_of
from wizard.questions.pages.what import MOST_WORDS, OWN_KEYS

MOST_TYPED = 100  # characters of a figure or a name
MOST_LISTED = 12  # of an answer with several parts
# Asked of every job in words of its own: nothing on file says what it makes, or whether it is safe
# to advise.
OF_OWN_WORDS = ("medium", "act", "decides_on")
# Asked where a mistake may break a law or hurt somebody, before anything is named.
OF_GRAVE_JOBS = ("stakes", "decides_on")
PROOF_PAGES = ("evidence", "money")
THIS_JOB = "this job"
CURRENCY = "currency"
IN_WHICH_MONEY = "In US dollars, or in the currency that is named."
PAID = "paid"


# ------------------------------------------------------------------------------------ what it takes


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A question of the wizard as an argument."""

    question: AnyQuestion

    @property
    def name(self) -> str:
        return self.question.name

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The answers to pick from, where they are the same for everybody."""
        if self.name == CURRENCY:
            return tuple(CURRENCIES)
        values = (choice.value for choice in self.question.field.choices)
        return tuple(value for value in values if value not in {"", UNSURE})

    @property
    def several(self) -> bool:
        return isinstance(self.question.field.widget, AllValues)

    @property
    def text(self) -> str:
        """The question as an assistant may put it."""
        label = str(self.question.field.label)
        return label.replace("{units}", "results").replace("{unit}", "result")

    @property
    def about(self) -> str:
        """The question with what its answers mean."""
        field = self.question.field
        meanings = [
            f"{choice.value}: {choice.label}"
            for choice in field.choices
            if choice.value in self.choices
        ]
        currency = IN_WHICH_MONEY if self.name.endswith("_usd") else ""
        bounds = getattr(field, "bounds", None)
        example = f"For example {bounds.example}." if bounds is not None else ""
        listed = f"{'; '.join(meanings)}." if len(meanings) <= MOST_LISTED and meanings else ""
        return " ".join(filter(None, (self.text, str(field.help_text), currency, example, listed)))

    @property
    def holds(self) -> Any:
        """The type of the argument."""
        one: Any = Annotated[str, Meta(max_length=MOST_TYPED)] | int | float
        if self.choices:
            one = Literal[self.choices]
        if self.several:
            return Annotated[tuple[one, ...], Meta(max_length=MOST_LISTED, description=self.about)]
        return Annotated[one, Meta(description=self.about)]


def _parameters() -> Iterator[Parameter]:
    """Yield the questions before the plan, but for the job itself and what is only quoted."""
    for question in all_questions():
        if question.page.on_plan or question.name == "jobs":
            continue
        # Where the material may go is asked of each job where there are several.
        is_of_several = question.of_job and question.name == "place"
        if not is_of_several and not isinstance(question.field, OwnWordsField):
            yield Parameter(question=question)


PARAMETERS: Mapping[str, Parameter] = {row.name: row for row in _parameters()}

DecideArguments: type[Any] = defstruct(
    "DecideArguments",
    [
        (
            "job",
            Annotated[
                str,
                Meta(
                    min_length=1,
                    max_length=MOST_WORDS,
                    description=(
                        "The id of a job that find_job gave, or the job in the person’s own words."
                    ),
                ),
            ],
        ),
        *((row.name, row.holds | None, None) for row in PARAMETERS.values()),
        ("as_of", Day, None),
    ],
    kw_only=True,
    forbid_unknown_fields=True,
    namespace={"__doc__": "A job, and what is known of how the firm would do it."},
)


# ------------------------------------------------------------------------------------ what it gives


class OpenQuestion(Struct, frozen=True, kw_only=True):
    """A question to put to the person before anything is named."""

    argument: str
    question: str
    several: bool
    picks: tuple[Pick, ...]


class DecisionTile(Struct, frozen=True, kw_only=True):
    """One of the answers below the headline."""

    label: str
    says: str
    more: tuple[str, ...]


class CountedAnswer(Struct, frozen=True, kw_only=True):
    """An answer of ours that counts because none was given."""

    argument: str
    question: str
    answer: str


class DecideResult(Struct, frozen=True, kw_only=True):
    """A decision, or the questions without which none may be made."""

    status: Literal["decided", "needs_answers"]
    release: int
    digest: str
    as_of: date
    questions: tuple[OpenQuestion, ...] = ()
    ending: Annotated[str, Meta(description="How it ends, in a word, such as use or leave-it.")] = (
        ""
    )
    headline: Annotated[str, Meta(description="What to do, in a sentence.")] = ""
    lead: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    cost: DecisionTile | None = None
    test: DecisionTile | None = None
    stop: DecisionTile | None = None
    risk: DecisionTile | None = None
    assumed: tuple[CountedAnswer, ...] = ()
    statements: tuple[CitedStatement, ...] = ()
    wizard: Annotated[str, Meta(description="Opens the wizard with these answers filled in.")]


def decide(scope: Scope, arguments: Any) -> ToolAnswer:
    """Return what the rules say of a job, or what to ask first. Raises `RefusedCallError`."""
    stored = _stored(scope.catalog, arguments)
    journey = journey_of(stored, scope.catalog, scope.on)
    link = scope.address(prefill.address_with(stored))
    _refuse_wrong(stored, journey)
    if not journey.answers.jobs:  # of a job in own words nobody said what comes out
        return _asked_back(scope, tuple(_needed(arguments, _of_own_words(arguments))), link)
    decided = decide_now(journey.answers, scope.catalog, scope.on, scope.reading.sightings)
    needed = tuple(_needed(arguments, _requirements(decided, arguments)))
    if needed:
        return _asked_back(scope, needed, link)
    return _decided(scope, decided, journey, link)


def _stored(catalog: Catalog, arguments: Any) -> StoredPages:
    """Return the arguments as the pages of questions would have sent them."""
    is_on_file = arguments.job in catalog.use_case
    key = arguments.job if is_on_file else OWN_KEYS[0]
    stored: dict[str, dict[str, str | list[str]]] = {
        "what": {"jobs": [arguments.job]} if is_on_file else {f"{key}-words": arguments.job}
    }
    for name, parameter in PARAMETERS.items():
        value = getattr(arguments, name)
        if value is None:
            continue
        question = parameter.question
        is_moot = is_on_file and question.page.key == "what"
        if not is_moot:
            field = f"{key}-{name}" if question.of_job else name
            # What the firm pays for is sent as name and price in turn; without a price that on file
            # counts.
            sent = [part for row in value for part in (row, "")] if name == PAID else value
            stored.setdefault(question.page.key, {})[field] = _typed(sent)
    return stored


def _typed(value: Any) -> str | list[str]:
    """Return an argument as somebody would type it."""
    if isinstance(value, tuple | list):
        return [_typed_one(item) for item in value]
    return _typed_one(value)


def _typed_one(value: str | float) -> str:
    if isinstance(value, str):
        return value
    number = format(Decimal(str(value)), "f")
    # Of 1.125 a reader of German would think a thousand; with a fourth digit nobody does.
    return f"{number}0" if "." in number else number


def _refuse_wrong(stored: StoredPages, journey: Journey) -> None:
    """Raise `RefusedCallError` where an answer cannot be taken.

    The medium of own words is asked for later.
    """
    places = [place for place, _ in wrong_answers(stored, journey)]
    names = [place.rpartition("-")[2] or place for place in places]
    fields = [name.rpartition(".")[2] for name in names]
    wrong = [PARAMETERS[name] for name in fields if name in PARAMETERS and name != "medium"]
    if wrong:
        sentences = " ".join(f"{row.name} cannot be taken: {row.about}" for row in wrong)
        raise RefusedCallError("wrong-answers", sentences)
    if not journey.answers.jobs and "medium" not in fields:
        raise RefusedCallError("no-job", "Name a job that find_job gave, or say it in a few words.")


# -------------------------------------------------------------------------------------- asking back


def _requirements(decided: Decided, arguments: Any) -> Iterator[str]:
    """Yield the arguments without which nothing may be named."""
    answers, catalog = decided.answers, decided.catalog
    if arguments.job not in catalog.use_case:
        yield from _of_own_words(arguments)
    is_grave = any(sheets.withholds(job, answers, catalog) for job in answers.jobs)
    names_something = any(first_of(job.ending) is not None for job in decided.decision.jobs)
    # What is no work for AI is none whatever a mistake does, once it is said who decides by it.
    if is_grave and (names_something or arguments.decides_on is None):
        yield from OF_GRAVE_JOBS


def _of_own_words(arguments: Any) -> Iterator[str]:
    """Yield what is asked of every job in words of its own: of a picture only that it is one."""
    is_made = arguments.medium is not None and arguments.medium not in WITH_AN_ACT
    yield from (name for name in OF_OWN_WORDS if not (is_made and name == "act"))


def _needed(arguments: Any, names: Iterable[str]) -> Iterator[Parameter]:
    """Yield those of some arguments that were not sent."""
    for name in dict.fromkeys(names):
        if getattr(arguments, name) is None:
            yield PARAMETERS[name]


def _asked_back(scope: Scope, needed: tuple[Parameter, ...], link: str) -> ToolAnswer:
    questions = tuple(_open(row) for row in needed)
    data = DecideResult(
        status="needs_answers",
        **_state(scope),
        questions=questions,
        wizard=link,
    )
    lines = ["Nothing is named before the person has answered this. Ask, then call decide again."]
    for question in questions:
        picks = "; ".join(f"{pick.value} = {pick.label}" for pick in question.picks)
        lines.append(f"- {question.argument}: {question.question} {picks}")
    return ToolAnswer(data=data, lines=(*lines, f"Or in the wizard: {link}"))


def _open(parameter: Parameter) -> OpenQuestion:
    choices = parameter.question.field.choices
    return OpenQuestion(
        argument=parameter.name,
        question=parameter.text,
        several=parameter.several,
        picks=tuple(
            Pick(value=row.value, label=row.label, hint=row.hint)
            for row in choices
            if row.value in parameter.choices
        ),
    )


def _state(scope: Scope) -> dict[str, Any]:
    return {
        "release": scope.reading.number,
        "digest": scope.reading.digest,
        "as_of": scope.on,
    }


# ----------------------------------------------------------------------------------------- deciding


def _decided(scope: Scope, decided: Decided, journey: Journey, link: str) -> ToolAnswer:
    document = pages.document(_unquoted(decided), pages=PROOF_PAGES)
    head = document.head
    tiles = {tile.key: _tile(tile) for tile in head.tiles}
    data = DecideResult(
        status="decided",
        **_state(scope),
        ending=ending_name(decided.decision.jobs[0].ending),
        headline=head.headline,
        lead=head.lead,
        warnings=head.warnings,
        cost=tiles.get("cost"),
        test=tiles.get("test"),
        stop=tiles.get("stop"),
        risk=tiles.get("risk"),
        assumed=tuple(_assumed(journey.assumed())),
        statements=tuple(_statements(scope, document)),
        wizard=link,
    )
    return ToolAnswer(data=data, lines=tuple(_lines(data, scope)))


def _unquoted(decided: Decided) -> Decided:
    """Return a decision on the same answers without what was typed.

    A sentence to an assistant quotes nobody.
    """
    answers = decided.answers
    jobs = tuple(replace(job, words=THIS_JOB if job.words else "") for job in answers.jobs)
    return replace(decided, inputs=replace(decided.inputs, answers=replace(answers, jobs=jobs)))


def _tile(tile: Tile) -> DecisionTile:
    return DecisionTile(label=tile.label, says=tile.big, more=tile.fine)


def _assumed(rows: Iterable[Assumed]) -> Iterator[CountedAnswer]:
    for row in rows:
        parameter = PARAMETERS.get(row.field)
        answer = ", ".join(filter(None, row.usual.values))
        if parameter is not None and answer:
            yield CountedAnswer(argument=row.field, question=parameter.text, answer=answer)


def _statements(scope: Scope, document: Document) -> Iterator[CitedStatement]:
    """Yield the facts that the decision rests on, each once."""
    blocks = [
        block
        for page in document.pages
        for section in page.sections
        for group in section.groups
        for block in group.blocks
    ]
    statements = (row for block in blocks for row in _cited(scope, block))
    yield from dict.fromkeys(statements)


def _cited(scope: Scope, block: Block) -> Iterator[CitedStatement]:
    match block:
        case ListBlock(kind="reasons"):
            for reason in block.rows:
                for fact in reason.trail.facts:
                    yield _fact(scope, reason.says[0].rstrip("."), fact)
        case ListBlock(kind="prices"):
            for row in block.rows:
                if row.source is not None:
                    fact = CitedFact(text=" ".join(row.says), source=row.source)
                    yield _fact(scope, "A price that was counted", fact)


def _fact(scope: Scope, about: str, fact: CitedFact) -> CitedStatement:
    citation = fact.source
    source = scope.source(citation.slug)
    page = reverse("catalog:source", args=[citation.slug])
    return CitedStatement(
        about=about,
        says=fact.text,
        known=True,
        source=source or SourceLink(title=citation.title, publisher=citation.publisher, address=""),
        as_of=citation.as_of,
        address=scope.address(reverse("catalog:app", args=[fact.app]) if fact.app else page),
    )


def _lines(data: DecideResult, scope: Scope) -> Iterator[str]:
    yield from data.warnings
    yield data.headline
    yield from data.lead
    for tile in (data.cost, data.test, data.stop, data.risk):
        if tile is not None:
            yield " ".join((f"{tile.label}: {tile.says}", *tile.more))
    if data.assumed:
        rows = "; ".join(f"{row.question} {row.answer}" for row in data.assumed)
        yield f"Not answered, so our usual answers count: {rows}."
    if data.statements:
        yield "What it rests on:"
        yield from text_lines(data.statements)
    yield f"Change the answers, or make the plan: {data.wizard}"
    yield scope.foot
