"""The cases to copy into the tools, and the answers that are pasted back."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse

from wizard.models import PilotCase
from wizard.pilot import context, store
from wizard.pilot.cases import numbered_answers, problem_with_answers, visible
from wizard.views.pilot.forms import CasesForm
from wizard.views.pilot.request import PilotRequest, Typed, for_owner


@for_owner
def cases(asked: PilotRequest) -> HttpResponse:
    """Give the instructions to copy, and take the answers that are pasted back, or more cases."""
    typed, names = asked.typed, asked.protocol.names
    problems: dict[str, str] = {}
    rows = store.cases_of(asked.pilot)
    form = CasesForm(names)
    if typed.get("act") == "more":
        form = CasesForm(names, *asked.bound)
        if form.is_valid():
            store.add_cases(asked.pilot, form.found.rows)
            return asked.lead("pilot_cases")
    elif asked.posts:
        answers, problems = _answers(typed, rows, names)
        if not problems:
            store.save_answers(asked.pilot, answers)
            return asked.lead("rate")
    texts = "\n\n".join(f"[{row.number}]\n{row.asked}" for row in rows)
    left = asked.request.GET.get("left", "")
    page: dict[str, Any] = {
        "form": form,
        "errors": problems,
        "rows": [
            (row, [(place, name, typed.get(f"a{row.number}-{place}", text)) for place, name, text in zip(range(2), names, (row.first, row.second), strict=False)])
            for row in rows
        ],
        "bulk": [(place, name, typed.get(f"all-{place}", "")) for place, name in enumerate(names)],
        "copied": f"{context.instructions_of(asked.pilot.version)}\n\nAnswer each of these cases by itself. Begin each answer with its number in brackets, such as [1].\n\n{texts}",
        "answered": len(store.answered(asked.pilot, rows)),
        "left": left[:4] if left.isdecimal() else "",
    }  # fmt: skip
    return asked.show("cases", **page)


def _answers(
    typed: Typed, rows: Sequence[PilotCase], names: Sequence[str]
) -> tuple[dict[int, list[str]], dict[str, str]]:
    """Return the answers that were pasted, by case; what was pasted for all cases at once wins where it has a case."""
    problems: dict[str, str] = {}
    found = {row.number: [row.first, row.second] for row in rows}
    for place, name in enumerate(names):
        text = typed.get(f"all-{place}", "")
        pasted = numbered_answers(text)
        unknown = sorted(set(pasted) - set(found))
        if text.strip() and not pasted:
            problems[f"all-{place}"] = f"{name}: no answer begins with its number in brackets, such as [1]"
        elif unknown:
            problems[f"all-{place}"] = f"{name}: there is no case {unknown[0]}"
        for number, texts in found.items():
            field = f"a{number}-{place}"
            texts[place] = pasted.get(number) or visible(typed.get(field, texts[place]))
            if wrong := problem_with_answers(texts[place]):
                problems[field] = f"Case {number}: {wrong}"
    return found, problems
