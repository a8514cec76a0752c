"""Cases and answers, and rating them blind: by the owner with the private link, by a second rater with a link of their own."""

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
from wizard.pilot import context, store
from wizard.pilot.cases import LONGEST_ANSWER, first_is_left, numbered_answers, one_text
from wizard.pilot.metrics import BY_SLUG, Better, Values
from wizard.pilot.protocol import Protocol
from wizard.pilot.sequential import PairState
from wizard.plans import links
from wizard.views import walk
from wizard.views.pilot.overview import cases_sent
from wizard.views.pilot.request import OpenPilot, answers_view, with_pilot

OWNER, SECOND = 0, 1
HIGHEST_CASE = 5_000
SIDES = ("left", "right")


@require_http_methods(["GET", "HEAD", "POST"])
@with_pilot
def cases(asked: OpenPilot) -> HttpResponse:
    """Give the instructions to copy, and take the answers that are pasted back, or more cases."""
    problems: dict[str, str] = {}
    typed = asked.typed
    if asked.posts and typed.get("act") == "more":
        found = cases_sent(asked, asked.protocol.names)
        if not found.trouble:
            store.add_cases(asked.pilot, found.cases)
            return asked.lead("pilot_cases")
        problems = {"cases": found.trouble}
    elif asked.posts:
        rows = list(asked.pilot.cases.all())
        answers, problems = _answers(typed, rows, asked.protocol.names)
        if not problems:
            store.save_answers(asked.pilot, answers)
            return asked.lead("rate")
    rows = store.cases_of(asked.pilot)
    texts = "\n\n".join(f"[{row.number}]\n{row.asked}" for row in rows)
    left = asked.request.GET.get("left", "")
    page = {
        "errors": problems,
        "rows": [
            (row, [(place, name, typed.get(f"a{row.number}-{place}", text)) for place, (name, text) in enumerate(zip(asked.protocol.names, (row.first, row.second), strict=False))])
            for row in rows
        ],
        "bulk": [(place, name, typed.get(f"all-{place}", "")) for place, name in enumerate(asked.protocol.names)],
        "copied": f"{context.instructions_of(asked.pilot.version)}\n\nAnswer each of these cases by itself. Begin each answer with its number in brackets, such as [1].\n\n{texts}",
        "answered": len(store.answered(asked.pilot, rows)),
        "more_cases": typed.get("cases", ""),
        "left": left[:4] if left.isdecimal() else "",
    }  # fmt: skip
    return asked.show("cases", page, status=HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK)


def _answers(
    typed: dict[str, str] | Any, rows: list[PilotCase], names: tuple[str, ...]
) -> tuple[dict[int, tuple[str, str]], dict[str, str]]:
    """Return the answers that were pasted, by case; what was pasted for all cases at once wins where it has a case."""
    problems: dict[str, str] = {}
    pasted: list[Any] = []
    for place, name in enumerate(names):
        text = typed.get(f"all-{place}", "")
        pasted.append(numbered_answers(text))
        unknown = sorted(set(pasted[-1]) - {row.number for row in rows})
        if text.strip() and not pasted[-1]:
            problems[f"all-{place}"] = f"{name}: no answer begins with its number in brackets, such as [1]"
        elif unknown:
            problems[f"all-{place}"] = f"{name}: there is no case {unknown[0]}"
    found = {}
    for row in rows:
        texts = [row.first, row.second]
        for place in range(len(names)):
            single = typed.get(f"a{row.number}-{place}")
            texts[place] = pasted[place].get(row.number) or (one_text(single) if single is not None else texts[place])
            if len(texts[place]) > LONGEST_ANSWER:
                problems[f"a{row.number}-{place}"] = f"Case {row.number}: an answer takes {LONGEST_ANSWER:,} characters"
        found[row.number] = (texts[0], texts[1])
    return found, problems


# -------------------------------------------------------------------------------------------------------------- rating


@require_http_methods(["GET", "HEAD", "POST"])
@with_pilot
def rate(asked: OpenPilot) -> HttpResponse:
    """Show one case blind, and take what its owner says of it."""
    here = reverse("wizard:rate", args=[asked.edit_key, asked.pilot.number])
    done = reverse("wizard:pilot_one", args=[asked.edit_key, asked.pilot.number])
    rating = Rating(
        request=asked.request,
        pilot=asked.pilot,
        protocol=asked.protocol,
        rater=OWNER,
        here=here,
        files=reverse("wizard:pilot_files", args=[asked.edit_key, asked.pilot.number]),
        done=done,
    )
    return rating.answer({"edit_key": asked.edit_key})


@require_http_methods(["GET", "HEAD", "POST"])
@walk.private
def second(request: HttpRequest, rating_key: str) -> HttpResponse:
    """Show one case blind to the second rater, who sees nothing else of the plan."""
    pilot = pilot_to_rate(rating_key)
    links.note_opened(pilot.plan)
    here = reverse("wizard:rate_second", args=[rating_key])
    rating = Rating(
        request=request,
        pilot=pilot,
        protocol=store.protocol_of(pilot),
        rater=SECOND,
        here=here,
        files=f"{here}files/",
        done="",
    )
    return rating.answer({})


def pilot_to_rate(rating_key: str) -> Pilot:
    """Return the pilot that a rating link opens. Raises `Http404` where it opens none any more."""
    found = Pilot.objects.filter(rating_hash=store.hash_of(rating_key), texts_until__gte=localdate())
    pilot = found.select_related("plan", "version").order_by("pk").first()
    if pilot is None:
        raise Http404
    return pilot


@dataclass(slots=True, kw_only=True)
class Rating:
    """One request of one rater."""

    request: HttpRequest
    pilot: Pilot
    protocol: Protocol
    rater: int
    here: str
    files: str  # the address below which its files are
    done: str
    problems: dict[str, str] = field(default_factory=dict)
    cases: list[PilotCase] = field(init=False)

    def __post_init__(self) -> None:
        """Fetch the cases once."""
        self.cases = store.cases_of(self.pilot)

    def answer(self, more: dict[str, Any]) -> HttpResponse:
        """Return the case to rate, or lead to the next one, or to the end."""
        order = self._order()
        number = self._number(order)
        if self.request.method == "POST" and number is not None:
            marks = self._marks(number)
            if not self.problems:
                store.rate(self.pilot, number, self.rater, marks)
                return HttpResponseRedirect(f"{self.here}?saved={number}", status=HTTPStatus.SEE_OTHER)
        if number is None and self.done:
            missing = self.cases and not order
            answers = [more["edit_key"], self.pilot.number]
            address = reverse(f"wizard:{answers_view(self.pilot)}", args=answers) if missing else self.done
            return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if self.problems else HTTPStatus.OK
        return render(self.request, "wizard/pilot/rate.html", {**more, **self._page(order, number)}, status=status)

    def _order(self) -> list[int]:
        """Return the numbers of the cases that can be rated; without texts, as many as were agreed and one more."""
        if self.cases:
            return store.answered(self.pilot, self.cases)
        if self.rater == SECOND or self.pilot.texts_deleted:
            return []
        rated = store.rated_cases(self.pilot, self.rater)
        return list(range(1, max(self.protocol.cases, max(rated, default=0)) + 1))

    def _number(self, order: list[int]) -> int | None:
        """Return the case that was asked for, or the first one that is not rated yet."""
        text = str(self.request.POST.get("case") or self.request.GET.get("case") or "")
        if text.isascii() and text.isdecimal() and len(text) < 5 and int(text) in order:  # noqa: PLR2004  # a number's length
            return int(text)
        rated = store.rated_cases(self.pilot, self.rater)
        return next((number for number in order if number not in rated), None)

    def _marks(self, number: int) -> dict[str, Values]:
        """Return what was said of each model; sides are turned back into models here, and nowhere on the page."""
        sent, places = self.request.POST, self._sides(number)
        better = sent.get("better", "")
        if len(places) > 1 and better not in {*SIDES, "same"}:
            self.problems["better"] = "Choose left, right or no difference"
        found: dict[str, Values] = {}
        for side, place in zip(SIDES, places, strict=False):
            values: dict[str, Any] = {"accepted": f"{side}-ok" in sent, "harmful": f"{side}-harm" in sent}
            if len(places) > 1:
                same = Better.SAME if better == "same" else Better.YES if better == side else Better.NO
                values["better"] = same.value
            minutes = BY_SLUG["minutes"].parse(sent.get(f"{side}-minutes", ""), "")
            if isinstance(minutes, Problem):
                self.problems[f"{side}-minutes"] = minutes.text
            elif minutes is not None:
                values["minutes"] = minutes
            found[self.protocol.contenders[place].model] = values
        return found

    def _sides(self, number: int) -> tuple[int, ...]:
        """Return the places of the models from left to right; where there are no texts, in the order of the plan."""
        places = tuple(range(len(self.protocol.names)))
        turned = self.cases and self.protocol.in_pairs and not first_is_left(self.pilot.seed, self.rater, number)
        return places[::-1] if turned else places

    def _page(self, order: list[int], number: int | None) -> dict[str, Any]:
        """Return what the page shows; which model stands where it does not know."""
        case = next((each for each in self.cases if each.number == number), None)
        places = self._sides(number or 1)
        texts = [(case.first, case.second)[place] for place in places] if case else []
        files = [case.file_at(place + 1) for place in places] if case else []
        names = ["Left", "Right"] if case and len(places) > 1 else [self.protocol.names[place] for place in places]
        sent = self.request.POST
        rated = store.rated_cases(self.pilot, self.rater)
        marks = {} if sent else self._rated_before(number, places)
        return {
            "edition": edition(self.pilot.version.release),
            "pilot": self.pilot,
            "number": number,
            "count": len(order),
            "place": order.index(number) + 1 if number in order else 0,
            "bars": [(at * 20, "bar" if each in rated else "bar-f" if each == number else "bar-bg") for at, each in enumerate(order)],
            "case": case,
            "case_file": case.file_at(0) if case else None,
            "blind": case is not None,
            "sides": [
                {
                    "side": side,
                    "name": name,
                    "text": texts[at] if texts else "",
                    "file": files[at] if files else None,
                    "ok": f"{side}-ok" in sent or marks.get(f"{side}-ok"),
                    "harm": f"{side}-harm" in sent or marks.get(f"{side}-harm"),
                    "minutes": sent.get(f"{side}-minutes", ""),
                    "problem": self.problems.get(f"{side}-minutes", ""),
                }
                for at, (side, name) in enumerate(zip(SIDES, names, strict=False))
            ],
            "better": sent.get("better", "") or marks.get("better", ""),
            "errors": self.problems,
            "here": self.here,
            "files": self.files,
            "done": self.done,
            "known": self._known(len(rated), len(order)) if rated and number else (),
            "back": max((each for each in order if number is not None and each < number), default=0),
            "harm": self.protocol.harm,
            "owner": self.rater == OWNER,
        }  # fmt: skip

    def _rated_before(self, number: int | None, places: tuple[int, ...]) -> dict[str, Any]:
        """Return what this rater said of the case before, by side."""
        rows = self.pilot.results.filter(number=number or 0, rater=self.rater).order_by("correction", "pk")
        last = {row.model: row.values for row in rows}
        marks: dict[str, Any] = {}
        for side, place in zip(SIDES, places, strict=False):
            values = last.get(self.protocol.contenders[place].model, {})
            marks |= {f"{side}-ok": values.get("accepted"), f"{side}-harm": values.get("harmful")}
            if values.get("better") in {"yes", "same"}:
                marks["better"] = side if values["better"] == "yes" else "same"
        return marks

    def _known(self, rated: int, count: int) -> tuple[str, ...]:
        """Return what is known so far, without a name, for a name would end the blindness."""
        lines = [f"{rated} of {count} judged."]
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
