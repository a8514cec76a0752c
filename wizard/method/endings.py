"""How the question of one job ends: a class for each ending, with only the fields that it has."""

from dataclasses import dataclass
from typing import ClassVar

from wizard.method.costs import Priced
from wizard.method.trial import StopRule
from wizard.method.vocabulary import Certainty, DecidesOn, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How the question of one job ends."""

    name: ClassVar[str]

    job: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskBack(Ending):
    """The owner named everything at once, and is asked which one task takes most of the hours."""

    name = "ask back"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongTool(Ending):
    """Not a job for generative AI, or not without a lawyer; the row of advice says what does it."""

    name = "wrong tool"

    decides_on: DecidesOn
    certain: bool  # False: words only hint at it, and a question settles it


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingPasses(Ending):
    """No option may be named. What would pass if one requirement were relaxed, where something would."""

    name = "nothing passes"

    relaxed: str = ""  # the requirement
    passes: Priced | None = None
    holds: float | None = (
        None  # results of the largest plan on file, where only capacity is missing
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Ending):
    """All that passes needs a developer, and the firm has none."""

    name = "project"

    cheapest: Priced


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """An option beside the work by hand, in US dollars."""

    option: Priced
    by_hand_usd: float
    with_ai_usd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What is named, what is tried beside it, how sure that is, and when the test stops."""

    first: Priced
    second: Priced | None
    certainty: Certainty
    stop: StopRule


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveIt(Ending):
    """By hand costs less than three quarters of it."""

    name = "leave it"

    comparison: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class OverLimit(Ending):
    """Nothing that may be named is within the limit; how many results the limit buys of the cheapest."""

    name = "over the limit"

    comparison: Comparison
    results: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FromList(Ending):
    """A list has the right answer. AI only words it, where anything may be named, and a person signs."""

    name = "from a list"

    advice: Advice | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised(Ending):
    """An option is named and tested, beside another where there is one."""

    comparison: Comparison
    advice: Advice


@dataclass(frozen=True, slots=True, kw_only=True)
class AsDear(Advised):
    """It costs about what it costs by hand."""

    name = "as dear as by hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFirst(Advised):
    """The seller has to answer one or two questions before anything goes in."""

    name = "ask first"

    questions: tuple[Unknown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UseWhatYouHave(Advised):
    """The firm pays for it already."""

    name = "use what you have"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartWith(Advised):
    """The cheaper of two is named first: only votes speak for the dearer, which is tried beside it."""

    name = "start with"


@dataclass(frozen=True, slots=True, kw_only=True)
class Try(Advised):
    """Nobody measured it, or nobody says what is inside: both are tested, none is called the best."""

    name = "try"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use(Advised):
    """One option passes every requirement and costs least."""

    name = "use"
