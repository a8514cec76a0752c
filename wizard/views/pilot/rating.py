"""Rating cases blind: by the owner with the private link, by a second rater with a link of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from catalog.releases import edition
from wizard.models import Pilot, PilotCase
from wizard.pilot import store
from wizard.pilot.cases import first_is_left
from wizard.pilot.protocol import Contender, Protocol
from wizard.pilot.statistics import PairState
from wizard.pilot.verdict import ResultState
from wizard.plans import links
from wizard.plans.drafts import hash_of
from wizard.views.colleagues import read_or_sent
from wizard.views.pilot.forms import RATED, SIDES, RatingForm
from wizard.views.pilot.request import PilotRequest, answers_view, for_owner

SECOND = 1  # as a rater


@for_owner
def rate(asked: PilotRequest) -> HttpResponse:
    """Show one case blind, and take what its owner says of it."""
    base = reverse("wizard:pilot_one", args=[asked.edit_key, asked.pilot.number])
    here, files = f"{base}rate/", f"{base}files/"
    return RatingRequest(
        request=asked.request,
        pilot=asked.pilot,
        rater=store.OWNER,
        here=here,
        files=files,
        done=base,
    ).answer()


@read_or_sent
def second(request: HttpRequest, rating_key: str) -> HttpResponse:
    """Show one case blind to the second rater, who sees nothing else of the plan."""
    pilot = pilot_to_rate(rating_key)
    links.note_opened(pilot.plan)
    here = reverse("wizard:rate_second", args=[rating_key])
    return RatingRequest(
        request=request, pilot=pilot, rater=SECOND, here=here, files=f"{here}files/", done=""
    ).answer()


def pilot_to_rate(rating_key: str) -> Pilot:
    """Return the pilot that a rating link opens. Raises `Http404` where it opens none any more."""
    found = Pilot.objects.filter(rating_hash=hash_of(rating_key), texts_until__gte=localdate())
    pilot = found.select_related("plan", "version").order_by("pk").first()
    if pilot is None:
        raise Http404
    return pilot


@dataclass(slots=True, kw_only=True)
class RatingRequest:
    request: HttpRequest
    pilot: Pilot
    rater: int
    here: str
    files: str  # the address below which its files are
    done: str  # where the owner reads the verdict; empty for the second rater
    protocol: Protocol = field(init=False)
    cases: list[PilotCase] = field(init=False)
    rated: set[int] = field(init=False)  # the numbers of the cases that are judged
    order: list[int] = field(
        init=False
    )  # and of those that can be; without texts as many as were agreed

    def __post_init__(self) -> None:
        self.protocol = store.protocol_of(self.pilot)
        self.cases, self.rated = (
            store.cases_of(self.pilot),
            store.rated_cases(self.pilot, self.rater),
        )
        if self.cases:
            self.order = store.answered(self.pilot, self.cases)
        elif self.rater == SECOND or self.pilot.texts_deleted:
            self.order = []
        else:
            self.order = list(range(1, max(self.protocol.cases, *self.rated, 1) + 1))

    def answer(self) -> HttpResponse:
        """Return the case to rate, or lead to the next one, or to the end."""
        text = self.request.POST.get("case") or self.request.GET.get("case")
        number = next((each for each in self.order if str(each) == text), None)
        number = number or next((each for each in self.order if each not in self.rated), None)
        if number is None and self.done:
            missing = f"{self.done}{answers_view(self.pilot).removeprefix('pilot_')}/"
            return HttpResponseRedirect(
                missing if self.cases and not self.order else self.done, status=HTTPStatus.SEE_OTHER
            )
        sides = self._sides(number or 1)
        sent = self.request.POST if self.request.method == "POST" else None
        form = RatingForm(
            [(side, each.model) for side, each in sides],
            sent,
            initial=self._last_rating(number, sides),
        )
        if number and form.is_valid():
            store.rate(self.pilot, number, self.rater, form.marks)
            return HttpResponseRedirect(f"{self.here}?saved={number}", status=HTTPStatus.SEE_OTHER)
        case = next((each for each in self.cases if each.number == number), None)
        page = {
            "edition": edition(self.pilot.version.release),
            "rating": self,
            "number": number,
            "place": self.order.index(number) + 1 if number else 0,
            "back": max((each for each in self.order if each < (number or 0)), default=0),
            "bars": [
                (at * 20, "bar" if each in self.rated else "bar-f" if each == number else "bar-bg")
                for at, each in enumerate(self.order)
            ],
            "width": len(self.order) * 20,
            "case": case,
            "form": form,
            "sides": [self._side(side, contender, case, form) for side, contender in sides],
        }
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound and number else HTTPStatus.OK
        return render(self.request, "wizard/pilot/rate.html", page, status=status)

    def _sides(self, number: int) -> list[tuple[str, Contender]]:
        """Return which model stands on each side; without texts, in the order of the plan."""
        found = list(self.protocol.contenders)
        if (
            self.cases
            and self.protocol.in_pairs
            and not first_is_left(self.pilot.seed, self.rater, number)
        ):
            found.reverse()
        return list(zip(SIDES, found, strict=False))

    def _side(
        self, side: str, contender: Contender, case: PilotCase | None, form: RatingForm
    ) -> dict[str, Any]:
        """Return what the page shows of one side; which model stands there it does not know."""
        place = self.protocol.contenders.index(contender)
        return {
            "name": side.capitalize() if case and self.protocol.in_pairs else contender.name,
            "text": (case.first, case.second)[place] if case else "",
            "file": case and case.file_at(place + 1),
            **{slug: form[f"{side}-{slug}"] for slug in RATED},
        }

    def _last_rating(
        self, number: int | None, sides: Sequence[tuple[str, Contender]]
    ) -> dict[str, Any]:
        last = store.latest_ratings(self.pilot, number, self.rater) if number else {}
        form: dict[str, Any] = {}
        for side, contender in sides:
            values = last[contender.model].values if contender.model in last else {}
            form |= {f"{side}-{slug}": value for slug, value in values.items()}
            if values.get("better") in {"yes", "same"}:
                form["better"] = side if values["better"] == "yes" else "same"
        return form

    @property
    def known(self) -> tuple[str, ...]:
        """Return what is known so far, without a name, for a name would end the blindness."""
        if not self.rated:
            return ()
        lines = [f"{len(self.rated)} of {len(self.order)} judged."]
        if self.rater == SECOND:
            return tuple(lines)
        pairs = store.pairs_of(self.protocol, store.results_of(self.pilot))
        if pairs.state is not PairState.OPEN:
            lines.append("One of the two is clearly preferred; the names come at the end.")
        elif pairs.clear:
            more = (
                f"about {pairs.more} more clear choices would settle it"
                if pairs.more
                else "the two are close"
            )
            lines.append(f"No difference seen so far: {more}.")
        if any(each.state is ResultState.DROP for each in store.verdicts_of(self.pilot).values()):
            lines.append("One model is out by the rule you set; you may stop.")
        return tuple(lines)
