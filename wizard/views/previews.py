"""What the preview of a link shows of a plan: nothing, until its owner allows title and verdict."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from wizard.models import Plan
from wizard.plans.drafts import hash_of
from wizard.views import walk

ALLOWED = "yes"


@require_POST
@walk.private
def allow(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Allow title and verdict in previews, or take that back, and lead to the page for links."""
    allowed = request.POST.get("previews") == ALLOWED
    if not Plan.objects.filter(edit_key_hash=hash_of(edit_key)).update(previews=allowed):
        raise Http404
    return HttpResponseRedirect(
        reverse("wizard:links", args=[edit_key]) + "?done=previews", status=HTTPStatus.SEE_OTHER
    )
