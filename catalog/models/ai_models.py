"""Models, and how they can be fitted to a firm."""

from django.db.models import F, Q

from catalog.models.base import must
from catalog.models.rows import DeskRow
from catalog.vocabulary import Available


class AiModel(DeskRow, kind="models"):
    """A model, its limits and its life."""

    rules = (
        must(
            "model_active_parameters_within_all",
            Q(active_parameters_billion__isnull=True)
            | Q(parameters_billion__isnull=True, active_parameters_billion__gt=0)
            | Q(active_parameters_billion__gt=0, active_parameters_billion__lte=F("parameters_billion")),
            "The active parameters are above 0 and no more than all parameters.",
        ),
        must(
            "model_measured_weights_not_smaller",
            Q(weights_gb_measured__isnull=True)
            | Q(weights_gb__isnull=False, weights_gb_measured__gte=F("weights_gb"), weights_gb_measured__lt=10**6),
            "The measured weights are no smaller than the smallest set, which must be filled in.",
        ),
        must(
            "model_gone_without_last_day",
            Q(gone_by__isnull=True) | Q(retires__isnull=True),
            "Either the day it retires is on record, or only that it was gone by a day. Fill in one of the two.",
        ),
        must(
            "model_retires_after_release",
            Q(retires__isnull=True) | Q(released__isnull=True) | Q(retires__gte=F("released")),
            "A model cannot retire before it was released. Check the two days.",
        ),
        must(
            "model_does_not_replace_itself",
            Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
            "A model cannot replace itself. Choose its successor or leave this empty.",
        ),
    )


class Tuning(DeskRow, kind="tunings"):
    """One way to adapt a model at one host."""

    rules = (
        must(
            "tuning_names_a_way",
            Q(adaptations__len__gt=0) | Q(available=Available.NO.value),
            "Tick at least one way in which the model can be adapted, or say that it is not offered.",
        ),
    )
