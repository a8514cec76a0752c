"""Rating cases blind: by the owner with the private link, by a second rater with a link of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from catalog.parsing import Problem
from catalog.releases import edition
from wizard.models import Pilot, PilotCase
from wizard.pilot import store
from wizard.pilot.cases import first_is_left
from wizard.pilot.metrics import BY_SLUG, Better, Values
from wizard.pilot.protocol import Protocol
from wizard.pilot.sequential import PairState
from wizard.plans import links
from wizard.plans.drafts import hash_of
from wizard.views import walk
from wizard.views.pilot.request import PilotRequest, Typed, answers_view, for_owner

SECOND = 1  # as a rater
SIDES = ("left", "right")


@require_http_methods(["GET", "HEAD", "POST"])
@for_owner
def rate(asked: PilotRequest) -> HttpResponse:
    """Show one case blind, and take what its owner says of it."""
    place = [asked.edit_key, asked.pilot.number]
    rating = RatingRequest(
        request=asked.request,
        pilot=asked.pilot,
        protocol=asked.protocol,
        rater=store.OWNER,
        here=reverse("wizard:rate", args=place),
        files=reverse("wizard:pilot_files", args=place),
        done=reverse("wizard:pilot_one", args=place),
        answers=reverse(f"wizard:{answers_view(asked.pilot)}", args=place),
    )
    return rating.answer()


@require_http_methods(["GET", "HEAD", "POST"])
@walk.private
def second(request: HttpRequest, rating_key: str) -> HttpResponse:
    """Show one case blind to the second rater, who sees nothing else of the plan."""
    pilot = pilot_to_rate(rating_key)
    links.note_opened(pilot.plan)
    here, protocol = reverse("wizard:rate_second", args=[rating_key]), store.protocol_of(pilot)
    rating = RatingRequest(
        request=request, pilot=pilot, protocol=protocol, rater=SECOND, here=here, files=f"{here}files/", done=""
    )
    return rating.answer()


def pilot_to_rate(rating_key: str) -> Pilot:
    """Return the pilot that a rating link opens. Raises `Http404` where it opens none any more."""
    found = Pilot.objects.filter(rating_hash=hash_of(rating_key), texts_until__gte=localdate())
    pilot = found.select_related("plan", "version").order_by("pk").first()
    if pilot is None:
        raise Http404
    return pilot


@dataclass(slots=True, kw_only=True)
class RatingRequest:
    """One request of one rater."""

    request: HttpRequest
    pilot: Pilot
    protocol: Protocol
    rater: int
    here: str
    files: str  # the address below which its files are
    done: str  # where the owner reads the verdict; empty for the second rater
    answers: str = ""  # where answers that are missing come in
    cases: list[PilotCase] = field(init=False)
    rated: set[int] = field(init=False)  # the numbers of the cases that are judged
    order: list[int] = field(init=False)  # and of those that can be; without texts as many as were agreed

    def __post_init__(self) -> None:
        """Fetch the cases once."""
        self.cases, self.rated = store.cases_of(self.pilot), store.rated_cases(self.pilot, self.rater)
        if self.cases:
            self.order = store.answered(self.pilot, self.cases)
        elif self.rater == SECOND or self.pilot.texts_deleted:
            self.order = []
        else:
            self.order = list(range(1, max(self.protocol.cases, *self.rated, 1) + 1))

    def answer(self) -> HttpResponse:
        """Return the case to rate, or lead to the next one, or to the end."""
        posted = self.request.POST.dict()
        text = posted.get("case") or self.request.GET.get("case")
        number = next((each for each in self.order if str(each) == text), None)
        number = number or next((each for each in self.order if each not in self.rated), None)
        if number is None:
            if not self.done:
                return self._page(None, {}, {})
            address = self.answers if self.cases and not self.order else self.done
            return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
        if self.request.method != "POST":
            return self._page(number, self._said_before(number), {})
        marks, problems = self._marks(number, posted)
        if problems:
            return self._page(number, posted, problems)
        store.rate(self.pilot, number, self.rater, marks)
        return HttpResponseRedirect(f"{self.here}?saved={number}", status=HTTPStatus.SEE_OTHER)

    def _sides(self, number: int) -> list[tuple[str, int]]:
        """Return the sides and the places of the models that stand there; without texts, in the order of the plan."""
        places = range(len(self.protocol.names))
        turned = self.cases and self.protocol.in_pairs and not first_is_left(self.pilot.seed, self.rater, number)
        return list(zip(SIDES, reversed(places) if turned else places, strict=False))

    def _marks(self, number: int, sent: Typed) -> tuple[dict[str, Values], dict[str, str]]:
        """Return what was said of each model, and what is wrong; sides are turned back into models here, and nowhere on the page."""
        problems: dict[str, str] = {}
        found: dict[str, Values] = {}
        better = sent.get("better", "")
        if self.protocol.in_pairs and better not in {*SIDES, "same"}:
            problems["better"] = "Choose left, right or no difference"
        for side, place in self._sides(number):
            values: dict[str, Any] = {"accepted": f"{side}-ok" in sent, "harmful": f"{side}-harm" in sent}
            if self.protocol.in_pairs:
                same = Better.SAME if better == "same" else Better.YES if better == side else Better.NO
                values["better"] = same.value
            minutes = BY_SLUG["minutes"].parse(sent.get(f"{side}-minutes", ""), "")
            if isinstance(minutes, Problem):
                problems[f"{side}-minutes"] = minutes.text
            elif minutes is not None:
                values["minutes"] = minutes
            found[self.protocol.contenders[place].model] = values
        return found, problems

    def _said_before(self, number: int) -> dict[str, str]:
        """Return what this rater said of the case before, as the form sends it."""
        last = store.said_before(self.pilot, number, self.rater)
        said: dict[str, str] = {}
        for side, place in self._sides(number):
            row = last.get(self.protocol.contenders[place].model)
            values = row.values if row else {}
            ticks = {f"{side}-ok": values.get("accepted"), f"{side}-harm": values.get("harmful")}
            said |= {name: "on" for name, ticked in ticks.items() if ticked}
            said[f"{side}-minutes"] = str(values.get("minutes", ""))
            if values.get("better") in {"yes", "same"}:
                said["better"] = side if values["better"] == "yes" else "same"
        return said

    def _page(self, number: int | None, said: Typed, problems: Mapping[str, str]) -> HttpResponse:
        """Return the page of a case; which model stands where it does not know."""
        case = next((each for each in self.cases if each.number == number), None)
        sides, in_pairs, page = self._sides(number or 1), self.protocol.in_pairs, {}
        if number is not None:
            page = {
                "place": self.order.index(number) + 1,
                "known": self._known() if self.rated else (),
                "back": max((each for each in self.order if each < number), default=0),
            }
        page |= {
            "edition": edition(self.pilot.version.release),
            "number": number,
            "count": len(self.order),
            "bars": [(at * 20, "bar" if each in self.rated else "bar-f" if each == number else "bar-bg") for at, each in enumerate(self.order)],
            "case": case,
            "case_file": case.file_at(0) if case else None,
            "sides": [
                {
                    "side": side,
                    "name": side.capitalize() if case and in_pairs else self.protocol.names[place],
                    "text": (case.first, case.second)[place] if case else "",
                    "file": case.file_at(place + 1) if case else None,
                    "ok": f"{side}-ok" in said,
                    "harm": f"{side}-harm" in said,
                    "minutes": said.get(f"{side}-minutes", ""),
                    "problem": problems.get(f"{side}-minutes", ""),
                }
                for side, place in sides
            ],
            "better": said.get("better", ""),
            "errors": problems,
            "here": self.here,
            "files": self.files,
            "done": self.done,
            "harm": self.protocol.harm,
        }  # fmt: skip
        status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
        return render(self.request, "wizard/pilot/rate.html", page, status=status)

    def _known(self) -> tuple[str, ...]:
        """Return what is known so far, without a name, for a name would end the blindness."""
        lines = [f"{len(self.rated)} of {len(self.order)} judged."]
        if self.rater == SECOND:
            return tuple(lines)
        pairs = store.pairs_of(self.protocol, store.results_of(self.pilot))
        if pairs.state is not PairState.OPEN:
            lines.append("One of the two is clearly preferred; the names come at the end.")
        elif pairs.clear:
            more = f"about {pairs.more} more clear choices would settle it" if pairs.more else "the two are close"
            lines.append(f"No difference seen so far: {more}.")
        if any(row.state == "drop" for row in self.pilot.verdicts.all()):
            lines.append("One model is out by the rule you set; you may stop.")
        return tuple(lines)
