"""A plan as a decision record: context, decision, alternatives, consequences, review date."""

from wizard.document.blocks import Document, Group
from wizard.exports.copies import Copy
from wizard.plans.answering import answers_on_file
from wizard.plans.render.plan_markdown import markdown_of


def decision_md(copy: Copy) -> bytes:
    """Return the record in the usual order of such records.

    Usual answers are said in the plan.
    """
    version = copy.version
    context = {
        "copy": copy,
        "answers": answers_on_file(version.answers, copy.decided.catalog, version.decided_on),
        "others": _groups(copy.document, "others"),
        "changes": _groups(copy.document, "changes"),
    }
    return markdown_of("exports/decision.md", context).encode()


def _groups(document: Document, key: str) -> tuple[Group, ...]:
    """Return what stands in a section; nothing where the plan has none of that key."""
    return next((section.groups for section in document.sections if section.key == key), ())
