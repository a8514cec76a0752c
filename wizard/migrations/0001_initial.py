"""The tables of a new site. Until 1.0 they are made anew with each release, and nothing is carried over."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from wizard.roles import grant

# Versions of a plan, their pages, results of a pilot and what it agreed: the database itself refuses to change them.
REFUSE = """
CREATE FUNCTION wizard_planversion_refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A version of a plan never changes.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER planversion_never_changes BEFORE UPDATE ON wizard_planversion
    FOR EACH ROW EXECUTE FUNCTION wizard_planversion_refuse_update();

CREATE FUNCTION wizard_versionpage_refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The page of a version never changes.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER versionpage_never_changes BEFORE UPDATE ON wizard_versionpage
    FOR EACH ROW EXECUTE FUNCTION wizard_versionpage_refuse_update();

CREATE FUNCTION wizard_pilot_refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What a pilot has on record never changes.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER pilotresult_never_changes BEFORE UPDATE ON wizard_pilotresult
    FOR EACH ROW EXECUTE FUNCTION wizard_pilot_refuse_update();
CREATE TRIGGER pilot_stays_agreed BEFORE UPDATE OF protocol, locked, seed, version_id, job ON wizard_pilot
    FOR EACH ROW WHEN ((OLD.protocol, OLD.locked, OLD.seed, OLD.version_id, OLD.job)
        IS DISTINCT FROM (NEW.protocol, NEW.locked, NEW.seed, NEW.version_id, NEW.job))
    EXECUTE FUNCTION wizard_pilot_refuse_update();
"""
ALLOW = """
DROP TRIGGER pilot_stays_agreed ON wizard_pilot;
DROP TRIGGER pilotresult_never_changes ON wizard_pilotresult;
DROP FUNCTION wizard_pilot_refuse_update();
DROP TRIGGER versionpage_never_changes ON wizard_versionpage;
DROP FUNCTION wizard_versionpage_refuse_update();
DROP TRIGGER planversion_never_changes ON wizard_planversion;
DROP FUNCTION wizard_planversion_refuse_update();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "view_key",
                    models.CharField(
                        help_text="The last part of the link for colleagues.", max_length=64
                    ),
                ),
                (
                    "edit_key_hash",
                    models.CharField(
                        help_text="SHA-256 of the private link’s key.",
                        max_length=64,
                        verbose_name="hash of the edit key",
                    ),
                ),
                (
                    "answers",
                    models.JSONField(default=dict, help_text="What each page of questions sent."),
                ),
                (
                    "revision",
                    models.PositiveIntegerField(
                        default=0, help_text="Counts up each time an answer is saved."
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The name its owner gave it.",
                        max_length=120,
                    ),
                ),
                (
                    "created",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "changed",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "opened",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        editable=False,
                        help_text="About when somebody last opened it, to the month; unused plans are deleted one day.",
                    ),
                ),
                (
                    "visited",
                    models.DateTimeField(
                        blank=True, help_text="When its owner last came to it.", null=True
                    ),
                ),
                (
                    "visited_before",
                    models.DateTimeField(
                        blank=True,
                        help_text="When its owner came the time before; news count from then.",
                        null=True,
                    ),
                ),
                (
                    "copied_number",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Stays when that is deleted.",
                        null=True,
                        verbose_name="number of the version it was copied from",
                    ),
                ),
                (
                    "copied_under",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="SHA-256; once the original has another link, its copies show nothing of it.",
                        max_length=64,
                        verbose_name="hash of the view key it was copied under",
                    ),
                ),
                (
                    "expires",
                    models.DateTimeField(
                        blank=True, help_text="From then on the view link says so.", null=True
                    ),
                ),
                (
                    "withdrawn",
                    models.DateTimeField(
                        blank=True, help_text="When its owner closed the view link.", null=True
                    ),
                ),
                (
                    "previews",
                    models.BooleanField(
                        default=False,
                        help_text="Whether the preview of a link, in a chat for example, may show title and verdict.",
                        verbose_name="shown in previews",
                    ),
                ),
                (
                    "takes_questions",
                    models.BooleanField(
                        default=True, help_text="Whether colleagues can ask; what was asked stays."
                    ),
                ),
                (
                    "takes_signoffs",
                    models.BooleanField(
                        default=True,
                        help_text="Whether colleagues can sign a version off; those given stay.",
                        verbose_name="takes sign-offs",
                    ),
                ),
            ],
            options={
                "verbose_name": "plan",
                "ordering": ("-changed", "pk"),
                "permissions": (("withdraw_plan", "Can close a plan’s link for its owner"),),
                "default_permissions": ("view", "delete"),
                "constraints": [
                    models.UniqueConstraint(fields=("view_key",), name="plan_view_key_is_single"),
                    models.UniqueConstraint(
                        fields=("edit_key_hash",), name="plan_edit_key_hash_is_single"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("edit_key_hash__regex", "^[0-9a-f]{64}$")),
                        name="plan_edit_key_hash_is_hex",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("view_key__regex", "^[A-Za-z0-9_-]{16,64}$")),
                        name="plan_view_key_is_long_enough",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("changed__gte", models.F("created"))),
                        name="plan_changed_after_created",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("copied_number", None), ("copied_under", "")),
                            models.Q(
                                ("copied_number__isnull", False),
                                ("copied_under__regex", "^[0-9a-f]{64}$"),
                            ),
                            _connector="OR",
                        ),
                        name="plan_copy_knows_its_link",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkCheck",
            fields=[
                (
                    "url",
                    models.URLField(
                        max_length=500, primary_key=True, serialize=False, verbose_name="address"
                    ),
                ),
                ("checked", models.DateTimeField(default=django.utils.timezone.now)),
                ("broken", models.BooleanField(default=False)),
                (
                    "answer",
                    models.CharField(
                        blank=True, default="", help_text="Example: 404 Not Found", max_length=200
                    ),
                ),
            ],
            options={
                "verbose_name": "check of a link",
                "verbose_name_plural": "checks of links",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(help_text="Counts up from 1 within the plan."),
                ),
                (
                    "answers",
                    models.JSONField(
                        default=dict,
                        help_text="What each page of questions had sent, to go on from.",
                    ),
                ),
                (
                    "inputs",
                    models.TextField(
                        help_text="What it was decided on: the answers as the rules read them, and what tests had counted, as canonical JSON."
                    ),
                ),
                (
                    "release",
                    models.PositiveIntegerField(
                        help_text="The number of the release it was decided on."
                    ),
                ),
                (
                    "release_digest",
                    models.CharField(max_length=64, verbose_name="digest of the release"),
                ),
                ("decided_on", models.DateField()),
                (
                    "decision",
                    models.TextField(
                        help_text="How each job ends and why, rules with parameters, as canonical JSON."
                    ),
                ),
                (
                    "replies",
                    models.TextField(
                        default="[]",
                        help_text="The replies of vendors it was decided with, as canonical JSON.",
                    ),
                ),
                ("engine", models.PositiveIntegerField(help_text="The version of the rules.")),
                ("made", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="wizard.plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a plan",
                "verbose_name_plural": "versions of plans",
                "ordering": ("plan", "-number"),
                "default_permissions": ("view", "delete"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "number"), name="planversion_number_is_single"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="planversion_number_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("release__gte", 1)), name="planversion_release_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("release_digest__regex", "^[0-9a-f]{64}$")),
                        name="planversion_release_digest_is_hex",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="plan",
            name="copied_from",
            field=models.ForeignKey(
                blank=True,
                help_text="The version whose answers it began with, as long as that is kept.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="copies",
                to="wizard.planversion",
            ),
        ),
        migrations.CreateModel(
            name="ClosedLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key_hash",
                    models.CharField(
                        help_text="SHA-256 of the last part of the link.",
                        max_length=64,
                        verbose_name="hash of the key",
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("renewed", "Its owner made a new one"),
                            ("deleted", "Its owner deleted the plan"),
                            ("left", "Nobody used the plan for so long that we deleted it"),
                            ("ended", "A key that followed from the plan was ended"),
                        ],
                        help_text="What became of it.",
                    ),
                ),
                ("closed", models.DateField(help_text="The day on which it was closed.")),
            ],
            options={
                "verbose_name": "closed link",
                "ordering": ("-closed", "pk"),
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key_hash",), name="closedlink_key_hash_is_single"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key_hash__regex", "^[0-9a-f]{64}$")),
                        name="closedlink_key_hash_is_hex",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why__in", ["renewed", "deleted", "left", "ended"])),
                        name="closedlink_why_known",
                        violation_error_message="Choose the why from the list.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GoldenPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Names it for good; never change it. Example: garden-shop",
                        max_length=60,
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="What it is called when it is accepted. Example: Garden shop",
                        max_length=120,
                    ),
                ),
                (
                    "firm",
                    models.TextField(
                        help_text="The firm in words, as a colleague would tell it. Example: A garden shop with six people writes 120 product texts a month."
                    ),
                ),
                (
                    "answers",
                    models.JSONField(
                        default=dict,
                        help_text="What the firm answers in the wizard, by page of questions.",
                    ),
                ),
                (
                    "expected",
                    models.JSONField(
                        default=dict,
                        help_text="By job: how it ends, and which tools may be named first; of several, any.",
                        verbose_name="what is expected",
                    ),
                ),
                (
                    "named_on",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="The release on which it said what is expected.",
                        null=True,
                        verbose_name="names are of release",
                    ),
                ),
                (
                    "why",
                    models.TextField(
                        help_text="Why its plan must say so. Example: The shop pays for it already."
                    ),
                ),
                (
                    "enforced",
                    models.BooleanField(
                        default=True,
                        help_text="Untick it to put it away without losing it.",
                        verbose_name="holds publications",
                    ),
                ),
            ],
            options={
                "verbose_name": "golden plan",
                "ordering": ("slug",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("slug",),
                        name="golden_slug_is_single",
                        violation_error_message="There is a golden plan of this name already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("firm__regex", "\\S"), ("name__regex", "\\S"), ("why__regex", "\\S")
                        ),
                        name="golden_has_words",
                        violation_error_message="Write name, firm and why; none of them may be empty.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("release", models.PositiveIntegerField(help_text="The release that readers see.")),
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 of what the next release would hold.", max_length=64
                    ),
                ),
                ("day", models.DateField()),
                (
                    "payload",
                    models.TextField(
                        help_text="What the next release would hold, as canonical JSON."
                    ),
                ),
                ("begun", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("finished", models.DateTimeField(blank=True, null=True)),
                ("seconds", models.FloatField(default=0, verbose_name="seconds of work")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="plans to look at")),
                ("last", models.BigIntegerField(default=0, verbose_name="last plan looked at")),
                (
                    "using",
                    models.PositiveIntegerField(
                        default=0, verbose_name="plans that use a changed fact"
                    ),
                ),
                ("looked", models.PositiveIntegerField(default=0, verbose_name="plans looked at")),
                (
                    "counts",
                    models.JSONField(
                        default=dict, help_text="How many plans each effect happens to."
                    ),
                ),
            ],
            options={
                "verbose_name": "look at plans",
                "verbose_name_plural": "looks at plans",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("release", "digest", "day"), name="look_is_single"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pilot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(help_text="Counts up from 1 within the plan."),
                ),
                (
                    "job",
                    models.CharField(
                        help_text="The key of the job of the plan that is tried.", max_length=160
                    ),
                ),
                (
                    "use_case",
                    models.CharField(
                        blank=True, default="", help_text="The row of the matrix.", max_length=100
                    ),
                ),
                (
                    "branch",
                    models.CharField(
                        blank=True, default="", help_text="The column of the matrix.", max_length=20
                    ),
                ),
                ("protocol", models.TextField(help_text="What was agreed, as canonical JSON.")),
                (
                    "locked",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="From then on what was agreed never changes.",
                    ),
                ),
                ("seed", models.CharField(help_text="By which sides are drawn.", max_length=32)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("use", "Passed"),
                            ("test-on", "Test on"),
                            ("drop", "Drop it"),
                            ("no-data", "No data yet"),
                        ],
                        default="no-data",
                        max_length=10,
                    ),
                ),
                (
                    "verdicts",
                    models.TextField(default="{}", help_text="By model, as canonical JSON."),
                ),
                (
                    "months",
                    models.TextField(
                        default="[]",
                        help_text="What each counted after the test was passed, as canonical JSON.",
                        verbose_name="months of daily use",
                    ),
                ),
                (
                    "shared",
                    models.BooleanField(
                        default=False,
                        help_text="The owner’s tick.",
                        verbose_name="counts in the field record",
                    ),
                ),
                (
                    "rating_hash",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="SHA-256 of its key.",
                        max_length=64,
                        verbose_name="hash of the rating link",
                    ),
                ),
                (
                    "hides_names",
                    models.BooleanField(
                        default=False,
                        help_text="Whether nothing hints at names and results until it is over.",
                    ),
                ),
                (
                    "revealed",
                    models.DateTimeField(
                        blank=True, help_text="When it was over, or its owner ended it.", null=True
                    ),
                ),
                (
                    "texts_until",
                    models.DateField(
                        help_text="The last day on which cases and answers are stored."
                    ),
                ),
                ("texts_deleted", models.DateTimeField(blank=True, null=True)),
                (
                    "revision",
                    models.PositiveIntegerField(
                        default=0, help_text="Counts up when anything of it is saved."
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pilots",
                        to="wizard.plan",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wizard.planversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "pilot",
                "ordering": ("plan", "number"),
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("shared", True)),
                        fields=["use_case", "branch"],
                        name="pilot_by_cell",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "number"), name="pilot_is_single"),
                    models.UniqueConstraint(
                        condition=models.Q(("rating_hash", ""), _negated=True),
                        fields=("rating_hash",),
                        name="pilot_rating_hash_is_single",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rating_hash__regex", "^([0-9a-f]{64})?$")),
                        name="pilot_rating_hash_is_hex",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["use", "test-on", "drop", "no-data"])),
                        name="pilot_state_known",
                        violation_error_message="Choose the state from the list.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PilotCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        help_text="Counts up from 1 within the pilot.", verbose_name="case"
                    ),
                ),
                (
                    "asked",
                    models.CharField(
                        help_text="What the models are given.", max_length=4000, verbose_name="case"
                    ),
                ),
                (
                    "facts",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="What a right answer rests on.",
                        max_length=4000,
                    ),
                ),
                (
                    "first",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=20000,
                        verbose_name="answer of the first model",
                    ),
                ),
                (
                    "second",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=20000,
                        verbose_name="answer of the second model",
                    ),
                ),
                (
                    "pilot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cases",
                        to="wizard.pilot",
                    ),
                ),
            ],
            options={
                "verbose_name": "case of a pilot",
                "verbose_name_plural": "cases of pilots",
                "ordering": ("pilot", "number"),
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("pilot", "number"), name="pilotcase_is_single"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__gte", 1), models.Q(("asked", ""), _negated=True)
                        ),
                        name="pilotcase_asks_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "the case"),
                            (1, "the answer of the first model"),
                            (2, "the answer of the second model"),
                        ]
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="Drawn at random: its address names no model.",
                        max_length=16,
                        unique=True,
                    ),
                ),
                (
                    "media_type",
                    models.CharField(
                        choices=[
                            ("image/png", "PNG"),
                            ("image/jpeg", "JPEG"),
                            ("image/webp", "WebP"),
                            ("image/gif", "GIF"),
                            ("audio/mpeg", "MP3"),
                            ("audio/wav", "WAV"),
                            ("audio/ogg", "OGG"),
                            ("audio/mp4", "M4A"),
                            ("video/mp4", "MP4"),
                            ("video/webm", "WebM"),
                        ],
                        max_length=20,
                    ),
                ),
                ("size", models.PositiveIntegerField(help_text="In bytes.")),
                ("data", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="wizard.pilotcase",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of a case",
                "verbose_name_plural": "files of cases",
                "ordering": ("case", "place"),
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("case", "place"), name="casefile_is_single"),
                    models.CheckConstraint(
                        condition=models.Q(("place__lt", 3)), name="casefile_place_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gte", 1), ("size__lte", 5000000)),
                        name="casefile_size",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "media_type__in",
                                [
                                    "image/png",
                                    "image/jpeg",
                                    "image/webp",
                                    "image/gif",
                                    "audio/mpeg",
                                    "audio/wav",
                                    "audio/ogg",
                                    "audio/mp4",
                                    "video/mp4",
                                    "video/webm",
                                ],
                            )
                        ),
                        name="casefile_media_type_known",
                        violation_error_message="Choose the media type from the list.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PilotResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        help_text="The same number for both models is the same case.",
                        verbose_name="case",
                    ),
                ),
                ("model", models.CharField(help_text="By its slug.", max_length=100)),
                (
                    "rater",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "the owner"), (1, "the second rater"), (2, "both together")],
                        default=0,
                    ),
                ),
                (
                    "correction",
                    models.PositiveSmallIntegerField(default=0, help_text="0 as it came in."),
                ),
                ("values", models.JSONField(help_text="By the slugs of the metrics.")),
                (
                    "blind",
                    models.BooleanField(
                        default=False,
                        help_text="Whether the rater saw no names and the sides were mixed.",
                    ),
                ),
                ("made", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "pilot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="wizard.pilot",
                    ),
                ),
            ],
            options={
                "verbose_name": "result of a pilot",
                "verbose_name_plural": "results of pilots",
                "ordering": ("pilot", "number", "model", "rater", "correction"),
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pilot", "number", "model", "rater", "correction"),
                        name="pilotresult_is_single",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="pilotresult_number_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("values", {}), _negated=True),
                            models.Q(("model", ""), _negated=True),
                        ),
                        name="pilotresult_measures_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rater__lt", 3)), name="pilotresult_rater_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("goal", "The decision"),
                            ("why", "Why"),
                            ("short", "Alternatives"),
                            ("money", "Money"),
                            ("flip", "What would change it"),
                            ("pilot", "The test"),
                            ("tune", "Tuning"),
                            ("scale", "Scale"),
                            ("risk", "Risks"),
                            ("next", "Next steps"),
                        ],
                        help_text="The section it is about.",
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(help_text="Who asks, as they wrote it.", max_length=60)),
                (
                    "text",
                    models.CharField(
                        help_text="In the colleague’s words.",
                        max_length=1000,
                        verbose_name="question",
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(help_text="The latest version when it was asked."),
                ),
                ("asked", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "answer",
                    models.CharField(
                        blank=True, default="", help_text="The owner’s.", max_length=2000
                    ),
                ),
                ("answered", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="wizard.plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "question about a plan",
                "verbose_name_plural": "questions about plans",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="planquestion_has_name",
                        violation_error_message="Write the name; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="planquestion_has_text",
                        violation_error_message="Write the text; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "about__in",
                                [
                                    "goal",
                                    "why",
                                    "short",
                                    "money",
                                    "flip",
                                    "pilot",
                                    "tune",
                                    "scale",
                                    "risk",
                                    "next",
                                ],
                            )
                        ),
                        name="planquestion_about_known",
                        violation_error_message="Choose the about from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)),
                        name="planquestion_version_from_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered", None)),
                            models.Q(("answer__regex", "\\S"), ("answered__isnull", False)),
                            _connector="OR",
                        ),
                        name="planquestion_answer_has_its_day",
                    ),
                    models.UniqueConstraint(
                        models.F("plan"),
                        models.F("about"),
                        models.F("name"),
                        django.db.models.functions.text.MD5("text"),
                        name="planquestion_is_asked_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VersionPage",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="page",
                        serialize=False,
                        to="wizard.planversion",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="The whole page as HTML, as it is served.", verbose_name="page"
                    ),
                ),
                (
                    "digest",
                    models.CharField(help_text="SHA-256 of the page, its ETag.", max_length=64),
                ),
                (
                    "changes",
                    models.JSONField(
                        default=list,
                        help_text="What changed since the version before, a sentence each.",
                    ),
                ),
            ],
            options={
                "verbose_name": "page of a version",
                "verbose_name_plural": "pages of versions",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")),
                        name="versionpage_digest_is_hex",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key_hash",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="SHA-256 of the key in the walk’s address; empty once that was ended.",
                        max_length=64,
                        verbose_name="hash of the key",
                    ),
                ),
                (
                    "answers",
                    models.JSONField(default=dict, help_text="What each page of questions sent."),
                ),
                (
                    "changed",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "revealed",
                    models.DateTimeField(
                        blank=True,
                        help_text="When the plan was shown; the answers stay as they are from then.",
                        null=True,
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True, default="", help_text="Whose it is.", max_length=60
                    ),
                ),
                (
                    "agreed",
                    models.DateTimeField(
                        blank=True, help_text="When its giver let the owner keep it.", null=True
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opinions",
                        to="wizard.planversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "second opinion",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("key_hash", ""), _negated=True),
                        fields=("key_hash",),
                        name="opinion_key_hash_is_single",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key_hash__regex", "^([0-9a-f]{64})?$")),
                        name="opinion_key_hash_is_hex",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed", None), ("name", "")),
                            models.Q(
                                ("agreed__isnull", False),
                                ("name__regex", "\\S"),
                                ("revealed__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="opinion_is_kept_with_a_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(help_text="Counts up from 1 within the plan."),
                ),
                (
                    "point",
                    models.CharField(help_text="What was asked: row and field.", max_length=240),
                ),
                (
                    "value",
                    models.CharField(
                        help_text="What was said, as the rules read it.", max_length=60
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Who said it, as the owner wrote it.", max_length=60
                    ),
                ),
                ("stated_on", models.DateField()),
                ("valid_until", models.DateField(help_text="The last day on which it counts.")),
                (
                    "recorded",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "taken_back",
                    models.DateTimeField(
                        blank=True, help_text="When its owner took it out.", null=True
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="wizard.plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "reply of a vendor",
                "verbose_name_plural": "replies of vendors",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("point__regex", "\\S")),
                        name="reply_has_point",
                        violation_error_message="Write the point; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__regex", "\\S")),
                        name="reply_has_value",
                        violation_error_message="Write the value; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="reply_has_name",
                        violation_error_message="Write the name; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="reply_number_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gte", models.F("stated_on"))),
                        name="reply_valid_from_its_day",
                    ),
                    models.UniqueConstraint(
                        fields=("plan", "number"), name="reply_number_is_single"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(help_text="Who signed, as they wrote it.", max_length=60),
                ),
                (
                    "condition",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Under which they approve.",
                        max_length=200,
                    ),
                ),
                (
                    "page",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="The page as it was approved, where it differs from the version’s own.",
                    ),
                ),
                (
                    "key_hash",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="SHA-256 of the key in the link that takes it back; empty once that was ended.",
                        max_length=64,
                        verbose_name="hash of the key",
                    ),
                ),
                ("signed", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("taken_back", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "taken_back_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("owner", "the owner of the plan"),
                            ("signer", "the one who gave it"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signoffs",
                        to="wizard.planversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "sign-off",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="signoff_has_name",
                        violation_error_message="Write the name; it must not be empty.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("key_hash", ""), _negated=True),
                        fields=("key_hash",),
                        name="signoff_key_hash_is_single",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key_hash__regex", "^([0-9a-f]{64})?$")),
                        name="signoff_key_hash_is_hex",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_back", None), ("taken_back_by", "")),
                            models.Q(
                                ("taken_back__isnull", False),
                                ("taken_back_by__in", ["owner", "signer"]),
                            ),
                            _connector="OR",
                        ),
                        name="signoff_taken_back_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskChoice",
            fields=[
                (
                    "task",
                    models.TextField(
                        help_text="Example: Ends soon: GPT-5: Goes off sale on 11 Dec 2026",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        blank=True, help_text="The day on which it comes back.", null=True
                    ),
                ),
                (
                    "done",
                    models.BooleanField(
                        default=False, help_text="Ticked where nothing is to be done."
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        help_text="Who decided, or does it. Example: maria",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "choice about a task",
                "verbose_name_plural": "choices about tasks",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="CitedFacts",
            fields=[
                (
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="cited_facts",
                        serialize=False,
                        to="wizard.plan",
                    ),
                ),
                (
                    "facts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        default=list,
                        help_text="Every row of the catalog that it cites, such as models:glm-5 or cells:reply/language.",
                    ),
                ),
                (
                    "shown",
                    models.JSONField(
                        default=dict, help_text="The tools that it names, job by job."
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wizard.planversion",
                        verbose_name="latest version",
                    ),
                ),
            ],
            options={
                "verbose_name": "cited facts of a plan",
                "verbose_name_plural": "cited facts of plans",
                "default_permissions": (),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["facts"], name="cited_facts")
                ],
            },
        ),
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "release",
                    models.PositiveIntegerField(
                        help_text="The number of the release it was accepted with."
                    ),
                ),
                (
                    "accepted",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("before", models.TextField(help_text="What its plan said.")),
                ("after", models.TextField(help_text="What it says since.")),
                (
                    "updated",
                    models.BooleanField(
                        default=False,
                        help_text="Whether the new outcome is what is expected from then on.",
                        verbose_name="expected since",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty where a command did.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="accepted by",
                    ),
                ),
                (
                    "golden",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acceptances",
                        to="wizard.goldenplan",
                        verbose_name="golden plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "acceptance",
                "ordering": ("-accepted", "pk"),
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("golden", "release"),
                        name="acceptance_is_single",
                        violation_error_message="It was accepted with this release already.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("copied_from", None),
                    models.Q(("copied_number__gte", 1), ("copied_number__isnull", False)),
                    _connector="OR",
                ),
                name="plan_copy_knows_its_number",
            ),
        ),
        migrations.RunSQL(REFUSE, ALLOW),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
