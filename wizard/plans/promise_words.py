"""Promises that read otherwise, each in its sentence of the document."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from catalog.query import shown_rate
from wizard.decision.decision import JobDecision
from wizard.decision.drift import Moved, Promise
from wizard.decision.endings import called, first_of
from wizard.decision.trail import Parameter
from wizard.decision.vocabulary import Condition, Keeps
from wizard.document.forms import Value
from wizard.document.sentences import Narrator
from wizard.plans.deciding import Decided
from wizard.plans.tools import ending_word, results_name, tool_name

# Of a promise that stands today and stood before, of one that is gone, and of one that is new.
OWN = {(True, True): "{}", (False, True): "{}-gone", (True, False): "{}-new"}


def ending_words(name: str) -> str:
    """Return how a question ended, in a few words; an ending of another method as it is stored."""
    narrator, ending = Narrator(), called(name)
    return narrator.say("ended", ending) if narrator.knows("ended", ending) else name


@dataclass(frozen=True, kw_only=True)  # without slots: its narrator is made once
class PromiseWords:
    """Says what changed between two decisions on the same answers."""

    then: Decided
    now: Decided

    def of(self, job: str, row: Moved) -> str:
        """Return a promise that reads otherwise, in a sentence."""
        own = OWN[row.today != "", row.before != ""].format(row.promise)
        name = own if self.narrator.knows("moved", own) else row.promise
        says = self.narrator.say(
            "moved",
            name,
            today=self._in_words(row.promise, row.today),
            before=self._in_words(row.promise, row.before),
            first=self._first(job),
            says=next(self._keeps(row), ""),
            ends_now=_ended(self.now, job),
            ended_then=_ended(self.then, job),
        )
        if len(self.then.answers.jobs) == 1:
            return says
        of = next(of for of in self.then.answers.jobs if of.key == job)
        label = results_name(of, self.now.catalog)
        return self.narrator.say("promised", "of-job", job=label, says=says)

    @cached_property
    def narrator(self) -> Narrator:
        """Return who says it in the owner's currency, at the rate of today."""
        currency = self.then.answers.currency
        return Narrator(rate=shown_rate(self.now.catalog, currency, self.now.on))

    def _in_words(self, promise: Promise, value: Parameter) -> Value:
        """Return one side of a promise as its sentence takes it."""
        match promise:
            case Promise.ENDING:
                return ending_words(str(value))
            case Promise.NAME | Promise.CHALLENGER:
                return tool_name(self.now.catalog, str(value))
            case Promise.OFFER:
                return self._seller(str(value))
            case Promise.STOP if value:
                most, cases = str(value).split()
                return self.narrator.say("promised", "limit", most=most, n=cases)
        return value

    def _keeps(self, row: Moved) -> Iterator[str]:
        """Yield what no longer holds of what was named, what it needs, and what holds since."""
        say, before, today = self.narrator.say, str(row.before).split(), str(row.today).split()
        yield from (say("fell", word) for word in Keeps if word in before and word not in today)
        for condition in Condition:
            if condition in today and condition not in before:
                yield say("promised", "needs", condition=condition.label)
        yield from (say("came", word) for word in Keeps if word in today and word not in before)
        yield say("promised", "needs-less")

    def _seller(self, offer: str) -> str:
        slug = offer.partition("@")[2]
        row = self.now.catalog.provider.get(slug)
        return row.name if row is not None else slug or self.narrator.say("promised", "its-maker")

    def _first(self, job: str) -> str:
        first = first_of(_job(self.then, job).ending)
        if first is None:
            return self.narrator.say("promised", "nothing")
        return tool_name(self.now.catalog, first.option.tool)


def _job(side: Decided, key: str) -> JobDecision:
    return next(job for job in side.decision.jobs if job.work.key == key)


def _ended(side: Decided, key: str) -> str:
    return ending_words(ending_word(_job(side, key)))
