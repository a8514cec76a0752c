"""One lock for a plan: whoever changes anything of it locks its row first.

So no two changes wait for each other.
"""

import logging
import time
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate

from django.db import OperationalError, transaction

from wizard.models import Plan

# SQLSTATE of a deadlock and of a serialization failure: nothing was changed, and the same once more
# usually works.
TRY_AGAIN = frozenset({"40P01", "40001"})
PAUSE = 0.2  # seconds, in which the other one goes on
logger = logging.getLogger(__name__)


class PlanGoneError(Exception):
    """The plan was deleted meanwhile."""


def lock_plans(pks: Iterable[int]) -> list[Plan]:
    """Lock the rows of plans until the transaction ends, and return those still there.

    They are always locked in one order.
    """
    return list(Plan.objects.select_for_update().filter(pk__in=[*pks]).order_by("pk"))


def retried[**P, R](change: Callable[P, R]) -> Callable[P, R]:
    """Make a change all or nothing.

    Make it once more where two changes waited for each other.
    """

    @wraps(change)
    def tried(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with transaction.atomic():
                return change(*args, **kwargs)
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) not in TRY_AGAIN:
                raise
            logger.warning("%s is tried once more: %s", change.__qualname__, type(error.__cause__))
        time.sleep(PAUSE)
        with transaction.atomic():
            return change(*args, **kwargs)

    return tried


def changes_plan[**P, R](
    change: Callable[Concatenate[Plan, P], R],
) -> Callable[Concatenate[Plan, P], R]:
    """Hand a change the plan as it stands now, locked, in place of the one that was read before.

    What is called raises `PlanGoneError` where the plan was deleted meanwhile.
    """

    @retried
    def changed(plan: Plan, /, *args: P.args, **kwargs: P.kwargs) -> R:
        locked = lock_plans([plan.pk])
        if not locked:
            raise PlanGoneError
        return change(locked[0], *args, **kwargs)

    return wraps(change)(changed)
