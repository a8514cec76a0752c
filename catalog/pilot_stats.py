"""What pilots have shown of an answer of the matrix: counts that whoever keeps plans supplies, shown beside the cell."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.module_loading import import_string

from catalog.vocabulary import Branch

COUNTS, MARK = "_field_record", "_depends_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many shared pilots met their targets where the matrix gives one answer; never of fewer than five."""

    branch: Branch
    met: int
    of: int
    low: int  # percent
    high: int

    @property
    def sentence(self) -> str:
        """Return it in words."""
        return f"Target met in {self.met:,} of {self.of:,} pilots, range {self.low} to {self.high} %."


def counts_of(use_case: str) -> tuple[Count, ...]:
    """Return the counts of a use case, from the function that the settings name: the catalog knows no plans."""
    found: Callable[[str], tuple[Count, ...]] = import_string(settings.FIELD_RECORD)
    return found(use_case)


def with_pilot_stats[View: Callable[..., HttpResponseBase]](view: View) -> View:
    """Ask for the counts of the use case in the address first, so that the entity tag of its page depends on them."""

    @wraps(view)
    def counted(request: HttpRequest, /, *args: object, **kwargs: object) -> HttpResponseBase:
        counts = counts_of(str(kwargs["slug"])) if request.method in {"GET", "HEAD"} else ()
        setattr(request, COUNTS, counts)
        depends_on(request, " ".join(each.sentence + each.branch for each in counts))
        return view(request, *args, **kwargs)

    return cast("View", counted)


def pilot_stats_for(request: HttpRequest) -> tuple[Count, ...]:
    """Return the counts that were asked for."""
    found: tuple[Count, ...] = getattr(request, COUNTS, ())
    return found


def depends_on(request: HttpRequest, mark: str) -> None:
    """Note what a page depends on besides its release and day."""
    setattr(request, MARK, mark)


def extra_etag(request: HttpRequest) -> str:
    """Return what was noted."""
    found: str = getattr(request, MARK, "")
    return found
