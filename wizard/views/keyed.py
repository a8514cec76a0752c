"""The plan that a page is about, found by the key in its address."""

from django.http import Http404

from wizard.models import Plan
from wizard.plans import drafts


def owned_plan(edit_key: str) -> Plan:
    """Return the plan of a private link. Raises `Http404`."""
    plan = drafts.find(edit_key)
    if plan is None:
        raise Http404
    return plan


def shared_plan(view_key: str) -> Plan:
    """Return the plan of a link for others, open or closed, without its answers. Raises `Http404`."""
    plan = Plan.objects.filter(view_key=view_key).defer("answers").order_by("pk").first()
    if plan is None:
        raise Http404
    return plan
