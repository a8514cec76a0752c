"""A plan as a decision record: context, decision, what else was weighed, consequences, and when to look again."""

from wizard.exports.copies import Copy
from wizard.plans.answering import answers_on_file
from wizard.plans.render.plan_markdown import markdown_of


def decision_md(copy: Copy) -> bytes:
    """Return the record in the order that engineers keep such records in; usual answers are said in the plan."""
    version = copy.version
    context = {
        "copy": copy,
        "answers": answers_on_file(version.answers, copy.decided.catalog, version.decided_on),
        "sections": {section.key: section for section in copy.document.sections},
    }
    return markdown_of("exports/decision.md", context).encode()
