"""The formats by name, in the order in which the page offers them."""

from collections.abc import Mapping

from wizard.colleagues.vendors import asks
from wizard.decision.decision import Decision
from wizard.exports.copies import PlanFormat
from wizard.exports.decision_record import decision_md
from wizard.exports.documents import plan_md, plan_pdf, scorecard, vendors_md
from wizard.exports.plan_json import plan_json
from wizard.exports.promptfoo import is_model, promptfoo
from wizard.pilot.context import tested

JSON, YAML, PDF = "application/json", "application/yaml", "application/pdf"
MARKDOWN, CSV = "text/markdown; charset=utf-8", "text/csv; charset=utf-8"


def has_test(decision: Decision) -> bool:
    """Return whether something is tested."""
    return any(tested(job) for job in decision.jobs)


def tests_models(decision: Decision) -> bool:
    """Return whether models are tested first, which a program can run."""
    options = next((tested(job) for job in decision.jobs if tested(job)), ())
    return any(is_model(priced.option) for priced in options)


FORMATS: Mapping[str, PlanFormat] = {
    row.name: row
    for row in (
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
        PlanFormat(
            "decision.md",
            "Decision record",
            "for where a firm keeps its decisions",
            MARKDOWN,
            decision_md,
            measured=True,
        ),
        PlanFormat(
            "plan.json",
            "JSON",
            "for programs, and to start a copy from",
            JSON,
            plan_json,
            measured=True,
        ),
        PlanFormat(
            *("vendors.md", "Questions to sellers", "what to ask whom", MARKDOWN, vendors_md),
            fits=asks,
        ),
        PlanFormat(
            *("scorecard.csv", "Scorecard", "a sheet to score the pilot on", CSV, scorecard),
            fits=has_test,
        ),
        PlanFormat(
            *(
                "promptfoo.yaml",
                "promptfoo",
                "the pilot as a test that a developer can run",
                YAML,
                promptfoo,
            ),
            fits=tests_models,
        ),
    )
}


def fitting(decision: Decision) -> tuple[PlanFormat, ...]:
    return tuple(row for row in FORMATS.values() if row.fits(decision))
