"""The rows of a pilot: terms that lock, results that are never silently changed, and what was changed after the lock."""

from collections.abc import Iterable
from typing import override

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now

from wizard.models.plans import Plan, PlanVersion
from wizard.pilot.trials import VerdictState

SLUGS = (("minutes", "Time"), ("accepted", "Quality"), ("usd", "Cost"))
RULES = (("all", "All must pass"), ("none", "None may fail"))
QUALITIES = (("share", "Good enough, yes or no"), ("rubric", "Three points, two people"))
SOURCES = (("paste", "pasted"), ("csv", "a table"), ("promptfoo", "promptfoo"), ("api", "the API"))
STATES = tuple(VerdictState.choices())
SETTLED = (VerdictState.GO.value, VerdictState.NO_GO.value)
POINTS = (0, 2)  # from, to
HEX_64 = r"^[0-9a-f]{64}$"


def _one_of(words: Iterable[tuple[str, str]]) -> list[str]:
    return [value for value, _ in words]


class PilotQuerySet(models.QuerySet["Pilot"]):
    """Pilots, as pages and the field record read them."""

    def whole(self) -> "PilotQuerySet":
        """Return pilots with targets, later changes, verdicts, and the version they were locked on."""
        return self.select_related("version").prefetch_related("targets", "changes", "verdicts")

    def in_the_record(self) -> "PilotQuerySet":
        """Return the pilots that came to a verdict and whose owners let it count."""
        return self.filter(shared=True, state__in=SETTLED).exclude(use_case="")


class Pilot(models.Model):
    """The pilot of a plan: what it has to reach, and since when nobody can bend that unseen."""

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="pilot", verbose_name="plan")
    version = models.ForeignKey(
        PlanVersion, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="locked on version"
    )
    locked = models.DateTimeField(
        "locked", null=True, blank=True, help_text="From then on a change of targets is marked."
    )
    rule = models.CharField("rule", max_length=4, choices=RULES, default="all", help_text="What makes the whole a go.")
    quality = models.CharField(
        "quality", max_length=6, choices=QUALITIES, default="share", help_text="How results are judged."
    )
    usd_per_hour = models.DecimalField(
        "an hour costs", max_digits=12, decimal_places=4, null=True, blank=True, help_text="US dollars. Example: 34"
    )
    trials = models.PositiveIntegerField(
        "trials agreed", default=1, help_text="When the results are looked at first. Example: 83"
    )
    wrong_yes = models.DecimalField(
        "wrong yes",
        max_digits=4,
        decimal_places=3,
        default="0.05",
        help_text="Share of pilots that may be called met and are not.",
    )
    missed = models.DecimalField(
        "missed",
        max_digits=4,
        decimal_places=3,
        default="0.20",
        help_text="Share of good pilots that may stay unsettled.",
    )
    use_case = models.CharField("use case", max_length=100, blank=True, default="", help_text="The row of the matrix.")
    branch = models.CharField("branch", max_length=20, blank=True, default="", help_text="The column of the matrix.")
    state = models.CharField(
        "state",
        max_length=14,
        choices=STATES,
        default=VerdictState.NO_DATA.value,
        help_text="As it follows from the verdicts on its models.",
    )
    shared = models.BooleanField(
        "counts in the field record", default=False, help_text="The owner’s tick; taken back at any time."
    )
    token_hash = models.CharField(
        "hash of the token", max_length=64, blank=True, default="", help_text="SHA-256 of the API’s token."
    )
    token_made = models.DateTimeField("token made", null=True, blank=True)
    revision = models.PositiveIntegerField(
        "revision", default=0, help_text="Counts up each time anything of it is saved."
    )

    objects = PilotQuerySet.as_manager()

    class Meta:
        """Rules and names of the table."""

        verbose_name = "pilot"
        default_permissions = ("view",)
        ordering = ("pk",)
        indexes = (models.Index(fields=["use_case", "branch"], name="pilot_by_cell", condition=Q(shared=True)),)
        constraints = (
            models.CheckConstraint(
                condition=Q(locked=None, version=None) | Q(locked__isnull=False, version__isnull=False),
                name="pilot_locked_on_a_version",
                violation_error_message="A pilot is locked on a version of the plan, and only then has one.",
            ),
            models.CheckConstraint(
                condition=Q(rule__in=_one_of(RULES)),
                name="pilot_rule_known",
                violation_error_message="Choose whether all must pass or none may fail.",
            ),
            models.CheckConstraint(
                condition=Q(quality__in=_one_of(QUALITIES)),
                name="pilot_quality_known",
                violation_error_message="Choose yes or no, or three points.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_one_of(STATES)),
                name="pilot_state_known",
                violation_error_message="The state is one of the words of a verdict.",
            ),
            models.CheckConstraint(
                condition=Q(wrong_yes__gt=0, wrong_yes__lt=1, missed__gt=0, missed__lt=1),
                name="pilot_risks_are_shares",
                violation_error_message="A risk lies between 0 and 1.",
            ),
            models.CheckConstraint(
                condition=Q(trials__gte=1),
                name="pilot_trials_at_least_one",
                violation_error_message="A pilot takes at least one trial.",
            ),
            models.CheckConstraint(
                condition=Q(usd_per_hour=None) | Q(usd_per_hour__gt=0),
                name="pilot_hour_costs_something",
                violation_error_message="An hour costs more than 0.",
            ),
            models.CheckConstraint(
                condition=Q(token_hash="", token_made=None) | Q(token_hash__regex=HEX_64, token_made__isnull=False),
                name="pilot_token_is_a_hash",
                violation_error_message="Of a token its SHA-256 is kept, and when it was made.",
            ),
            models.CheckConstraint(
                condition=Q(shared=False) | Q(locked__isnull=False),
                name="pilot_counts_once_locked",
                violation_error_message="Only a locked pilot can count in the field record.",
            ),
        )

    @override
    def __str__(self) -> str:
        """Return whose pilot it is."""
        return f"Pilot of plan {self.plan_id}"


class ModelVerdict(models.Model):
    """What the results of one model say of it; those of another model never count."""

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="verdicts", verbose_name="pilot")
    model = models.CharField("model", max_length=80, blank=True, default="", help_text="Empty where results name none.")
    state = models.CharField("state", max_length=14, choices=STATES)
    since = models.DateTimeField("since", help_text="When the state became what it is.")
    verdict = models.TextField("verdict", help_text="As last worked out, as canonical JSON.")

    class Meta:
        """Rules and names of the table."""

        verbose_name = "verdict on a model"
        verbose_name_plural = "verdicts on models"
        default_permissions = ()
        ordering = ("pilot", "model")
        constraints = (
            models.UniqueConstraint(fields=["pilot", "model"], name="modelverdict_is_single"),
            models.CheckConstraint(
                condition=Q(state__in=_one_of(STATES)),
                name="modelverdict_state_known",
                violation_error_message="The state is one of the words of a verdict.",
            ),
        )

    @override
    def __str__(self) -> str:
        """Return which model, and the state."""
        return f"{self.model}: {self.state}"


class PilotTarget(models.Model):
    """One promise that a pilot has to keep."""

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="targets", verbose_name="pilot")
    slug = models.CharField("what", max_length=10, choices=SLUGS)
    threshold = models.DecimalField(
        "threshold", max_digits=14, decimal_places=4, help_text="In percent, minutes or dollars. Example: 80"
    )
    at_most = models.BooleanField("at most", help_text="Whether less is better.")
    worth_having = models.DecimalField(
        "worth having",
        max_digits=14,
        decimal_places=4,
        help_text="The smallest difference that would matter. Example: 10",
    )
    baseline = models.DecimalField("today", max_digits=14, decimal_places=4, null=True, blank=True)
    spread = models.DecimalField(
        "spread", max_digits=14, decimal_places=4, null=True, blank=True, help_text="How far single results stray."
    )
    primary = models.BooleanField("primary", default=False, help_text="The one that counts first.")

    class Meta:
        """Rules and names of the table."""

        verbose_name = "target of a pilot"
        verbose_name_plural = "targets of pilots"
        default_permissions = ()
        ordering = ("pilot", "pk")
        constraints = (
            models.UniqueConstraint(fields=["pilot", "slug"], name="pilottarget_is_single"),
            models.UniqueConstraint(
                fields=["pilot"],
                condition=Q(primary=True),
                name="pilottarget_one_primary",
                violation_error_message="One target is the primary one.",
            ),
            models.CheckConstraint(
                condition=Q(slug__in=_one_of(SLUGS)),
                name="pilottarget_slug_known",
                violation_error_message="A target is about time, quality or cost.",
            ),
            models.CheckConstraint(
                condition=Q(threshold__gt=0) & (~Q(slug="accepted") | Q(threshold__lte=100)),
                name="pilottarget_threshold_in_range",
                violation_error_message="A threshold is more than 0, and a share at most 100.",
            ),
            models.CheckConstraint(
                condition=Q(worth_having__gt=0),
                name="pilottarget_worth_something",
                violation_error_message="The smallest result worth having is more than 0.",
            ),
            models.CheckConstraint(
                condition=Q(slug="accepted", at_most=False) | ~Q(slug="accepted") & Q(at_most=True),
                name="pilottarget_direction_fits",
                violation_error_message="Quality is at least, time and cost are at most.",
            ),
            models.CheckConstraint(
                condition=(Q(baseline=None) | Q(baseline__gte=0)) & (Q(spread=None) | Q(spread__gt=0)),
                name="pilottarget_figures_not_negative",
                violation_error_message="Today’s figure is not negative, and a spread is more than 0.",
            ),
        )

    @override
    def __str__(self) -> str:
        """Return what it asks for."""
        return f"{self.slug} {'≤' if self.at_most else '≥'} {self.threshold}"


class PilotChange(models.Model):
    """A target that was changed after the lock; the database refuses to change what is told of it."""

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="changes", verbose_name="pilot")
    made = models.DateTimeField("made", default=now, editable=False)
    what = models.CharField("what", max_length=60, help_text="As a sentence begins. Example: The quality target")
    before = models.CharField("before", max_length=120, blank=True, default="")
    after = models.CharField("after", max_length=120, blank=True, default="")
    trials = models.PositiveIntegerField("results by then", help_text="How many results had been entered.")

    class Meta:
        """Rules and names of the table."""

        verbose_name = "change of a target"
        verbose_name_plural = "changes of targets"
        default_permissions = ()
        ordering = ("pilot", "made", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(before=F("after")),
                name="pilotchange_changes_something",
                violation_error_message="A change goes from one thing to another.",
            ),
            models.CheckConstraint(
                condition=~Q(what=""), name="pilotchange_says_what", violation_error_message="Say what was changed."
            ),
        )

    @override
    def __str__(self) -> str:
        """Return what was changed."""
        return f"{self.what}: {self.before} → {self.after}"


class PilotImport(models.Model):
    """A file, a paste or a call that brought results; by its digest the same one is known again."""

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="imports", verbose_name="pilot")
    source = models.CharField("source", max_length=10, choices=SOURCES)
    name = models.CharField("name", max_length=120, blank=True, default="", help_text="Of the file.")
    digest = models.CharField("digest", max_length=64, help_text="SHA-256 of what was brought.")
    taken = models.PositiveIntegerField("taken", help_text="How many results came in.")
    refused = models.PositiveIntegerField("refused", help_text="How many rows could not be read.")
    made = models.DateTimeField("made", default=now, editable=False)

    class Meta:
        """Rules and names of the table."""

        verbose_name = "import of results"
        verbose_name_plural = "imports of results"
        default_permissions = ()
        ordering = ("pilot", "-made", "-pk")
        indexes = (models.Index(fields=["pilot", "digest"], name="pilotimport_by_digest"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(digest__regex=HEX_64),
                name="pilotimport_digest_is_hex",
                violation_error_message="The digest of an import is 64 hex digits.",
            ),
            models.CheckConstraint(
                condition=Q(source__in=_one_of(SOURCES)),
                name="pilotimport_source_known",
                violation_error_message="Results come pasted, as a table, from promptfoo or by the API.",
            ),
        )

    @override
    def __str__(self) -> str:
        """Return what it was."""
        return f"{self.name or self.source}, {self.taken} results"


class TrialRowQuerySet(models.QuerySet["TrialRow"]):
    """Rows of trials."""

    def in_order(self) -> "TrialRowQuerySet":
        """Return every row, trial by trial, the one that counts last."""
        return self.order_by("number", "correction")


class TrialRow(models.Model):
    """A result as it was entered or corrected: the last of a trial counts, those before stay; none is ever changed."""

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="rows", verbose_name="pilot")
    number = models.PositiveIntegerField("trial", help_text="Counts up from 1 within the pilot.")
    correction = models.PositiveSmallIntegerField("correction", default=0, help_text="0 as it came in.")
    struck = models.BooleanField("struck", default=False, help_text="Whether the trial does not count.")
    why = models.CharField("why", max_length=200, blank=True, default="", help_text="Why it was corrected or struck.")
    model = models.CharField("model", max_length=80, blank=True, default="")
    what = models.CharField("what it was", max_length=120, blank=True, default="")
    accepted = models.BooleanField("good enough", null=True, blank=True)
    rating_1 = models.PositiveSmallIntegerField("points of the first", null=True, blank=True)
    rating_2 = models.PositiveSmallIntegerField("points of the second", null=True, blank=True)
    minutes = models.DecimalField("minutes", max_digits=12, decimal_places=4, null=True, blank=True)
    usd = models.DecimalField("US dollars", max_digits=14, decimal_places=6, null=True, blank=True)
    remark = models.CharField("remark", max_length=400, blank=True, default="")
    key = models.CharField("key", max_length=100, blank=True, default="", help_text="By which its source knows it.")
    brought = models.ForeignKey(
        PilotImport, models.CASCADE, null=True, blank=True, related_name="rows", verbose_name="import"
    )
    made = models.DateTimeField("made", default=now, editable=False)

    objects = TrialRowQuerySet.as_manager()

    class Meta:
        """Rules and names of the table."""

        verbose_name = "trial of a pilot"
        verbose_name_plural = "trials of pilots"
        default_permissions = ()
        ordering = ("pilot", "number", "correction")
        constraints = (
            models.UniqueConstraint(fields=["pilot", "number", "correction"], name="trialrow_is_single"),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="trialrow_number_from_one",
                violation_error_message="Trials are counted from 1.",
            ),
            models.CheckConstraint(
                condition=Q(accepted__isnull=False)
                | Q(rating_1__isnull=False)
                | Q(minutes__isnull=False)
                | Q(usd__isnull=False),
                name="trialrow_measures_something",
                violation_error_message="Say how the trial went: good enough or not, points, minutes or cost.",
            ),
            models.CheckConstraint(
                condition=(Q(rating_1=None) | Q(rating_1__range=POINTS))
                & (Q(rating_2=None) | Q(rating_2__range=POINTS)),
                name="trialrow_points_from_none_to_two",
                violation_error_message="A rater gives 0, 1 or 2 points.",
            ),
            models.CheckConstraint(
                condition=Q(rating_2=None) | Q(rating_1__isnull=False),
                name="trialrow_first_rater_first",
                violation_error_message="Where one person gave points, that is the first rater.",
            ),
            models.CheckConstraint(
                condition=(Q(minutes=None) | Q(minutes__gte=0)) & (Q(usd=None) | Q(usd__gte=0)),
                name="trialrow_figures_not_negative",
                violation_error_message="Minutes and cost are not negative.",
            ),
            models.CheckConstraint(
                condition=Q(correction__gt=0) | Q(struck=False),
                name="trialrow_struck_later",
                violation_error_message="A trial is struck by a correction, not when it comes in.",
            ),
        )

    @override
    def __str__(self) -> str:
        """Return which trial it is."""
        return f"Trial {self.number}"
