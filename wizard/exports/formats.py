"""The formats by name, in the order in which the page offers them."""

from collections.abc import Mapping

from wizard.colleagues.vendors import asks
from wizard.decision.decision import Decision
from wizard.exports.copies import PlanFormat
from wizard.exports.documents import plan_md, plan_pdf, scorecard, vendors_md
from wizard.exports.plan_json import plan_json
from wizard.exports.promptfoo import promptfoo

JSON, YAML, PDF = "application/json", "application/yaml", "application/pdf"
MARKDOWN, CSV = "text/markdown; charset=utf-8", "text/csv; charset=utf-8"
FORMATS: Mapping[str, PlanFormat] = {
    each.name: each
    for each in (
        PlanFormat(
            "plan.pdf",
            "PDF",
            "to print, to sign, to send",
            PDF,
            plan_pdf,
            shown=True,
            measured=True,
        ),
        PlanFormat(
            "plan.md", "Markdown", "the whole plan as text", MARKDOWN, plan_md, measured=True
        ),
        PlanFormat("plan.json", "JSON", "for programs, and to start a copy from", JSON, plan_json),
        PlanFormat(
            *("vendors.md", "Questions to sellers", "what to ask whom", MARKDOWN, vendors_md),
            fits=asks,
        ),
        PlanFormat(
            *("scorecard.csv", "Scorecard", "a sheet to score the pilot on", CSV, scorecard),
            fits=lambda decision: any(part.pilot for part in decision.parts),
        ),
        PlanFormat(
            *(
                "promptfoo.yaml",
                "promptfoo",
                "the pilot as a test that a developer can run",
                YAML,
                promptfoo,
            ),
            fits=lambda decision: any(
                part.pilot and part.to_test and not part.seats_to_test for part in decision.parts
            ),  # of models
        ),
    )
}


def fitting(decision: Decision) -> tuple[PlanFormat, ...]:
    return tuple(each for each in FORMATS.values() if each.fits(decision))
