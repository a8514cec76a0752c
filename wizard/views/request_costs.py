"""What requests to views of a plan may cost, where several declare the same."""

from django.http import HttpRequest

from config.request_cost import LARGE_FILE_BYTES, TEXT_FILE_BYTES, Lane, RequestCost
from wizard.plans import drafts

# What a plan is worked out into for whoever reads it: files, and the questions to its sellers.
WORKED_OUT = RequestCost(lane=Lane.HEAVY, reading_limit="files")
MOVED = RequestCost(lane=Lane.HEAVY)  # what a plan would say, asked again at each move of a handle
MADE = RequestCost(lane=Lane.HEAVY, limit="versions", counts_itself=True)


def is_owned(request: HttpRequest) -> bool:
    """Tell whether the private key in the address opens a plan."""
    match = request.resolver_match
    return match is not None and drafts.find(match.kwargs["edit_key"], drafts.KEYS) is not None


# A table or a workbook, which takes seconds to read.
TEXT_FILE = RequestCost(body_bytes=TEXT_FILE_BYTES, opens=is_owned, sending_lane=Lane.HEAVY)
LARGE_FILE = RequestCost(body_bytes=LARGE_FILE_BYTES, opens=is_owned)
