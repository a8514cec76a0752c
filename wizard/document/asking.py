"""Who is asked what of one job before the first case goes in: further facts of its places."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.vocabulary import Effort
from wizard.decision.costs import Priced
from wizard.decision.keeps import how_to_keep
from wizard.decision.tools import effort_of
from wizard.decision.vocabulary import Condition, OptionKind, Unknown
from wizard.document.blocks import Sentences
from wizard.document.fears import FearedJob
from wizard.document.forms import unbroken
from wizard.document.places import PLACES
from wizard.document.progress import TrialState
from wizard.document.sums import LEAST_USD

# What a seller confirms before the first case, by what is asked of him.
CONFIRMED = {
    Condition.SIGN_SECRECY: Unknown.SECRECY,
    Condition.SETTLE_CONTRACT: Unknown.CONTRACT,
    Condition.SETTLE_TRAINING: Unknown.TRAINING,
    Condition.SETTLE_PLACE: Unknown.PLACE,
}
# What is asked and set where the tool is got: it stands in the steps.
IN_STEPS = frozenset(
    {
        *CONFIRMED,
        Condition.EU_OPTION,
        Condition.OPT_OUT_BY_CONTRACT,
        Condition.PAID_BY_THE_YEAR,
        Condition.SET_UP_BY_SOMEBODY_HANDY,
        Condition.SWITCH_TRAINING_OFF,
    }
)

PREPARED = {
    OptionKind.APP: "get",
    OptionKind.ASSISTANT: "get",
    OptionKind.MODEL: "connect",
    OptionKind.MACHINE: "set-up",
}


@dataclass(frozen=True, kw_only=True)
class AskingJob(FearedJob):
    """One job with its questions to sellers, and what has to be seen to before a case goes in."""

    @property
    def asked_besides(self) -> tuple[str, ...]:
        """Return the names of the apps whose sellers are asked besides."""
        catalog = self.plan.catalog
        rows = [
            catalog.app_plan.get(row.plan) or catalog.app[row.app] for row in self.decided.inquiries
        ]
        return tuple(unbroken(row.name) for row in rows)

    @property
    def apps(self) -> tuple[str, ...] | None:
        """Return the same for a sentence; None where nobody is asked."""
        return self.asked_besides or None

    @property
    def sellers_asked(self) -> tuple[str, ...]:
        """Return who is asked before anything is begun.

        It is who sells what is named, or could hold more, or else is fit.
        """
        is_one = self.waits is not None or self.largest is not None
        return (self.seller,) if is_one else self.asked_besides

    @property
    def open_questions(self) -> tuple[Unknown, ...]:
        """Return what sellers have to answer first.

        It is asked of what is named, else of all who are asked.
        """
        if self.waits is not None:
            return self.waits.questions
        return self._asks if self.asks_only else ()

    @property
    def first_questions(self) -> tuple[Unknown, ...]:
        """Return the same with what the seller of what is begun confirms."""
        conditions = self.first.option.conditions if self.first is not None else ()
        confirmed = tuple(CONFIRMED[row] for row in conditions if row in CONFIRMED)
        return self.open_questions or confirmed

    @property
    def first_question(self) -> Unknown | None:
        return next(iter(self.first_questions), None)

    @property
    def questions_in_short(self) -> list[str]:
        return [self.say("asked-about", question) for question in self.first_questions]

    @property
    def confirmed_first(self) -> tuple[Unknown, ...]:
        """Return what the seller of what is begun confirms before any case goes in."""
        is_untested = self.result is None and self.plan.progress.tested is TrialState.NOT_YET
        return self.first_questions if is_untested and self.trial is not None else ()

    @property
    def name_without_a_yes(self) -> str:
        """Return the next tool if its seller confirms nothing; else nothing."""
        other = self.alternative
        is_asked = other is None or not CONFIRMED.keys().isdisjoint(other.option.conditions)
        return "" if other is None or is_asked else self.short_name(other)

    @property
    def _asks(self) -> tuple[Unknown, ...]:
        asks = (ask for row in self.decided.inquiries for ask in row.questions)
        return tuple(dict.fromkeys(asks))

    @property
    def answers(self) -> str:
        """Return what is asked: one thing that is yes or no, several, a price, or a price and more.

        A price is held against what can be saved, where that is known.
        """
        asks = self.open_questions
        is_several = len(asks) > 1
        if Unknown.PRICE not in asks:
            return "both" if is_several else "one"
        if self.price_at_most_usd < LEAST_USD:
            return "price-too" if is_several else "price"
        return "below-too" if is_several else "below"

    @property
    def asks_for_all(self) -> bool:
        """Return whether several sellers are asked, and none for a price."""
        asks = self.open_questions
        return bool(asks and self.asked_besides) and Unknown.PRICE not in asks

    # ------------------------------------------------------------------------- each as it is sent

    @property
    def confirming(self) -> Sentences:
        return self._asking(self.confirmed_first, "confirm", "also")

    @property
    def questions(self) -> Sentences:
        """Return what the seller of what is named first answers before anything goes in."""
        if self.waits is None:
            return iter(())
        is_in_headline = self.plan.is_alone and self.theirs is None
        is_named = is_in_headline or self.seller == self.first_name
        return self._asking(self.waits.questions, "first" if is_named else "about", "also")

    @property
    def asks_besides(self) -> Sentences:
        """Return whom to ask besides, and everything that they are asked."""
        is_named = self.recommendation is not None
        first, also = ("besides", "also-besides") if is_named else ("made-for-it", "also")
        return self._asking(self._asks, first, also)

    def _asking(self, asks: Iterable[Unknown], first: str, also: str) -> Sentences:
        for number, question in enumerate(asks):
            text = self.say("asked", question)
            yield self.say("question", also if number else first, question=text)

    @property
    def sellers_to_ask(self) -> Sentences:
        sellers = (*self.sellers_asked, *self.asked_besides)
        return (self.say("to-do", "ask", seller=seller) for seller in sellers)

    # ---------------------------------------------------------------- what has to be seen to first

    @property
    def conditions_on_top(self) -> Sentences:
        return self._conditions(in_steps=False)

    @property
    def conditions_in_steps(self) -> Sentences:
        return self._conditions(in_steps=True)

    def _conditions(self, *, in_steps: bool) -> Sentences:
        """Yield what is done before the first case; some conditions have places of their own."""
        for rule in self.first.option.conditions if self.first is not None else ():
            if in_steps is not (rule in IN_STEPS):
                continue
            yield from self.at(rule) if rule in PLACES else [self.say("condition", rule)]

    @property
    def tools_to_get(self) -> Sentences:
        """Yield what has to be done with each tool before it can be tested.

        No year is paid before it has passed.
        """
        for priced in (self.tested, self.challenger):
            if priced is not None and not priced.option.paid:
                seller = self.names.seller(priced.option)
                yield self.say("to-do", self._step(priced), name=self.name(priced), seller=seller)

    def _step(self, priced: Priced) -> str:
        """Return what has to be done with a tool.

        Nothing private is pasted into a page of its seller.
        """
        if Condition.PAID_BY_THE_YEAR in priced.option.conditions:
            return "trial"
        is_open = priced.option.kind is OptionKind.MODEL and not self.work.secrets
        return "try" if is_open else PREPARED[priced.option.kind]

    @property
    def how_to_keep(self) -> Sentences:
        """Return how sources keep place and secrecy of what is named first."""
        plan = self.plan
        if self.first is None:
            return iter(())
        says = how_to_keep(self.first.option, plan.catalog, plan.answers.regions)
        return (self.say("to-do", "said-of", says=text) for text in says)

    @property
    def effort(self) -> Effort | None:
        """Return how long what is named first thinks; None where that is not set."""
        effort = effort_of(self.first.option.key) if self.first is not None else None
        return None if effort is Effort.UNNAMED else effort

    @property
    def otherwise_name(self) -> str:
        """Return what is used if the firm has a smaller plan than is named; empty for nothing."""
        other = self.recommendation.otherwise if self.recommendation is not None else None
        return self.short_name(other) if other is not None else ""

    @property
    def is_over_limit_else(self) -> bool:
        """Return whether the seats of what is named cost more than the limit."""
        limit, first = self.work.limit_usd, self.first
        return limit is not None and first is not None and first.option.seats_usd > limit

    @property
    def needs_seats(self) -> bool:
        return self.first is not None and self.first.option.seats > self.work.doers
