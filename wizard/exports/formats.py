"""The formats by name, in the order in which the page offers them."""

from collections.abc import Mapping

from wizard.decision.decision import Decision
from wizard.exports.copies import PlanFormat
from wizard.exports.documents import plan_md, plan_pdf
from wizard.exports.plan_json import plan_json
from wizard.exports.promptfoo import promptfoo
from wizard.exports.scorecard import scorecard
from wizard.exports.vendors import vendors_md

FORMATS: Mapping[str, PlanFormat] = {
    each.name: each
    for each in (
        PlanFormat(
            name="plan.pdf",
            label="PDF",
            about="to print, to sign, to send",
            content_type="application/pdf",
            write=plan_pdf,
            shown=True,
            measured=True,
        ),
        PlanFormat(
            name="plan.md",
            label="Markdown",
            about="the whole plan as text",
            content_type="text/markdown; charset=utf-8",
            write=plan_md,
            measured=True,
        ),
        PlanFormat(
            name="plan.json",
            label="JSON",
            about="for programs, and to start a copy from",
            content_type="application/json",
            write=plan_json,
        ),
        PlanFormat(
            name="vendors.md",
            label="Questions to sellers",
            about="what to ask whom, and which answer would turn the plan",
            content_type="text/markdown; charset=utf-8",
            write=vendors_md,
            of_questions=True,
        ),
        PlanFormat(
            name="scorecard.csv",
            label="Scorecard",
            about="a sheet to score the pilot on",
            content_type="text/csv; charset=utf-8",
            write=scorecard,
            of_pilot=True,
        ),
        PlanFormat(
            name="promptfoo.yaml",
            label="promptfoo",
            about="the pilot as a test that a developer can run",
            content_type="application/yaml",
            write=promptfoo,
            of_pilot=True,
            of_models=True,
        ),
    )
}


def fitting(decision: Decision) -> tuple[PlanFormat, ...]:
    """Return the formats in which a plan can be taken away."""
    return tuple(each for each in FORMATS.values() if each.fits(decision))
