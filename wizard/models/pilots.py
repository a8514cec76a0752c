"""The rows of a pilot: what was agreed, private texts, results, each model's verdict.

Results are never changed.
"""

from typing import Any, override

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now

from catalog.models.base import is_hash_or_none, known_word
from wizard.models.plans import Plan, PlanVersion
from wizard.pilot.cases import LONGEST_ANSWER, LONGEST_CASE
from wizard.pilot.media import MOST_FILE_BYTES, MediaType
from wizard.pilot.verdict import ResultState

STATES = tuple(ResultState.choices())
SETTLED = tuple(state.value for state in ResultState if state.settled)
RATERS = ((0, "the owner"), (1, "the second rater"), (2, "both together"))
PLACES = (
    (0, "the case"),
    (1, "the answer of the first model"),
    (2, "the answer of the second model"),
)


class PilotQuerySet(models.QuerySet["Pilot"]):
    def whole(self) -> "PilotQuerySet":
        return self.select_related("version").order_by("-number", "pk")

    def in_the_record(self) -> "PilotQuerySet":
        """Return the pilots that came to a verdict and whose owners let it count."""
        return self.filter(shared=True, state__in=SETTLED).exclude(use_case="")

    def delete_texts(self) -> int:
        """Delete the cases and answers; the marks stay. Return how many pilots had some.

        Whoever calls it has locked their plans and ended the rating links.
        """
        PilotCase.objects.filter(pilot__in=self).delete()
        return self.update(texts_deleted=now(), revision=F("revision") + 1)


class Pilot(models.Model):
    """The pilot of one job of one version of a plan.

    The database refuses to change what was agreed.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="pilots")
    number = models.PositiveSmallIntegerField(help_text="Counts up from 1 within the plan.")
    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="+")
    job = models.CharField(
        max_length=160, help_text="The key of the job of the plan that is tried."
    )
    use_case = models.CharField(
        max_length=100, blank=True, default="", help_text="The row of the matrix."
    )
    branch = models.CharField(
        max_length=20, blank=True, default="", help_text="The column of the matrix."
    )
    protocol = models.TextField(help_text="What was agreed, as canonical JSON.")
    locked = models.DateTimeField(
        default=now, help_text="From then on what was agreed never changes."
    )
    seed = models.CharField(max_length=32, help_text="By which sides are drawn.")
    state = models.CharField(max_length=10, choices=STATES, default=ResultState.NO_DATA.value)
    verdicts = models.TextField(default="{}", help_text="By model, as canonical JSON.")
    months = models.TextField(
        "months of daily use",
        default="[]",
        help_text="What each counted after the test was passed, as canonical JSON.",
    )
    shared = models.BooleanField(
        "counts in the field record", default=False, help_text="The owner’s tick."
    )
    rating_hash = models.CharField(
        "hash of the rating link",
        max_length=64,
        blank=True,
        default="",
        help_text="SHA-256 of its key.",
    )
    hides_names = models.BooleanField(
        default=False, help_text="Whether nothing hints at names and results until it is over."
    )
    revealed = models.DateTimeField(
        null=True, blank=True, help_text="When it was over, or its owner ended it."
    )
    texts_until = models.DateField(help_text="The last day on which cases and answers are stored.")
    texts_deleted = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(
        default=0, help_text="Counts up when anything of it is saved."
    )

    objects = PilotQuerySet.as_manager()

    class Meta:
        verbose_name = "pilot"
        default_permissions = ("view",)
        ordering = ("plan", "number")
        indexes = (
            models.Index(
                fields=["use_case", "branch"], name="pilot_by_cell", condition=Q(shared=True)
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=["plan", "number"], name="pilot_is_single"),
            *is_hash_or_none("pilot", "rating_hash"),
            *known_word("pilot", state=ResultState),
        )

    @override
    def __str__(self) -> str:
        return f"Pilot {self.number} of plan {self.plan_id}"

    @property
    def shows_results(self) -> bool:
        """Return whether names and results may be seen."""
        return self.revealed is not None or not self.hides_names


class PilotCase(models.Model):
    """A case with the answers of two models: private, and deleted by its owner or in time.

    It is deleted at the latest after its retention time.
    """

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="cases")
    number = models.PositiveIntegerField("case", help_text="Counts up from 1 within the pilot.")
    asked = models.CharField(
        "case", max_length=LONGEST_CASE, help_text="What the models are given."
    )
    facts = models.CharField(
        max_length=LONGEST_CASE, blank=True, default="", help_text="What a right answer rests on."
    )
    first = models.CharField(
        "answer of the first model", max_length=LONGEST_ANSWER, blank=True, default=""
    )
    second = models.CharField(
        "answer of the second model", max_length=LONGEST_ANSWER, blank=True, default=""
    )

    class Meta:
        verbose_name = "case of a pilot"
        verbose_name_plural = "cases of pilots"
        default_permissions = ()
        ordering = ("pilot", "number")
        constraints = (
            models.UniqueConstraint(fields=["pilot", "number"], name="pilotcase_is_single"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(asked=""), name="pilotcase_asks_something"
            ),
        )

    @property
    def answers(self) -> tuple[str, str]:
        """Return the texts of the two models."""
        return self.first, self.second

    def file_at(self, place: int) -> "CaseFile | None":
        """Return the file of the case, or of one answer, from those fetched with it."""
        return next((file for file in self.files.all() if file.place == place), None)


class CaseFile(models.Model):
    """A picture, speech or video of a case: private like its texts, and deleted with them."""

    case = models.ForeignKey(PilotCase, models.CASCADE, related_name="files")
    place = models.PositiveSmallIntegerField(choices=PLACES)
    key = models.CharField(
        max_length=16, unique=True, help_text="Drawn at random: its address names no model."
    )
    media_type = models.CharField(max_length=20, choices=tuple(MediaType.choices()))
    size = models.PositiveIntegerField(help_text="In bytes.")
    data = models.BinaryField()

    class Meta:
        verbose_name = "file of a case"
        verbose_name_plural = "files of cases"
        default_permissions = ()
        ordering = ("case", "place")
        constraints = (
            models.UniqueConstraint(fields=["case", "place"], name="casefile_is_single"),
            models.CheckConstraint(condition=Q(place__lt=len(PLACES)), name="casefile_place_known"),
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=MOST_FILE_BYTES), name="casefile_size"
            ),
            *known_word("casefile", media_type=MediaType),
        )

    @property
    def kind(self) -> str:
        return self.media_type.partition("/")[0]


class ResultQuerySet(models.QuerySet["PilotResult"]):
    def newest(self) -> "ResultQuerySet":
        """Return the last row of every result, by case, model and rater."""
        result = ("number", "model", "rater")
        return self.order_by(*result, "-correction").distinct(*result)


class PilotResult(models.Model):
    """What one rater said of one model’s result on one case.

    A correction is a row of its own, and no row ever changes.
    """

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="results")
    number = models.PositiveIntegerField(
        "case", help_text="The same number for both models is the same case."
    )
    model = models.CharField(max_length=100, help_text="By its slug.")
    rater = models.PositiveSmallIntegerField(choices=RATERS, default=0)
    correction = models.PositiveSmallIntegerField(default=0, help_text="0 as it came in.")
    values = models.JSONField(help_text="By the slugs of the metrics.")
    blind = models.BooleanField(
        default=False, help_text="Whether the rater saw no names and the sides were mixed."
    )
    made = models.DateTimeField(default=now, editable=False)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = "result of a pilot"
        verbose_name_plural = "results of pilots"
        default_permissions = ()
        ordering = ("pilot", "number", "model", "rater", "correction")
        constraints = (
            models.UniqueConstraint(
                fields=["pilot", "number", "model", "rater", "correction"],
                name="pilotresult_is_single",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="pilotresult_number_from_one"),
            models.CheckConstraint(
                condition=~Q(values={}) & ~Q(model=""), name="pilotresult_measures_something"
            ),
            models.CheckConstraint(
                condition=Q(rater__lt=len(RATERS)), name="pilotresult_rater_known"
            ),
        )

    @property
    def key(self) -> tuple[int, str, int]:
        """Return what a correction of it has in common with it."""
        return self.number, self.model, self.rater

    @classmethod
    def unsaid(cls, **key: Any) -> "PilotResult":
        """Return what stands before the first word of a rater: its correction is that word."""
        return cls(correction=-1, values={}, blind=True, **key)

    def corrected(self, **changed: Any) -> "PilotResult":
        """Return a correction of it, which says the same but for what is changed."""
        fields = ("number", "model", "rater", "values", "blind")
        same = {name: getattr(self, name) for name in fields}
        return PilotResult(**{"correction": self.correction + 1, **same, **changed})
