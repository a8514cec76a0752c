"""What would change the name: at most five lines, the one unknown worth finding out first on top."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import chain, islice, zip_longest

from catalog.vocabulary import MachineSize, Material
from wizard.decision.answers import Answers, per_month
from wizard.decision.choices import round_to_two_digits
from wizard.decision.decide import ends_with
from wizard.decision.decision import Fact, Parameter, Part, Reason, because
from wizard.decision.ranking import Ranking
from wizard.decision.vocabulary import Place, Preference, State, WrongResult
from wizard.sensitivity.replaced import Parts, WhatIf

MOST_CHANGES = 5
MOST_UNKNOWNS_TRIED = 5
LARGEST_PRICE_FACTOR = 5.0
LARGEST_VOLUME_FACTOR = 30.0
HALVINGS = 6


def what_would_change(rankings: tuple[Ranking, ...]) -> tuple[Reason, ...]:
    """Return what would change the name of any task: for each the nearest first, then in turn, five at most.

    Nothing turns a job that a list answers, or for which generative AI is the wrong tool, into one for a model.
    """
    plan = WhatIf(rankings=rankings)
    open_ = [
        each for each in rankings if ends_with(each.selection) not in {State.WRONG_TOOL, State.LIST}
    ]
    in_turn = chain.from_iterable(
        zip_longest(*(TaskChanges(plan=plan, ranking=each).lines() for each in open_))
    )
    return tuple(islice((line for line in in_turn if line is not None), MOST_CHANGES))


@dataclass(frozen=True, kw_only=True)
class TaskChanges:
    """What would change the name of one task of a plan."""

    plan: WhatIf
    ranking: Ranking

    @property
    def today(self) -> Part:
        return self._of(self.plan.today)

    def lines(self) -> Iterator[Reason]:
        """Yield what would change the name, the most useful first."""
        yield from self._unknown()
        larger, smaller = self._machines()
        for question, to, answers in (
            *larger,
            *self._turned_of_the_job(),
            *smaller,
            *self._turned_of_the_plan(),
        ):
            then = self._of(self.plan.with_answers(answers))
            if then.named != self.today.named:
                yield self._line("if-answer", then, question, question=question, answer=to)
        if self.today.state is State.PICKED:
            if (dearer := self.dearer()) is not None and self.today.pick is not None:
                yield self._line("if-dearer", dearer[1], of=self.today.pick.model, factor=dearer[0])
            if (more := self.more()) is not None:
                yield self._line("if-more", more[1], "volume", results=more[0])

    def dearer(self) -> tuple[float, Part] | None:
        """Return by how many times the model may get dearer before another name is said, and what; None if never."""
        (kind, model), pick = self.today.named, self.today.pick
        if kind != "model" or pick is None or pick.offer is None:
            return None
        return self._threshold(
            LARGEST_PRICE_FACTOR,
            lambda times: round(times, 2),
            partial(self.plan.with_price, model),
        )

    def more(self) -> tuple[float, Part] | None:
        """Return from how many results a month on another name is said, in two digits, and what; None if never."""
        job = self.ranking.case.task.job
        return self._threshold(
            LARGEST_VOLUME_FACTOR,
            lambda times: round_to_two_digits(times * float(per_month(job))),
            lambda more: self.plan.with_answers(
                self.plan.with_job(replace(job, per_month=Decimal(more)))
            ),
        )

    def _threshold[Value: (int, float)](
        self, largest: float, value: Callable[[float], Value], at: Callable[[Value], Parts]
    ) -> tuple[Value, Part] | None:
        """Return the smallest value at which another name is said, and what; found by halving on a scale of ratios."""
        low, high, found = 1.0, largest, None
        for halving in range(HALVINGS + 1):
            times = (low * high) ** 0.5 if halving else largest
            then = self._of(at(value(times)))
            if then.named != self.today.named:
                high, found = times, (value(times), then)
            elif found is None:
                return None
            else:
                low = times
        return found

    def _unknown(self) -> Iterator[Reason]:
        """Yield the one fact worth finding out first: the best model that a seller's answer would put in first place."""
        for candidate in self.ranking.ask_first[:MOST_UNKNOWNS_TRIED]:
            then, offer = (
                self._of(self.plan.with_known(self.ranking, candidate.row.at)),
                candidate.row.offer,
            )
            if then.named == ("model", candidate.model) != self.today.named:
                seller = offer.seller if offer is not None else candidate.row.model.provider
                facts = (Fact("offers", offer.slug),) if offer is not None else ()
                yield self._line(
                    "if-confirmed", then, facts=facts, seller=seller, unknown=candidate.unknown[0]
                )
                return

    def _machines(self) -> tuple[list[tuple[str, str, Answers]], ...]:
        """Return the same for each larger and each smaller machine of one's own; none elsewhere."""
        answers = self.plan.answers
        sizes = tuple(MachineSize) if self.ranking.case.place is Place.OWN_SERVERS else ()
        place = answers.machine.order
        return tuple(
            [("machine_limit", size.value, replace(answers, machine_limit=size)) for size in some]
            for some in (sizes[place + 1 :], sizes[:place])
        )

    def _turned_of_the_job(self) -> Iterator[tuple[str, str, Answers]]:
        """Yield question, other answer and all answers with it, for what was answered of the job."""
        case, job, of_the_job = self.ranking.case, self.ranking.case.task.job, self.plan.with_job
        for stakes in (WrongResult.NUISANCE, WrongResult.MONEY, WrongResult.HARM):
            if stakes is not job.stakes:
                yield "wrong_result", stakes.value, of_the_job(replace(job, wrong_result=stakes))
        for place in Place:
            if place is not case.place:
                of_all = replace(
                    self.plan.answers, place=place
                )  # answered once, it holds for all that do not differ
                yield (
                    "place",
                    place.value,
                    of_the_job(replace(job, place=place)) if job.place else of_all,
                )
        if case.task.private:
            yield (
                "material",
                Material.NONE.value,
                of_the_job(replace(job, material=(Material.NONE,))),
            )

    def _turned_of_the_plan(self) -> Iterator[tuple[str, str, Answers]]:
        """Yield the same for what was answered of the whole plan."""
        answers = self.plan.answers
        for preference in (Preference.BEST, Preference.LOWEST_COST):
            if preference is not answers.preference:
                yield "preference", preference.value, replace(answers, preference=preference)
        if answers.budget_usd is not None:
            yield "budget", "none", replace(answers, budget_usd=None)

    def _of(self, parts: Parts) -> Part:
        return parts[self.ranking.case.task.key].part

    def _line(
        self, rule: str, then: Part, *answers: str, facts: tuple[Fact, ...] = (), **about: Parameter
    ) -> Reason:
        """Return a line: under which condition, and the name with what it costs a month, or how the question ends."""
        (kind, name), seat = then.named, then.seat or then.seat_tried
        paid = {
            "model": then.pick.fee if then.pick else None,
            "app_plan": seat.usd_month if seat else None,
        }
        usd = paid.get(kind)
        about |= {kind: name, "usd": round(usd, 2)} if usd is not None else {kind: name}
        return because(rule, *answers, facts=facts, task=self.ranking.case.task.key, **about)
