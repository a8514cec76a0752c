"""The editors' queue on the first page of the desk."""

from typing import Any

from django import template
from django.template import Context
from django.utils.timezone import localdate

from wizard.publishing.queue import ALL, SHOWN, queue

register = template.Library()


@register.inclusion_tag("admin/wizard/queue.html", takes_context=True)
def desk_queue(context: Context) -> dict[str, Any]:
    """Show what to look at next to whoever may see the matrix."""
    request = context["request"]
    if not request.user.has_perm("catalog.view_cell"):
        return {"queue": None}
    everything = "all" in request.GET
    return {"queue": queue(localdate(), shown=ALL if everything else SHOWN), "everything": everything}
