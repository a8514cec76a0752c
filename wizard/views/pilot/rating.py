"""Rating cases blind: by the owner, by a second rater with another link, then by both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from catalog.releases import edition
from wizard.models import CaseFile, Pilot, PilotCase
from wizard.pilot import store, texts
from wizard.pilot.duel import OF_ONE, OF_TWO, Side, Tap, last_tap, sides_of, tap_of
from wizard.pilot.metrics import Values
from wizard.pilot.protocol import Contender, Protocol
from wizard.pilot.raters import BOTH, OWNER, SECOND
from wizard.pilot.store import PilotOvertakenError
from wizard.plans import links
from wizard.plans.drafts import hash_of
from wizard.views.colleagues import read_or_sent
from wizard.views.keyed import whole_number
from wizard.views.pilot.request import PilotRequest, answers_view, for_owner

OVERTAKEN = "You rated this case in another window meanwhile. What you said there is ticked below."
UNSAID = "Tap which answer is better."
SETTLED: Mapping[str, Values] = {
    "good": {"accepted": True, "harmful": False},
    "wrong": {"accepted": False, "harmful": False},
    "harmful": {"accepted": False, "harmful": True},
}


@for_owner
def rate(pilot_request: PilotRequest) -> HttpResponse:
    """Show one case blind, and take what its owner says of it."""
    base = reverse("wizard:pilot_one", args=[pilot_request.edit_key, pilot_request.pilot.number])
    return Duel(
        request=pilot_request.request,
        pilot=pilot_request.pilot,
        rater=OWNER,
        here=f"{base}rate/",
        files=f"{base}files/",
        done=base,
    ).answer()


@read_or_sent
def second(request: HttpRequest, rating_key: str) -> HttpResponse:
    """Show one case blind to the second rater, who sees nothing else of the plan."""
    pilot = pilot_to_rate(rating_key)
    links.note_opened(pilot.plan)
    here = reverse("wizard:rate_second", args=[rating_key])
    return Duel(
        request=request, pilot=pilot, rater=SECOND, here=here, files=f"{here}files/", done=""
    ).answer()


def pilot_to_rate(rating_key: str) -> Pilot:
    """Return the pilot that a rating link opens. Raises `Http404` where it opens none any more."""
    pilots = Pilot.objects.filter(rating_hash=hash_of(rating_key), texts_until__gte=localdate())
    pilot = pilots.select_related("plan", "version").order_by("pk").first()
    if pilot is None:
        raise Http404
    return pilot


@dataclass(kw_only=True)
class CasesToRate:
    """The cases of a pilot that one rater judges, in order."""

    pilot: Pilot
    rater: int

    @cached_property
    def protocol(self) -> Protocol:
        return store.protocol_of(self.pilot)

    @property
    def ends_at_harm(self) -> bool:
        """Return whether the first tick of it ends the test, which the second rater has to know."""
        is_asked = bool(self.protocol.asked_of(self.rater))
        return self.rater == SECOND and is_asked and bool(self.protocol.rule.second_reads)

    @cached_property
    def cases(self) -> list[PilotCase]:
        return texts.cases_of(self.pilot)

    @cached_property
    def rated(self) -> set[int]:
        """Return the numbers of the cases that the rater has judged."""
        return store.rated_cases(self.pilot, self.rater)

    @cached_property
    def order(self) -> list[int]:
        """Return the numbers of the cases that the rater judges."""
        return self._numbers if self.rater == OWNER else self._for_second(self._numbers)

    @property
    def _numbers(self) -> list[int]:
        """Return the numbers of all cases; where answers lie elsewhere, as many as were agreed."""
        if self.cases:
            return texts.answered(self.pilot, self.cases)
        if self.pilot.texts_deleted:
            return []
        return list(range(1, max(self.protocol.cases, *self.rated, 1) + 1))

    def _for_second(self, numbers: list[int]) -> list[int]:
        """Return the cases that a second person reads.

        They are as many as were agreed of those that the first passed, else all.
        """
        if self.protocol.reads_all:
            return numbers
        refused = {
            (row.number, row.model)
            for row in store.marks(self.pilot)
            if row.rater == OWNER and row.values.get("accepted") is False
        }
        left = dict.fromkeys(self.protocol.name_of, self.protocol.rule.second_reads)
        chosen = []
        for number in numbers:
            passed = [model for model in left if (number, model) not in refused]
            if any(left[model] > 0 for model in passed):
                chosen.append(number)
                left |= {model: left[model] - 1 for model in passed}
        return chosen


@dataclass(kw_only=True)
class Duel(CasesToRate):
    """One rater before one case after the other."""

    request: HttpRequest
    here: str
    files: str  # the address below which its files are
    done: str  # where the owner goes on; empty for the second rater

    @property
    def harm(self) -> str:
        """Return what is ticked of a grave fault; empty where nobody is asked."""
        return self.protocol.asked_of(self.rater)

    def answer(self) -> HttpResponse:
        """Return the case to rate, or lead to the next one, or to the end."""
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        number = next((number for number in self.order if str(number) == sent.get("case")), None)
        if number is None:
            number = next((number for number in self.order if number not in self.rated), None)
        if number is None:
            return self._end()
        if self.request.method != "POST":
            return self._page(number)
        # Whoever reads elsewhere is not timed: the page would count the tap alone.
        seconds = whole_number(sent.get("seconds", "")) if self.cases else None
        tap = tap_of(sent.dict(), self.choices, seconds)
        if tap is None:
            return self._page(number, UNSAID, HTTPStatus.UNPROCESSABLE_ENTITY)
        return self._taken(number, tap, whole_number(sent.get("seen", "")))

    @property
    def choices(self) -> tuple[Any, ...]:
        return OF_TWO if self.protocol.in_pairs else OF_ONE

    def _end(self) -> HttpResponse:
        if not self.done:
            return self._shown(number=None)
        there = f"{self.done}?saved={self.undo}" if self.undo else self.done
        if self.cases and not self.order:
            there = f"{self.done}{answers_view(self.pilot).removeprefix('pilot_')}/"
        return HttpResponseRedirect(there, status=HTTPStatus.SEE_OTHER)

    @property
    def undo(self) -> int | None:
        """Return the case that was rated last, where this page followed it."""
        saved = whole_number(self.request.GET.get("saved", ""))
        return saved if saved in self.rated else None

    def _shown(self, status: HTTPStatus = HTTPStatus.OK, **shown: Any) -> HttpResponse:
        page = {"edition": edition(self.pilot.version.release), "rating": self, **shown}
        return render(self.request, "wizard/pilot/rate.html", page, status=status)

    def _taken(self, number: int, tap: Tap, seen: int | None) -> HttpResponse:
        is_blind = bool(self.cases) and self.protocol.in_pairs
        # Who goes through the cases once more after the names were shown, may know which is which.
        if self.pilot.shows_results and number in self.rated:
            is_blind = False
        try:
            store.rate(
                self.pilot,
                number,
                self.rater,
                tap.marks(self.sides(number)),
                blind=is_blind,
                seen=seen,
            )
        except PilotOvertakenError:
            return self._page(number, OVERTAKEN, HTTPStatus.CONFLICT)
        return HttpResponseRedirect(f"{self.here}?saved={number}", status=HTTPStatus.SEE_OTHER)

    def sides(self, number: int) -> dict[Side, Contender]:
        """Return which model stands on each side; without texts, in the order of the plan."""
        if not self.cases:
            return dict(zip(Side, self.protocol.contenders, strict=False))
        return sides_of(self.protocol, self.pilot.seed, self.rater, number)

    def _page(
        self, number: int, trouble: str = "", status: HTTPStatus = HTTPStatus.OK
    ) -> HttpResponse:
        case = next((case for case in self.cases if case.number == number), None)
        sides = self.sides(number)
        last = store.latest_ratings(self.pilot, number, self.rater)
        values = {}
        for side, contender in sides.items():
            if contender.model in last:
                values[side] = last[contender.model].values
        return self._shown(
            status,
            number=number,
            place=self.order.index(number) + 1,
            trouble=trouble,
            seen=store.times_rated(self.pilot, number, self.rater),
            case=case,
            tap=last_tap(values),
            sides=[
                ShownAnswer(protocol=self.protocol, side=side, contender=contender, case=case)
                for side, contender in sides.items()
            ],
        )


@dataclass(frozen=True, kw_only=True)
class ShownAnswer:
    """One answer as a page shows it, by side if names are hidden."""

    protocol: Protocol
    side: Side
    contender: Contender
    case: PilotCase | None

    @property
    def place(self) -> int:
        return self.protocol.contenders.index(self.contender)

    @property
    def name(self) -> str:
        is_hidden = self.case is not None and self.protocol.in_pairs
        return self.side.label if is_hidden else self.contender.name

    @property
    def text(self) -> str:
        return self.case.answers[self.place] if self.case else ""

    @property
    def file(self) -> CaseFile | None:
        return self.case.file_at(self.place + 1) if self.case else None


@dataclass(frozen=True, kw_only=True)
class Disagreement(ShownAnswer):
    """An answer on which the two raters differ, with what each said."""

    number: int
    first: Values
    second: Values

    @property
    def key(self) -> str:
        return f"{self.number}-{self.side}"


def _disagreements(pilot_request: PilotRequest) -> Iterator[Disagreement]:
    pilot, protocol = pilot_request.pilot, pilot_request.protocol
    cases = {case.number: case for case in texts.cases_of(pilot)}
    marks = store.marks_of(pilot)
    for result in store.results_of(pilot):
        if not result.differs:
            continue
        sides = sides_of(protocol, pilot.seed, OWNER, result.number)
        side = next(side for side, one in sides.items() if one.model == result.model)
        by_rater = marks[result.number, result.model]
        yield Disagreement(
            protocol=protocol,
            side=side,
            contender=sides[side],
            case=cases.get(result.number),
            number=result.number,
            first=by_rater[OWNER].values,
            second=by_rater[SECOND].values,
        )


@for_owner
def settle(pilot_request: PilotRequest) -> HttpResponse:
    """List the answers on which the two raters differ, and take what both together say."""
    pilot, typed = pilot_request.pilot, pilot_request.typed
    left = []
    for row in _disagreements(pilot_request):
        settled = SETTLED.get(typed.get(row.key, ""))
        if settled is None:
            left.append(row)
            continue
        marks = {row.contender.model: settled}
        store.rate(pilot, row.number, BOTH, marks, blind=not pilot.shows_results)
    if pilot_request.bound:
        return pilot_request.lead("pilot_settle" if left else "pilot_one")
    return pilot_request.show("settle", rows=left)
