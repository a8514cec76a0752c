"""The tables of a new site. Until 1.0 they are made anew with each release, and nothing is carried over."""

import catalog.models.base
import catalog.models.release
import catalog.models.tables
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from decimal import Decimal
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations, models

from catalog.releases import Reading
from catalog.roles import grant

# A release never changes, nor does the history of the desk: the database itself refuses it.
REFUSE = """
CREATE FUNCTION catalog_refuse_release_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Release % is never changed or deleted. Publish a new one instead.', OLD.number
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER release_is_never_changed BEFORE UPDATE OR DELETE ON catalog_release
    FOR EACH ROW EXECUTE FUNCTION catalog_refuse_release_change();

CREATE FUNCTION catalog_revision_refuse_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The history of the desk never changes.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER revision_never_changes BEFORE UPDATE OR DELETE ON catalog_revision
    FOR EACH ROW EXECUTE FUNCTION catalog_revision_refuse_changes();
"""
ALLOW = """
DROP TRIGGER revision_never_changes ON catalog_revision;
DROP FUNCTION catalog_revision_refuse_changes();
DROP TRIGGER release_is_never_changed ON catalog_release;
DROP FUNCTION catalog_refuse_release_change();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),  # prices of one offer and unit never overlap
        TrigramExtension(),  # a slip in a word is found all the same
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: openai-pricing-2026-11",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="What the page or paper calls itself. Example: Pricing, OpenAI developer documentation",
                        verbose_name="title",
                    ),
                ),
                (
                    "publisher",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Who answers for it; empty if nobody is named. Example: OpenAI",
                        verbose_name="publisher",
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Where a reader can look for themselves. Example: https://www.example.org/pricing",
                        max_length=500,
                        verbose_name="address",
                    ),
                ),
                (
                    "published",
                    models.DateField(
                        blank=True,
                        help_text="The day the source gives itself. Example: 2026-10-05",
                        null=True,
                        verbose_name="published",
                    ),
                ),
                (
                    "retrieved",
                    models.DateField(
                        blank=True,
                        help_text="The day on which we read it. Example: 2026-11-24",
                        null=True,
                        verbose_name="read on",
                    ),
                ),
                (
                    "voice",
                    models.CharField(
                        choices=[
                            ("measured", "Measured it"),
                            ("seller", "Sells it"),
                            ("official", "Official text"),
                            ("repeats", "Repeats others"),
                            ("editor", "Editor’s judgement"),
                        ],
                        help_text="What the source does with the fact. Who copies the figures of others repeats them. Example: Sells it, for a price page",
                        verbose_name="voice",
                    ),
                ),
                (
                    "quote",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="One short sentence, word for word. Example: We do not train on your business data.",
                        verbose_name="quote",
                    ),
                ),
                (
                    "licence",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Under which terms its figures may be shown. Example: CC BY 4.0",
                        verbose_name="licence",
                    ),
                ),
            ],
            options={
                "verbose_name": "source",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="source_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="source_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title__regex", "\\S")),
                        name="source_has_title",
                        violation_error_message="Write the title; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("voice__in", ["measured", "seller", "official", "repeats", "editor"])
                        ),
                        name="source_voice_known",
                        violation_error_message="Choose the voice from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published__isnull", True),
                            ("retrieved__isnull", True),
                            ("retrieved__gte", models.F("published")),
                            _connector="OR",
                        ),
                        name="source_read_after_published",
                        violation_error_message="A source cannot be read before it was published. Check the two days.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Benchmark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: arena-text",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As its owner writes it. Example: Arena Text (overall)",
                        verbose_name="name",
                    ),
                ),
                (
                    "measures",
                    models.TextField(
                        help_text="What it tells and what not, in plain words. Example: Which of two answers people like better.",
                        verbose_name="measures",
                    ),
                ),
                (
                    "task",
                    models.CharField(
                        choices=[
                            ("chat", "Conversation"),
                            ("writing", "Writing"),
                            ("coding", "Writing program code"),
                            ("agentic-coding", "Changing whole programs"),
                            ("reasoning", "Hard questions"),
                            ("instructions", "Keeping to instructions"),
                            ("maths", "Maths"),
                            ("vision", "Understanding pictures"),
                            ("research", "Search and research"),
                            ("documents", "Understanding documents"),
                            ("summaries", "Summaries that add nothing"),
                            ("facts", "Getting facts right"),
                            ("knowledge", "General knowledge"),
                            ("capability", "General ability"),
                            ("images", "Making pictures"),
                            ("image-editing", "Editing pictures"),
                            ("film", "Making video"),
                            ("film-editing", "Editing video"),
                            ("speech", "Speaking"),
                            ("transcription", "Writing down speech"),
                            ("music", "Making music"),
                            ("shapes", "Making 3D shapes"),
                            ("retrieval", "Finding passages"),
                            ("agents", "Settling cases by rules"),
                        ],
                        help_text="For which work it speaks. Example: Conversation",
                        verbose_name="task",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        help_text="What the figure counts. Example: % of tasks solved",
                        verbose_name="unit",
                    ),
                ),
                (
                    "span",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="From where to where figures go. Example: 0 to 100",
                        verbose_name="span",
                    ),
                ),
                (
                    "higher_is_better",
                    models.BooleanField(
                        db_default=True,
                        default=True,
                        help_text="Untick where a low figure is good. Example: unticked for error rates",
                        verbose_name="higher is better",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ar", "Arabic"),
                            ("bg", "Bulgarian"),
                            ("ca", "Catalan"),
                            ("zh", "Chinese"),
                            ("hr", "Croatian"),
                            ("cs", "Czech"),
                            ("da", "Danish"),
                            ("nl", "Dutch"),
                            ("en", "English"),
                            ("et", "Estonian"),
                            ("fi", "Finnish"),
                            ("fr", "French"),
                            ("de", "German"),
                            ("el", "Greek"),
                            ("he", "Hebrew"),
                            ("hi", "Hindi"),
                            ("hu", "Hungarian"),
                            ("is", "Icelandic"),
                            ("id", "Indonesian"),
                            ("ga", "Irish"),
                            ("it", "Italian"),
                            ("ja", "Japanese"),
                            ("ko", "Korean"),
                            ("lv", "Latvian"),
                            ("lt", "Lithuanian"),
                            ("ms", "Malay"),
                            ("no", "Norwegian"),
                            ("fa", "Persian"),
                            ("pl", "Polish"),
                            ("pt", "Portuguese"),
                            ("ro", "Romanian"),
                            ("ru", "Russian"),
                            ("sr", "Serbian"),
                            ("sk", "Slovak"),
                            ("sl", "Slovene"),
                            ("es", "Spanish"),
                            ("sw", "Swahili"),
                            ("sv", "Swedish"),
                            ("th", "Thai"),
                            ("tr", "Turkish"),
                            ("uk", "Ukrainian"),
                            ("ur", "Urdu"),
                            ("vi", "Vietnamese"),
                        ],
                        help_text="Where its tasks are in one language alone. Example: German",
                        null=True,
                        verbose_name="language",
                    ),
                ),
                (
                    "run_by",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Who runs it, and what else they sell; say “independent” where they sell no model. Example: independent; sells a product that is on the board",
                        verbose_name="run by",
                    ),
                ),
                (
                    "copied",
                    models.CharField(
                        choices=[
                            ("whole", "The whole table"),
                            ("part", "Some rows"),
                            ("unknown", "Unknown"),
                        ],
                        db_default="unknown",
                        default="unknown",
                        help_text="How much of its table was read. Only of a whole table can one say that a model is not on it. Example: The whole table",
                        verbose_name="read",
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Its own page. Example: https://www.example.org/leaderboard",
                        max_length=500,
                        verbose_name="address",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "test",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="benchmark_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="benchmark_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="benchmark_has_name",
                        violation_error_message="Write the name; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("measures__regex", "\\S")),
                        name="benchmark_has_measures",
                        violation_error_message="Write the measures; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "task__in",
                                [
                                    "chat",
                                    "writing",
                                    "coding",
                                    "agentic-coding",
                                    "reasoning",
                                    "instructions",
                                    "maths",
                                    "vision",
                                    "research",
                                    "documents",
                                    "summaries",
                                    "facts",
                                    "knowledge",
                                    "capability",
                                    "images",
                                    "image-editing",
                                    "film",
                                    "film-editing",
                                    "speech",
                                    "transcription",
                                    "music",
                                    "shapes",
                                    "retrieval",
                                    "agents",
                                ],
                            )
                        ),
                        name="benchmark_task_known",
                        violation_error_message="Choose the task from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit__regex", "\\S")),
                        name="benchmark_has_unit",
                        violation_error_message="Write the unit; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "language__in",
                                [
                                    "ar",
                                    "bg",
                                    "ca",
                                    "zh",
                                    "hr",
                                    "cs",
                                    "da",
                                    "nl",
                                    "en",
                                    "et",
                                    "fi",
                                    "fr",
                                    "de",
                                    "el",
                                    "he",
                                    "hi",
                                    "hu",
                                    "is",
                                    "id",
                                    "ga",
                                    "it",
                                    "ja",
                                    "ko",
                                    "lv",
                                    "lt",
                                    "ms",
                                    "no",
                                    "fa",
                                    "pl",
                                    "pt",
                                    "ro",
                                    "ru",
                                    "sr",
                                    "sk",
                                    "sl",
                                    "es",
                                    "sw",
                                    "sv",
                                    "th",
                                    "tr",
                                    "uk",
                                    "ur",
                                    "vi",
                                ],
                            )
                        ),
                        name="benchmark_language_known",
                        violation_error_message="Choose the language from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("copied__in", ["whole", "part", "unknown"])),
                        name="benchmark_copied_known",
                        violation_error_message="Choose the copied from the list.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Provider",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: mistral-ai",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As the firm writes itself. Example: Mistral AI",
                        verbose_name="name",
                    ),
                ),
                (
                    "about",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="One sentence a shop owner understands. Example: A French maker of language models.",
                        verbose_name="about",
                    ),
                ),
                (
                    "homepage",
                    models.URLField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Its front page. Example: https://mistral.ai",
                        max_length=500,
                        verbose_name="homepage",
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Where the firm is seated. Example: France",
                        verbose_name="country",
                    ),
                ),
                (
                    "closed_weights",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick if it publishes no weights of any model. Example: ticked for Anthropic",
                        verbose_name="closed weights",
                    ),
                ),
            ],
            options={
                "verbose_name": "provider",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="provider_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="provider_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="provider_has_name",
                        violation_error_message="Write the name; it must not be empty.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: openai-api",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "product",
                    models.CharField(
                        help_text="What the terms are for. Example: API platform",
                        verbose_name="product",
                    ),
                ),
                (
                    "trains_on_inputs",
                    models.CharField(
                        choices=[
                            ("no", "No"),
                            ("yes", "Yes"),
                            ("opt-out", "Yes, unless you object"),
                            ("unknown", "Unknown"),
                        ],
                        help_text="Whether the seller learns from what customers send. Example: Yes, unless you object",
                        verbose_name="trains on what you send",
                    ),
                ),
                (
                    "retention_days",
                    models.BigIntegerField(
                        blank=True,
                        help_text="How long inputs are kept. Empty is unknown, 0 is not at all. Example: 30",
                        null=True,
                        verbose_name="keeps it",
                    ),
                ),
                (
                    "zero_retention",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")],
                        db_default="unknown",
                        default="unknown",
                        help_text="Can a customer have nothing kept? Example: Unknown if no page of the seller says so",
                        verbose_name="can keep nothing",
                    ),
                ),
                (
                    "eu_region",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")],
                        db_default="unknown",
                        default="unknown",
                        help_text="Can the data stay in the EU? Example: Unknown if no page of the seller says so",
                        verbose_name="region in the EU",
                    ),
                ),
                (
                    "health_data",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")],
                        db_default="unknown",
                        default="unknown",
                        help_text="Does the seller sign for health data (HIPAA)? Example: Unknown if no page of the seller says so",
                        verbose_name="health data",
                    ),
                ),
                (
                    "soc2",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")],
                        db_default="unknown",
                        default="unknown",
                        help_text="Is there a SOC 2 report? Example: Unknown if no page of the seller says so",
                        verbose_name="SOC 2",
                    ),
                ),
                (
                    "indemnity",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")],
                        db_default="unknown",
                        default="unknown",
                        help_text="Does the seller pay if the output infringes rights? Example: Unknown if no page of the seller says so",
                        verbose_name="indemnity",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What a reader should know besides, in one or two sentences. Example: Zero retention needs the seller’s approval.",
                        verbose_name="note",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        help_text="How sure you are of this reading. Example: Low for an old copy of the page",
                        verbose_name="confidence",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        help_text="Whose terms these are. Example: OpenAI",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.provider",
                        verbose_name="seller",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "data terms",
                "verbose_name_plural": "data terms",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="data_terms_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="data_terms_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("product__regex", "\\S")),
                        name="data_terms_has_product",
                        violation_error_message="Write the product; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("trains_on_inputs__in", ["no", "yes", "opt-out", "unknown"])
                        ),
                        name="data_terms_trains_on_inputs_known",
                        violation_error_message="Choose the trains on inputs from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("retention_days__isnull", True),
                            ("retention_days__gte", 0),
                            _connector="OR",
                        ),
                        name="data_terms_retention_days_not_negative",
                        violation_error_message="“Keeps it” must be 0 or more. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("zero_retention__in", ["yes", "no", "unknown"])),
                        name="data_terms_zero_retention_known",
                        violation_error_message="Choose the zero retention from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("eu_region__in", ["yes", "no", "unknown"])),
                        name="data_terms_eu_region_known",
                        violation_error_message="Choose the eu region from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("health_data__in", ["yes", "no", "unknown"])),
                        name="data_terms_health_data_known",
                        violation_error_message="Choose the health data from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("soc2__in", ["yes", "no", "unknown"])),
                        name="data_terms_soc2_known",
                        violation_error_message="Choose the soc2 from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("indemnity__in", ["yes", "no", "unknown"])),
                        name="data_terms_indemnity_known",
                        violation_error_message="Choose the indemnity from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence__in", ["high", "medium", "low"])),
                        name="data_terms_confidence_known",
                        violation_error_message="Choose the confidence from the list.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AiModel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: gpt-6-2-sol",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As its maker writes it. Example: GPT-6.2 Sol",
                        verbose_name="name",
                    ),
                ),
                (
                    "family",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="The line it belongs to. Example: GPT-6",
                        verbose_name="family",
                    ),
                ),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("general", "General language work"),
                                ("code-completion", "Code completion"),
                                ("search", "Answers from a web search"),
                                ("embedding", "Embeddings for search"),
                                ("moderation", "Moderation"),
                                ("transcription", "Transcription"),
                                ("reading", "Reading of documents"),
                                ("speech", "Speech"),
                                ("conversation", "Live voice conversation"),
                                ("image", "Pictures"),
                                ("video", "Video"),
                                ("music", "Music and sound"),
                                ("3d", "3D shapes"),
                                ("product", "A product, not a model"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="What it is made for, not all it can put out. Leave empty if unknown. Example: Transcription",
                        verbose_name="made for",
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("ar", "Arabic"),
                                ("bg", "Bulgarian"),
                                ("ca", "Catalan"),
                                ("zh", "Chinese"),
                                ("hr", "Croatian"),
                                ("cs", "Czech"),
                                ("da", "Danish"),
                                ("nl", "Dutch"),
                                ("en", "English"),
                                ("et", "Estonian"),
                                ("fi", "Finnish"),
                                ("fr", "French"),
                                ("de", "German"),
                                ("el", "Greek"),
                                ("he", "Hebrew"),
                                ("hi", "Hindi"),
                                ("hu", "Hungarian"),
                                ("is", "Icelandic"),
                                ("id", "Indonesian"),
                                ("ga", "Irish"),
                                ("it", "Italian"),
                                ("ja", "Japanese"),
                                ("ko", "Korean"),
                                ("lv", "Latvian"),
                                ("lt", "Lithuanian"),
                                ("ms", "Malay"),
                                ("no", "Norwegian"),
                                ("fa", "Persian"),
                                ("pl", "Polish"),
                                ("pt", "Portuguese"),
                                ("ro", "Romanian"),
                                ("ru", "Russian"),
                                ("sr", "Serbian"),
                                ("sk", "Slovak"),
                                ("sl", "Slovene"),
                                ("es", "Spanish"),
                                ("sw", "Swahili"),
                                ("sv", "Swedish"),
                                ("th", "Thai"),
                                ("tr", "Turkish"),
                                ("uk", "Ukrainian"),
                                ("ur", "Urdu"),
                                ("vi", "Vietnamese"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="Languages that its maker names, where it hears or speaks. Empty is unknown. Example: German",
                        verbose_name="languages",
                    ),
                ),
                (
                    "languages_note",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What its maker says of languages besides those named. Example: 50 languages",
                        verbose_name="on languages",
                    ),
                ),
                (
                    "preview",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick while its maker calls it a preview. Example: ticked for Veo 3.1",
                        verbose_name="preview",
                    ),
                ),
                (
                    "input_limit",
                    models.BigIntegerField(
                        blank=True,
                        help_text="How many tokens go in at most, the answer apart. Empty where its maker names only one limit for both. Example: 922000",
                        null=True,
                        verbose_name="reads at once",
                    ),
                ),
                (
                    "total_limit",
                    models.BigIntegerField(
                        blank=True,
                        help_text="How many tokens what goes in and the answer come to together. Empty is unknown. Example: 1050000",
                        null=True,
                        verbose_name="reads and writes at once",
                    ),
                ),
                (
                    "output_limit",
                    models.BigIntegerField(
                        blank=True,
                        help_text="How many tokens an answer has at most. Example: 128000",
                        null=True,
                        verbose_name="writes at once",
                    ),
                ),
                (
                    "parameters_billion",
                    models.DecimalField(
                        blank=True,
                        help_text="Its size, where published. Example: 70",
                        null=True,
                        verbose_name="parameters",
                    ),
                ),
                (
                    "active_parameters_billion",
                    models.DecimalField(
                        blank=True,
                        help_text="How many work on one token, where experts take turns. Example: 15",
                        null=True,
                        verbose_name="active parameters",
                    ),
                ),
                (
                    "weights_gb",
                    models.DecimalField(
                        blank=True,
                        help_text="The smallest set that its maker publishes. Example: 17",
                        null=True,
                        verbose_name="size of the weights",
                    ),
                ),
                (
                    "weights_gb_measured",
                    models.DecimalField(
                        blank=True,
                        help_text="The set that the boards measured, where it is larger. Example: 62",
                        null=True,
                        verbose_name="size of the measured weights",
                    ),
                ),
                (
                    "weights_form",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Precision of the smallest set. Example: 4 bit",
                        verbose_name="form of the weights",
                    ),
                ),
                (
                    "open_weights",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")],
                        db_default="unknown",
                        default="unknown",
                        help_text="Can anyone download it? Unknown if no source says so. Example: Yes for Mistral Small",
                        verbose_name="open weights",
                    ),
                ),
                (
                    "self_hosting",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")],
                        db_default="unknown",
                        default="unknown",
                        help_text="May a firm run it on its own servers? Unknown if no source says so. Example: Yes for most open weights",
                        verbose_name="own servers",
                    ),
                ),
                (
                    "commercial_use",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")],
                        db_default="unknown",
                        default="unknown",
                        help_text="Does the licence allow business use? Unknown if no source says so. Example: No for a research licence",
                        verbose_name="business use",
                    ),
                ),
                (
                    "licence",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="The licence’s own name. Example: Apache-2.0",
                        verbose_name="licence",
                    ),
                ),
                (
                    "licence_condition",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What the firm must check before it uses the model, in a sentence. Example: Free below $1M a year.",
                        verbose_name="condition of the licence",
                    ),
                ),
                (
                    "licence_not_in",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("eu", "European Union"),
                                ("germany", "Germany"),
                                ("eea", "European Economic Area"),
                                ("switzerland", "Switzerland"),
                                ("uk", "United Kingdom"),
                                ("south-korea", "South Korea"),
                                ("usa", "United States"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="Where the licence does not hold. Example: European Union",
                        verbose_name="licence does not hold in",
                    ),
                ),
                (
                    "licence_revenue_max_usd",
                    models.BigIntegerField(
                        blank=True,
                        help_text="US dollars a year that a firm may earn to use it under this licence. Example: 1000000",
                        null=True,
                        verbose_name="revenue at most",
                    ),
                ),
                (
                    "tuning",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")],
                        db_default="unknown",
                        default="unknown",
                        help_text="Can a customer tune it anywhere? Unknown if no source says so. Example: No where the maker closed tuning",
                        verbose_name="can be tuned",
                    ),
                ),
                (
                    "tools",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")],
                        db_default="unknown",
                        default="unknown",
                        help_text="Can it call functions? Unknown if no source says so. Example: Yes for most language models",
                        verbose_name="uses tools",
                    ),
                ),
                (
                    "structured_output",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")],
                        db_default="unknown",
                        default="unknown",
                        help_text="Does it keep to a given form (a schema)? Unknown if no source says so. Example: Yes",
                        verbose_name="fixed form of answer",
                    ),
                ),
                (
                    "reasoning",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")],
                        db_default="unknown",
                        default="unknown",
                        help_text="Does it think before it answers? Unknown if no source says so. Example: Yes for GPT-6.2 Astra",
                        verbose_name="thinks before it answers",
                    ),
                ),
                (
                    "thinking_off",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")],
                        db_default="unknown",
                        default="unknown",
                        help_text="Does it answer without thinking when it is told to? Unknown if no source says so. Example: No for Gemini 4 Argon",
                        verbose_name="thinking can be switched off",
                    ),
                ),
                (
                    "knowledge_until",
                    models.DateField(
                        blank=True,
                        help_text="The last day of what it learnt from. Example: 2026-05-18",
                        null=True,
                        verbose_name="knowledge ends",
                    ),
                ),
                (
                    "released",
                    models.DateField(
                        blank=True,
                        help_text="The first day it could be used. Example: 2026-11-17",
                        null=True,
                        verbose_name="on sale since",
                    ),
                ),
                (
                    "listed",
                    models.BooleanField(
                        db_default=True,
                        default=True,
                        help_text="Untick where old price lists alone know it: on sale then only if somebody says when it ends. Example: unticked for GPT-4 32K",
                        verbose_name="listed",
                    ),
                ),
                (
                    "price_not_found",
                    models.DateField(
                        blank=True,
                        help_text="The day on which somebody looked for a price and found none. Empty if nobody looked, or one is on file. Example: 2026-11-30",
                        null=True,
                        verbose_name="no price found on",
                    ),
                ),
                (
                    "homepage",
                    models.URLField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Its own page. Example: https://www.example.org/models/sol",
                        max_length=500,
                        verbose_name="homepage",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What a reader should know besides, in one or two sentences. Example: Weights may not be used in the EU.",
                        verbose_name="note",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="The successor its maker names. Example: GPT-6.2 Sol",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.aimodel",
                        verbose_name="replaced by",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        help_text="Who made it, not who sells it. Example: OpenAI",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.provider",
                        verbose_name="maker",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "model",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="model_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="model_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="model_has_name",
                        violation_error_message="Write the name; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "purposes__contained_by",
                                [
                                    "general",
                                    "code-completion",
                                    "search",
                                    "embedding",
                                    "moderation",
                                    "transcription",
                                    "reading",
                                    "speech",
                                    "conversation",
                                    "image",
                                    "video",
                                    "music",
                                    "3d",
                                    "product",
                                ],
                            )
                        ),
                        name="model_purposes_known",
                        violation_error_message="Choose the purposes from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("input_limit__isnull", True), ("input_limit__gt", 0), _connector="OR"
                        ),
                        name="model_input_limit_positive",
                        violation_error_message="“Reads at once” must be above 0. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("total_limit__isnull", True), ("total_limit__gt", 0), _connector="OR"
                        ),
                        name="model_total_limit_positive",
                        violation_error_message="“Reads and writes at once” must be above 0. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("output_limit__isnull", True), ("output_limit__gt", 0), _connector="OR"
                        ),
                        name="model_output_limit_positive",
                        violation_error_message="“Writes at once” must be above 0. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parameters_billion__isnull", True),
                            models.Q(
                                ("parameters_billion__gt", 0),
                                ("parameters_billion__lt", 1000000000),
                            ),
                            _connector="OR",
                        ),
                        name="model_parameters_billion_positive",
                        violation_error_message="“Parameters” must be above 0 and below 1,000,000,000. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weights_gb__isnull", True),
                            models.Q(("weights_gb__gt", 0), ("weights_gb__lt", 1000000)),
                            _connector="OR",
                        ),
                        name="model_weights_gb_positive",
                        violation_error_message="“Size of the weights” must be above 0 and below 1,000,000. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "languages__contained_by",
                                [
                                    "ar",
                                    "bg",
                                    "ca",
                                    "zh",
                                    "hr",
                                    "cs",
                                    "da",
                                    "nl",
                                    "en",
                                    "et",
                                    "fi",
                                    "fr",
                                    "de",
                                    "el",
                                    "he",
                                    "hi",
                                    "hu",
                                    "is",
                                    "id",
                                    "ga",
                                    "it",
                                    "ja",
                                    "ko",
                                    "lv",
                                    "lt",
                                    "ms",
                                    "no",
                                    "fa",
                                    "pl",
                                    "pt",
                                    "ro",
                                    "ru",
                                    "sr",
                                    "sk",
                                    "sl",
                                    "es",
                                    "sw",
                                    "sv",
                                    "th",
                                    "tr",
                                    "uk",
                                    "ur",
                                    "vi",
                                ],
                            )
                        ),
                        name="model_languages_known",
                        violation_error_message="Choose the languages from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("open_weights__in", ["yes", "no", "unknown"])),
                        name="model_open_weights_known",
                        violation_error_message="Choose the open weights from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("self_hosting__in", ["yes", "no", "unknown"])),
                        name="model_self_hosting_known",
                        violation_error_message="Choose the self hosting from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("commercial_use__in", ["yes", "no", "unknown"])),
                        name="model_commercial_use_known",
                        violation_error_message="Choose the commercial use from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "licence_not_in__contained_by",
                                ["eu", "germany", "eea", "switzerland", "uk", "south-korea", "usa"],
                            )
                        ),
                        name="model_licence_not_in_known",
                        violation_error_message="Choose the licence not in from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("licence_revenue_max_usd__isnull", True),
                            ("licence_revenue_max_usd__gt", 0),
                            _connector="OR",
                        ),
                        name="model_licence_revenue_max_usd_positive",
                        violation_error_message="“Revenue at most” must be above 0. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tuning__in", ["yes", "no", "unknown"])),
                        name="model_tuning_known",
                        violation_error_message="Choose the tuning from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tools__in", ["yes", "no", "unknown"])),
                        name="model_tools_known",
                        violation_error_message="Choose the tools from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("structured_output__in", ["yes", "no", "unknown"])),
                        name="model_structured_output_known",
                        violation_error_message="Choose the structured output from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reasoning__in", ["yes", "no", "unknown"])),
                        name="model_reasoning_known",
                        violation_error_message="Choose the reasoning from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("thinking_off__in", ["yes", "no", "unknown"])),
                        name="model_thinking_off_known",
                        violation_error_message="Choose the thinking off from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("active_parameters_billion__isnull", True),
                            models.Q(
                                ("active_parameters_billion__gt", 0),
                                ("parameters_billion__isnull", True),
                            ),
                            models.Q(
                                ("active_parameters_billion__gt", 0),
                                ("active_parameters_billion__lte", models.F("parameters_billion")),
                            ),
                            _connector="OR",
                        ),
                        name="model_active_parameters_within_all",
                        violation_error_message="The active parameters are above 0 and no more than all parameters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weights_gb_measured__isnull", True),
                            models.Q(
                                ("weights_gb__isnull", False),
                                ("weights_gb_measured__gte", models.F("weights_gb")),
                                ("weights_gb_measured__lt", 1000000),
                            ),
                            _connector="OR",
                        ),
                        name="model_measured_weights_not_smaller",
                        violation_error_message="The measured weights are no smaller than the smallest set, which must be filled in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("input_limit__isnull", True),
                                ("total_limit__isnull", True),
                                ("total_limit__gte", models.F("input_limit")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("output_limit__isnull", True),
                                ("total_limit__isnull", True),
                                ("total_limit__gte", models.F("output_limit")),
                                _connector="OR",
                            ),
                        ),
                        name="model_total_limit_holds_the_others",
                        violation_error_message="What it reads and writes together is no less than either alone. Check the three limits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaced_by__isnull", True),
                            models.Q(("replaced_by", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="model_does_not_replace_itself",
                        violation_error_message="A model cannot replace itself. Choose its successor or leave this empty.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Industry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: restaurants",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="How people in it call it. Example: Restaurants and cafés",
                        verbose_name="name",
                    ),
                ),
                (
                    "explanation",
                    models.TextField(
                        help_text="Who belongs to it. Example: Places that cook for guests, from a food van to a hotel kitchen.",
                        verbose_name="explanation",
                    ),
                ),
            ],
            options={
                "verbose_name": "trade",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="industry_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="industry_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="industry_has_name",
                        violation_error_message="Write the name; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("explanation__regex", "\\S")),
                        name="industry_has_explanation",
                        violation_error_message="Write the explanation; it must not be empty.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Skill",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: code-repairs-by-an-agent",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "position",
                    models.BigIntegerField(
                        help_text="Skills go from low to high on the page of tests. Example: 10",
                        verbose_name="position",
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("words", "Write and answer"),
                            ("reading", "Read documents and pictures"),
                            ("cases", "Sort, count and settle"),
                            ("professions", "Law and health"),
                            ("code", "Write programs"),
                            ("pictures", "Make pictures and video"),
                            ("sound", "Hear, speak, play and shape"),
                        ],
                        db_default="words",
                        default="words",
                        help_text="Under which heading it stands. Example: Write programs",
                        verbose_name="group",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="What a model does that has it, in plain words. Example: Repairing programs",
                        verbose_name="name",
                    ),
                ),
                (
                    "needs",
                    models.TextField(
                        help_text="What is asked of a model, in a sentence. Example: It finds a fault in a program, mends it and breaks nothing else.",
                        verbose_name="what it takes",
                    ),
                ),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("general", "General language work"),
                                ("code-completion", "Code completion"),
                                ("search", "Answers from a web search"),
                                ("embedding", "Embeddings for search"),
                                ("moderation", "Moderation"),
                                ("transcription", "Transcription"),
                                ("reading", "Reading of documents"),
                                ("speech", "Speech"),
                                ("conversation", "Live voice conversation"),
                                ("image", "Pictures"),
                                ("video", "Video"),
                                ("music", "Music and sound"),
                                ("3d", "3D shapes"),
                                ("product", "A product, not a model"),
                            ]
                        ),
                        help_text="Of which kinds of model it is asked; the share of them that is measured is told. Example: General language work",
                        verbose_name="kinds of model",
                    ),
                ),
                (
                    "reads",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("text", "Text"),
                                ("code", "Program code"),
                                ("data", "Tables and data"),
                                ("document", "Documents and scans"),
                                ("image", "Pictures"),
                                ("video", "Video"),
                                ("speech", "Speech"),
                                ("music", "Music and sound"),
                                ("3d", "3D shapes"),
                                ("vector", "Embeddings"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="Models that are known not to read it are not asked. Example: Pictures",
                        verbose_name="what it must read",
                    ),
                ),
                (
                    "decided_by",
                    models.CharField(
                        choices=[
                            ("none", "No board: it has to be tried"),
                            ("board", "The board named here"),
                            ("job", "The board of the language, else that of the job"),
                            ("language", "The board of the language"),
                        ],
                        help_text="Which board says who is good at it. Example: The board named here",
                        verbose_name="decided by",
                    ),
                ),
                (
                    "not_shown",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="In a sentence. Example: Votes say what people like, not what is true.",
                        verbose_name="what the boards do not show",
                    ),
                ),
                (
                    "to_do",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What an owner does with this, in the imperative. Example: Test 20 closed tickets of your own.",
                        verbose_name="what to do about it",
                    ),
                ),
                (
                    "looked_on",
                    models.DateField(
                        blank=True,
                        help_text="The day on which somebody looked for boards of this skill; empty if nobody did. Example: 2026-11-30",
                        null=True,
                        verbose_name="looked for on",
                    ),
                ),
                (
                    "not_on_file",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Boards that exist and are not here, and why; empty where none was seen. Example: Music Arena: no table could be read.",
                        verbose_name="boards not on file",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What a reader should know besides, in one or two sentences. Example: The two boards count different mistakes.",
                        verbose_name="note",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        blank=True,
                        help_text="Only where the board named here decides. Example: ParseBench: tables",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.benchmark",
                        verbose_name="deciding board",
                    ),
                ),
                (
                    "board_with_picture",
                    models.ForeignKey(
                        blank=True,
                        help_text="Only where it is another one. Example: Arena Image-to-Video",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.benchmark",
                        verbose_name="deciding board where a picture is sent",
                    ),
                ),
                (
                    "language_boards",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Boards of one language each, of which that of the job’s language decides. Example: Arena Text: German",
                        related_name="+",
                        to="catalog.benchmark",
                        verbose_name="boards of languages",
                    ),
                ),
                (
                    "other_boards",
                    models.ManyToManyField(
                        blank=True,
                        help_text="What else was measured of it. Example: Open ASR: German",
                        related_name="+",
                        to="catalog.benchmark",
                        verbose_name="further boards",
                    ),
                ),
                (
                    "risk_board",
                    models.ForeignKey(
                        blank=True,
                        help_text="What tells how often it goes wrong; it warns and decides nothing. Example: Vectara hallucination rate",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.benchmark",
                        verbose_name="board of the risk",
                    ),
                ),
                (
                    "second_board",
                    models.ForeignKey(
                        blank=True,
                        help_text="What is shown beside it as a second opinion. Example: SWE-bench Verified",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.benchmark",
                        verbose_name="second board",
                    ),
                ),
                (
                    "stand_in",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who decides where the first measured too few models. Example: Arena WebDev",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.benchmark",
                        verbose_name="stand-in",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "skill",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="skill_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="skill_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "group__in",
                                [
                                    "words",
                                    "reading",
                                    "cases",
                                    "professions",
                                    "code",
                                    "pictures",
                                    "sound",
                                ],
                            )
                        ),
                        name="skill_group_known",
                        violation_error_message="Choose the group from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="skill_has_name",
                        violation_error_message="Write the name; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("needs__regex", "\\S")),
                        name="skill_has_needs",
                        violation_error_message="Write the needs; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "purposes__contained_by",
                                [
                                    "general",
                                    "code-completion",
                                    "search",
                                    "embedding",
                                    "moderation",
                                    "transcription",
                                    "reading",
                                    "speech",
                                    "conversation",
                                    "image",
                                    "video",
                                    "music",
                                    "3d",
                                    "product",
                                ],
                            )
                        ),
                        name="skill_purposes_known",
                        violation_error_message="Choose the purposes from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reads__contained_by",
                                [
                                    "text",
                                    "code",
                                    "data",
                                    "document",
                                    "image",
                                    "video",
                                    "speech",
                                    "music",
                                    "3d",
                                    "vector",
                                ],
                            )
                        ),
                        name="skill_reads_known",
                        violation_error_message="Choose the reads from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__in", ["none", "board", "job", "language"])
                        ),
                        name="skill_decided_by_known",
                        violation_error_message="Choose the decided by from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("board__isnull", False), ("decided_by", "board")),
                            models.Q(
                                models.Q(("decided_by", "board"), _negated=True),
                                ("board__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="skill_names_the_board_that_decides",
                        violation_error_message="Name the deciding board where “the board named here” decides, and only there.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("board__isnull", False),
                            ("board_with_picture__isnull", True),
                            _connector="OR",
                        ),
                        name="skill_board_with_picture_needs_board",
                        violation_error_message="A board for where a picture goes in needs a deciding board besides.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UseCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: menu-photos",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="The job, verb first. Example: Make photos for the menu",
                        verbose_name="name",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        help_text="The result, in the plural, read after “for the”. Example: product descriptions",
                        verbose_name="result",
                    ),
                ),
                (
                    "department",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Where in the firm. Example: Customer service",
                        verbose_name="department",
                    ),
                ),
                (
                    "inputs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("text", "Text"),
                                ("code", "Program code"),
                                ("data", "Tables and data"),
                                ("document", "Documents and scans"),
                                ("image", "Pictures"),
                                ("video", "Video"),
                                ("speech", "Speech"),
                                ("music", "Music and sound"),
                                ("3d", "3D shapes"),
                                ("vector", "Embeddings"),
                            ]
                        ),
                        help_text="What is at hand. Example: Text, Pictures",
                        verbose_name="what you send",
                    ),
                ),
                (
                    "outputs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("text", "Text"),
                                ("code", "Program code"),
                                ("data", "Tables and data"),
                                ("document", "Documents and scans"),
                                ("image", "Pictures"),
                                ("video", "Video"),
                                ("speech", "Speech"),
                                ("music", "Music and sound"),
                                ("3d", "3D shapes"),
                                ("vector", "Embeddings"),
                            ]
                        ),
                        help_text="What should be made. Example: Pictures",
                        verbose_name="kind of result",
                    ),
                ),
                (
                    "tasks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("chat", "Conversation"),
                                ("writing", "Writing"),
                                ("coding", "Writing program code"),
                                ("agentic-coding", "Changing whole programs"),
                                ("reasoning", "Hard questions"),
                                ("instructions", "Keeping to instructions"),
                                ("maths", "Maths"),
                                ("vision", "Understanding pictures"),
                                ("research", "Search and research"),
                                ("documents", "Understanding documents"),
                                ("summaries", "Summaries that add nothing"),
                                ("facts", "Getting facts right"),
                                ("knowledge", "General knowledge"),
                                ("capability", "General ability"),
                                ("images", "Making pictures"),
                                ("image-editing", "Editing pictures"),
                                ("film", "Making video"),
                                ("film-editing", "Editing video"),
                                ("speech", "Speaking"),
                                ("transcription", "Writing down speech"),
                                ("music", "Making music"),
                                ("shapes", "Making 3D shapes"),
                                ("retrieval", "Finding passages"),
                                ("agents", "Settling cases by rules"),
                            ]
                        ),
                        help_text="Which measurements speak for it. Example: Making pictures",
                        verbose_name="tasks",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        help_text="One piece of work, read after “per”. Example: reply",
                        verbose_name="unit",
                    ),
                ),
                (
                    "unit_plural",
                    models.CharField(
                        help_text="Several of them, read after a number. Example: replies",
                        verbose_name="units",
                    ),
                ),
                (
                    "tokens_in",
                    models.BigIntegerField(
                        blank=True,
                        help_text="Estimate for one unit; a word is about 1.3 tokens. Example: 2500",
                        null=True,
                        verbose_name="tokens in",
                    ),
                ),
                (
                    "tokens_out",
                    models.BigIntegerField(
                        blank=True,
                        help_text="Estimate for one unit. Example: 350",
                        null=True,
                        verbose_name="tokens out",
                    ),
                ),
                (
                    "media_amount",
                    models.DecimalField(
                        blank=True,
                        help_text="Pictures, seconds or shapes in one unit. Example: 15",
                        null=True,
                        verbose_name="media",
                    ),
                ),
                (
                    "minutes_by_hand",
                    models.DecimalField(
                        blank=True,
                        help_text="What one unit takes today. Example: 8",
                        null=True,
                        verbose_name="minutes by hand",
                    ),
                ),
                (
                    "answers_within",
                    models.CharField(
                        choices=[
                            ("seconds", "Seconds"),
                            ("minutes", "Minutes"),
                            ("overnight", "Overnight"),
                        ],
                        db_default="minutes",
                        default="minutes",
                        help_text="How long an answer may take. Example: Seconds",
                        verbose_name="answers within",
                    ),
                ),
                (
                    "sold_as",
                    models.CharField(
                        choices=[
                            ("api", "By use, built in"),
                            ("seat", "By seat"),
                            ("both", "By use or by seat"),
                        ],
                        db_default="both",
                        default="both",
                        help_text="How what does this job is bought. Example: By seat",
                        verbose_name="sold",
                    ),
                ),
                (
                    "material",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("none", "Nothing private"),
                                ("personal", "Personal data"),
                                ("confidential", "Confidential data"),
                                ("code", "Program code"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="What the work usually holds; “Nothing private” where it is nothing that needs care. Example: Personal data",
                        verbose_name="usual material",
                    ),
                ),
                (
                    "must_inputs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("text", "Text"),
                                ("code", "Program code"),
                                ("data", "Tables and data"),
                                ("document", "Documents and scans"),
                                ("image", "Pictures"),
                                ("video", "Video"),
                                ("speech", "Speech"),
                                ("music", "Music and sound"),
                                ("3d", "3D shapes"),
                                ("vector", "Embeddings"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="What must be sent; all else may be. Example: Pictures",
                        verbose_name="always sent",
                    ),
                ),
                (
                    "board_note",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What the board does not say about this job. Example: votes on writing do not measure translation",
                        verbose_name="what the board misses",
                    ),
                ),
                (
                    "board_is_thin",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick if the board measures something else than this job. Example: ticked for agents",
                        verbose_name="board is not the job",
                    ),
                ),
                (
                    "high_risk",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick if the EU AI Act calls this use high-risk. Example: ticked for hiring",
                        verbose_name="high-risk",
                    ),
                ),
                (
                    "annex_iii",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Which point of Annex III says so. Example: Annex III 4(a): recruitment",
                        verbose_name="Annex III",
                    ),
                ),
                (
                    "risks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("personal-data", "Personal data"),
                                ("confidential-data", "Confidential data"),
                                ("consumer-law", "Consumer law"),
                                ("copyright", "Copyright"),
                                ("trademark", "Trade marks"),
                                ("misleading-picture", "Misleading picture"),
                                ("deepfake", "A face or voice that is not theirs"),
                                ("contract-error", "Wrong promise or contract"),
                                ("factual-errors", "Wrong facts"),
                                ("regulated-advice", "Advice that needs a licence"),
                                ("discrimination", "Unequal treatment"),
                                ("safety", "Harm to people or things"),
                                ("security", "Security holes"),
                                ("content-safety", "Offensive content"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="What can go wrong. Example: Personal data",
                        verbose_name="risks",
                    ),
                ),
                (
                    "pilot_measure",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What a pilot should count. Example: Share of replies sent without edits",
                        verbose_name="pilot measure",
                    ),
                ),
                (
                    "common",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick for the ten jobs that everybody asks about first. Example: ticked for answers to customers",
                        verbose_name="common",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "board_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="The board that decides this part; empty where the job has no such part or no board measures it. Example: Arena Text-to-Image",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.benchmark",
                        verbose_name="board for pictures",
                    ),
                ),
                (
                    "board_language",
                    models.ForeignKey(
                        blank=True,
                        help_text="The board that decides this part; empty where the job has no such part or no board measures it. Example: Arena Text (overall)",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.benchmark",
                        verbose_name="board for text",
                    ),
                ),
                (
                    "board_speech",
                    models.ForeignKey(
                        blank=True,
                        help_text="The board that decides this part; empty where the job has no such part or no board measures it. Example: empty, since no board measures it",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.benchmark",
                        verbose_name="board for speech",
                    ),
                ),
                (
                    "board_transcription",
                    models.ForeignKey(
                        blank=True,
                        help_text="The board that decides this part; empty where the job has no such part or no board measures it. Example: Open ASR Leaderboard, English short form",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.benchmark",
                        verbose_name="board for transcription",
                    ),
                ),
                (
                    "board_video",
                    models.ForeignKey(
                        blank=True,
                        help_text="The board that decides this part; empty where the job has no such part or no board measures it. Example: Arena Text-to-Video",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.benchmark",
                        verbose_name="board for video",
                    ),
                ),
                (
                    "industry",
                    models.ForeignKey(
                        help_text="Whose job it is. Example: Restaurants and cafés",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.industry",
                        verbose_name="industry",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        blank=True,
                        help_text="What a model must be good at above all to do it. Example: Reading forms and scans",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.skill",
                        verbose_name="skill",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "job",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="use_case_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="use_case_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="use_case_has_name",
                        violation_error_message="Write the name; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("result__regex", "\\S")),
                        name="use_case_has_result",
                        violation_error_message="Write the result; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "inputs__contained_by",
                                [
                                    "text",
                                    "code",
                                    "data",
                                    "document",
                                    "image",
                                    "video",
                                    "speech",
                                    "music",
                                    "3d",
                                    "vector",
                                ],
                            )
                        ),
                        name="use_case_inputs_known",
                        violation_error_message="Choose the inputs from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outputs__contained_by",
                                [
                                    "text",
                                    "code",
                                    "data",
                                    "document",
                                    "image",
                                    "video",
                                    "speech",
                                    "music",
                                    "3d",
                                    "vector",
                                ],
                            )
                        ),
                        name="use_case_outputs_known",
                        violation_error_message="Choose the outputs from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "tasks__contained_by",
                                [
                                    "chat",
                                    "writing",
                                    "coding",
                                    "agentic-coding",
                                    "reasoning",
                                    "instructions",
                                    "maths",
                                    "vision",
                                    "research",
                                    "documents",
                                    "summaries",
                                    "facts",
                                    "knowledge",
                                    "capability",
                                    "images",
                                    "image-editing",
                                    "film",
                                    "film-editing",
                                    "speech",
                                    "transcription",
                                    "music",
                                    "shapes",
                                    "retrieval",
                                    "agents",
                                ],
                            )
                        ),
                        name="use_case_tasks_known",
                        violation_error_message="Choose the tasks from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit__regex", "\\S")),
                        name="use_case_has_unit",
                        violation_error_message="Write the unit; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit_plural__regex", "\\S")),
                        name="use_case_has_unit_plural",
                        violation_error_message="Write the unit plural; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("media_amount__isnull", True),
                            models.Q(("media_amount__gte", 0), ("media_amount__lt", 1000000000)),
                            _connector="OR",
                        ),
                        name="use_case_media_amount_not_negative",
                        violation_error_message="“Media” must be 0 or more and below 1,000,000,000. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minutes_by_hand__isnull", True),
                            models.Q(("minutes_by_hand__gte", 0), ("minutes_by_hand__lt", 1000000)),
                            _connector="OR",
                        ),
                        name="use_case_minutes_by_hand_not_negative",
                        violation_error_message="“Minutes by hand” must be 0 or more and below 1,000,000. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answers_within__in", ["seconds", "minutes", "overnight"])
                        ),
                        name="use_case_answers_within_known",
                        violation_error_message="Choose the answers within from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sold_as__in", ["api", "seat", "both"])),
                        name="use_case_sold_as_known",
                        violation_error_message="Choose the sold as from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("material__contained_by", ["none", "personal", "confidential", "code"])
                        ),
                        name="use_case_material_known",
                        violation_error_message="Choose the material from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("must_inputs__contained_by", models.F("inputs"))),
                        name="use_case_must_inputs_go_in",
                        violation_error_message="What stands in “Always sent” must stand in “inputs” too. Tick it there.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "risks__contained_by",
                                [
                                    "personal-data",
                                    "confidential-data",
                                    "consumer-law",
                                    "copyright",
                                    "trademark",
                                    "misleading-picture",
                                    "deepfake",
                                    "contract-error",
                                    "factual-errors",
                                    "regulated-advice",
                                    "discrimination",
                                    "safety",
                                    "security",
                                    "content-safety",
                                ],
                            )
                        ),
                        name="use_case_risks_known",
                        violation_error_message="Choose the risks from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("material__len__gt", 0)),
                        name="use_case_says_its_material",
                        violation_error_message="Say what the work usually holds. Tick “Nothing private” where it is nothing.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("annex_iii", ""), ("high_risk", False)),
                            models.Q(("annex_iii__regex", "\\S"), ("high_risk", True)),
                            _connector="OR",
                        ),
                        name="use_case_high_risk_names_point",
                        violation_error_message="A high-risk use names its point of Annex III, and no other use does.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outputs__len__gt", 0)),
                        name="use_case_makes_something",
                        violation_error_message="Tick at least one kind of result.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("tokens_in__isnull", True), ("tokens_in__gte", 0), _connector="OR"
                            ),
                            models.Q(
                                ("tokens_out__isnull", True),
                                ("tokens_out__gte", 0),
                                _connector="OR",
                            ),
                        ),
                        name="use_case_tokens_not_negative",
                        violation_error_message="Tokens cannot be below 0. Leave them empty if they are unknown.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="App",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: chatgpt",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As people call it. Example: ChatGPT", verbose_name="name"
                    ),
                ),
                (
                    "about",
                    models.TextField(
                        help_text="What it is and what it is good for. Example: OpenAI’s assistant for writing.",
                        verbose_name="about",
                    ),
                ),
                (
                    "main_kind",
                    models.CharField(
                        choices=[
                            ("assistant", "General assistant"),
                            ("support-desk", "Helpdesk and chat with customers"),
                            ("phone", "Telephone"),
                            ("email", "Mail and shared inbox"),
                            ("booking", "Booking pages and reminders"),
                            ("crm", "Customer records"),
                            ("reviews-feedback", "Reviews and surveys"),
                            ("shop-website", "Shop and website"),
                            ("proposals", "Proposals and quotes"),
                            ("translation", "Translation"),
                            ("meeting-notes", "Minutes of meetings and calls"),
                            ("transcription", "Recordings to text"),
                            ("health-scribe", "Notes of medical visits"),
                            ("voice", "Reading aloud and dubbing"),
                            ("music", "Music"),
                            ("avatar-video", "Videos with a made-up presenter"),
                            ("video-editor", "Cutting and subtitling videos"),
                            ("film-generator", "Made video clips"),
                            ("image-generator", "Made pictures"),
                            ("photo-editor", "Photos of products and rooms"),
                            ("design-suite", "Layouts, flyers and logos"),
                            ("slides", "Slides"),
                            ("ui-design", "Screens"),
                            ("3d-building", "3D models and buildings"),
                            ("document-capture", "Fields out of documents"),
                            ("accounting", "Bookkeeping"),
                            ("law", "Contracts and law"),
                            ("knowledge-search", "Answers from own papers"),
                            ("hr", "Recruiting"),
                            ("education", "Teaching"),
                            ("research", "Research"),
                            ("coding", "Program code"),
                            ("data-analysis", "Tables and data"),
                            ("seo-writing", "Web texts"),
                            ("email-campaign", "Newsletters"),
                            ("social-posts", "Posts in social networks"),
                            ("text-check", "Checking texts and pictures"),
                            ("automation", "Linking programs"),
                            ("maintenance", "Machines and inspections"),
                            ("sector-tool", "One trade"),
                        ],
                        help_text="What it is above all. Example: General assistant",
                        verbose_name="kind",
                    ),
                ),
                (
                    "more_kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("assistant", "General assistant"),
                                ("support-desk", "Helpdesk and chat with customers"),
                                ("phone", "Telephone"),
                                ("email", "Mail and shared inbox"),
                                ("booking", "Booking pages and reminders"),
                                ("crm", "Customer records"),
                                ("reviews-feedback", "Reviews and surveys"),
                                ("shop-website", "Shop and website"),
                                ("proposals", "Proposals and quotes"),
                                ("translation", "Translation"),
                                ("meeting-notes", "Minutes of meetings and calls"),
                                ("transcription", "Recordings to text"),
                                ("health-scribe", "Notes of medical visits"),
                                ("voice", "Reading aloud and dubbing"),
                                ("music", "Music"),
                                ("avatar-video", "Videos with a made-up presenter"),
                                ("video-editor", "Cutting and subtitling videos"),
                                ("film-generator", "Made video clips"),
                                ("image-generator", "Made pictures"),
                                ("photo-editor", "Photos of products and rooms"),
                                ("design-suite", "Layouts, flyers and logos"),
                                ("slides", "Slides"),
                                ("ui-design", "Screens"),
                                ("3d-building", "3D models and buildings"),
                                ("document-capture", "Fields out of documents"),
                                ("accounting", "Bookkeeping"),
                                ("law", "Contracts and law"),
                                ("knowledge-search", "Answers from own papers"),
                                ("hr", "Recruiting"),
                                ("education", "Teaching"),
                                ("research", "Research"),
                                ("coding", "Program code"),
                                ("data-analysis", "Tables and data"),
                                ("seo-writing", "Web texts"),
                                ("email-campaign", "Newsletters"),
                                ("social-posts", "Posts in social networks"),
                                ("text-check", "Checking texts and pictures"),
                                ("automation", "Linking programs"),
                                ("maintenance", "Machines and inspections"),
                                ("sector-tool", "One trade"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="What else it is. Example: Slides",
                        verbose_name="also",
                    ),
                ),
                (
                    "makes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("text", "Text"),
                                ("code", "Program code"),
                                ("data", "Tables and data"),
                                ("document", "Documents and scans"),
                                ("image", "Pictures"),
                                ("video", "Video"),
                                ("speech", "Speech"),
                                ("music", "Music and sound"),
                                ("3d", "3D shapes"),
                                ("vector", "Embeddings"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="What people make with it. Example: Text",
                        verbose_name="makes",
                    ),
                ),
                (
                    "takes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("text", "Text or files"),
                                ("paper", "Scans or photos of papers"),
                                ("photo", "Photos or pictures"),
                                ("recording", "Recordings of speech or sound"),
                                ("dictation", "What somebody dictates"),
                                ("video", "Videos"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="What people put into it, where a source lists all of it. Empty is unknown. Example: Videos for OpusClip",
                        verbose_name="takes in",
                    ),
                ),
                (
                    "works_inside",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("microsoft-365", "Microsoft 365"),
                                ("google-workspace", "Google Workspace"),
                                ("slack", "Slack"),
                                ("whatsapp", "WhatsApp"),
                                ("phone-system", "Telephone"),
                                ("video-calls", "Video calls"),
                                ("teams", "Microsoft Teams"),
                                ("zoom", "Zoom"),
                                ("crm", "Customer records (CRM)"),
                                ("hubspot", "HubSpot"),
                                ("salesforce", "Salesforce"),
                                ("helpdesk", "A helpdesk"),
                                ("zendesk", "Zendesk"),
                                ("website-builder", "A website builder"),
                                ("wordpress", "WordPress"),
                                ("shopify", "Shopify"),
                                ("woocommerce", "WooCommerce"),
                                ("accounting-software", "Accounting software"),
                                ("quickbooks", "QuickBooks"),
                                ("xero", "Xero"),
                                ("adobe", "Adobe"),
                                ("canva", "Canva"),
                                ("figma", "Figma"),
                                ("cad-software", "CAD software"),
                                ("revit", "Revit"),
                                ("sketchup", "SketchUp"),
                                ("rhino", "Rhino"),
                                ("code-editor", "A code editor"),
                                ("code-host", "GitHub, GitLab or the like"),
                                ("ad-console", "The console of an ad network"),
                                ("bi-tool", "A reporting tool"),
                                ("booking-system", "A booking system"),
                                ("estate-software", "Estate agents’ software"),
                                ("hotel-system", "A hotel system"),
                                ("insurer-portal", "The portal of an insurer"),
                                ("law-database", "A law database"),
                                ("learning-platform", "A learning platform"),
                                ("maintenance-software", "Maintenance software"),
                                ("newsletter-software", "Newsletter software"),
                                ("practice-software", "Practice software"),
                                ("recruiting-software", "Recruiting software"),
                                ("reference-manager", "A reference manager"),
                                ("shipping-software", "Shipping software"),
                                ("smartphone", "A smartphone"),
                                ("social-network-tools", "The social networks’ own tools"),
                                ("survey-tool", "A survey tool"),
                                ("video-editor-library", "A video editor with its library"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="The software that it is built into or links with, as its seller says. Example: Shopify, Slack",
                        verbose_name="works inside",
                    ),
                ),
                (
                    "part_of",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("microsoft-365", "Microsoft 365"),
                            ("google-workspace", "Google Workspace"),
                            ("slack", "Slack"),
                            ("whatsapp", "WhatsApp"),
                            ("phone-system", "Telephone"),
                            ("video-calls", "Video calls"),
                            ("teams", "Microsoft Teams"),
                            ("zoom", "Zoom"),
                            ("crm", "Customer records (CRM)"),
                            ("hubspot", "HubSpot"),
                            ("salesforce", "Salesforce"),
                            ("helpdesk", "A helpdesk"),
                            ("zendesk", "Zendesk"),
                            ("website-builder", "A website builder"),
                            ("wordpress", "WordPress"),
                            ("shopify", "Shopify"),
                            ("woocommerce", "WooCommerce"),
                            ("accounting-software", "Accounting software"),
                            ("quickbooks", "QuickBooks"),
                            ("xero", "Xero"),
                            ("adobe", "Adobe"),
                            ("canva", "Canva"),
                            ("figma", "Figma"),
                            ("cad-software", "CAD software"),
                            ("revit", "Revit"),
                            ("sketchup", "SketchUp"),
                            ("rhino", "Rhino"),
                            ("code-editor", "A code editor"),
                            ("code-host", "GitHub, GitLab or the like"),
                            ("ad-console", "The console of an ad network"),
                            ("bi-tool", "A reporting tool"),
                            ("booking-system", "A booking system"),
                            ("estate-software", "Estate agents’ software"),
                            ("hotel-system", "A hotel system"),
                            ("insurer-portal", "The portal of an insurer"),
                            ("law-database", "A law database"),
                            ("learning-platform", "A learning platform"),
                            ("maintenance-software", "Maintenance software"),
                            ("newsletter-software", "Newsletter software"),
                            ("practice-software", "Practice software"),
                            ("recruiting-software", "Recruiting software"),
                            ("reference-manager", "A reference manager"),
                            ("shipping-software", "Shipping software"),
                            ("smartphone", "A smartphone"),
                            ("social-network-tools", "The social networks’ own tools"),
                            ("survey-tool", "A survey tool"),
                            ("video-editor-library", "A video editor with its library"),
                        ],
                        help_text="The software that it is, or is a part of: who has that has a way to it already. Example: Microsoft 365 for Microsoft 365 Copilot",
                        null=True,
                        verbose_name="part of",
                    ),
                ),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("microsoft-365", "Microsoft 365"),
                                ("google-workspace", "Google Workspace"),
                                ("slack", "Slack"),
                                ("whatsapp", "WhatsApp"),
                                ("phone-system", "Telephone"),
                                ("video-calls", "Video calls"),
                                ("teams", "Microsoft Teams"),
                                ("zoom", "Zoom"),
                                ("crm", "Customer records (CRM)"),
                                ("hubspot", "HubSpot"),
                                ("salesforce", "Salesforce"),
                                ("helpdesk", "A helpdesk"),
                                ("zendesk", "Zendesk"),
                                ("website-builder", "A website builder"),
                                ("wordpress", "WordPress"),
                                ("shopify", "Shopify"),
                                ("woocommerce", "WooCommerce"),
                                ("accounting-software", "Accounting software"),
                                ("quickbooks", "QuickBooks"),
                                ("xero", "Xero"),
                                ("adobe", "Adobe"),
                                ("canva", "Canva"),
                                ("figma", "Figma"),
                                ("cad-software", "CAD software"),
                                ("revit", "Revit"),
                                ("sketchup", "SketchUp"),
                                ("rhino", "Rhino"),
                                ("code-editor", "A code editor"),
                                ("code-host", "GitHub, GitLab or the like"),
                                ("ad-console", "The console of an ad network"),
                                ("bi-tool", "A reporting tool"),
                                ("booking-system", "A booking system"),
                                ("estate-software", "Estate agents’ software"),
                                ("hotel-system", "A hotel system"),
                                ("insurer-portal", "The portal of an insurer"),
                                ("law-database", "A law database"),
                                ("learning-platform", "A learning platform"),
                                ("maintenance-software", "Maintenance software"),
                                ("newsletter-software", "Newsletter software"),
                                ("practice-software", "Practice software"),
                                ("recruiting-software", "Recruiting software"),
                                ("reference-manager", "A reference manager"),
                                ("shipping-software", "Shipping software"),
                                ("smartphone", "A smartphone"),
                                ("social-network-tools", "The social networks’ own tools"),
                                ("survey-tool", "A survey tool"),
                                ("video-editor-library", "A video editor with its library"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="What one has to have or pay for besides, or one of these. Example: Microsoft 365",
                        verbose_name="needs besides",
                    ),
                ),
                (
                    "runs_on",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("browser", "Browser"),
                                ("desktop", "Program on the computer"),
                                ("ios", "iPhone and iPad"),
                                ("android", "Android"),
                                ("own-server", "Own server"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="Where people use it. Example: Browser",
                        verbose_name="runs on",
                    ),
                ),
                (
                    "models_inside",
                    models.CharField(
                        choices=[
                            ("user-picks", "The user picks the model"),
                            ("named", "Named by the seller"),
                            ("own", "The seller’s own"),
                            ("classic", "Classic methods, no language model"),
                            ("several", "Several, which answers is not said"),
                            ("unknown", "Not said"),
                        ],
                        db_default="unknown",
                        default="unknown",
                        help_text="What the seller says of the models inside. Example: The user picks the model",
                        verbose_name="models inside",
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("ar", "Arabic"),
                                ("bg", "Bulgarian"),
                                ("ca", "Catalan"),
                                ("zh", "Chinese"),
                                ("hr", "Croatian"),
                                ("cs", "Czech"),
                                ("da", "Danish"),
                                ("nl", "Dutch"),
                                ("en", "English"),
                                ("et", "Estonian"),
                                ("fi", "Finnish"),
                                ("fr", "French"),
                                ("de", "German"),
                                ("el", "Greek"),
                                ("he", "Hebrew"),
                                ("hi", "Hindi"),
                                ("hu", "Hungarian"),
                                ("is", "Icelandic"),
                                ("id", "Indonesian"),
                                ("ga", "Irish"),
                                ("it", "Italian"),
                                ("ja", "Japanese"),
                                ("ko", "Korean"),
                                ("lv", "Latvian"),
                                ("lt", "Lithuanian"),
                                ("ms", "Malay"),
                                ("no", "Norwegian"),
                                ("fa", "Persian"),
                                ("pl", "Polish"),
                                ("pt", "Portuguese"),
                                ("ro", "Romanian"),
                                ("ru", "Russian"),
                                ("sr", "Serbian"),
                                ("sk", "Slovak"),
                                ("sl", "Slovene"),
                                ("es", "Spanish"),
                                ("sw", "Swahili"),
                                ("sv", "Swedish"),
                                ("th", "Thai"),
                                ("tr", "Turkish"),
                                ("uk", "Ukrainian"),
                                ("ur", "Urdu"),
                                ("vi", "Vietnamese"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="Languages that its seller names. What is not named stays unknown. Example: German",
                        verbose_name="languages",
                    ),
                ),
                (
                    "languages_note",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What the seller says of languages, where it names none. Example: More than 100 languages",
                        verbose_name="on languages",
                    ),
                ),
                (
                    "free_plan",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")],
                        db_default="unknown",
                        default="unknown",
                        help_text="Is there a plan without charge that does not end? Example: Unknown if no source says so",
                        verbose_name="free plan",
                    ),
                ),
                (
                    "secrecy_from",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Who gives out its contract on professional secrecy, where its maker does not. Example: Microsoft’s reseller for Microsoft 365 Copilot",
                        verbose_name="secrecy from",
                    ),
                ),
                (
                    "by_quote",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick if its seller states no price and makes an offer to each customer. Example: ticked for Spellbook",
                        verbose_name="by quote",
                    ),
                ),
                (
                    "for_large",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick if it is made for large firms, or for thousands of results a month. Example: ticked for Glean",
                        verbose_name="for large firms",
                    ),
                ),
                (
                    "beta",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick while its maker calls it a beta, or an experiment. Example: ticked for Pomelli",
                        verbose_name="beta",
                    ),
                ),
                (
                    "credits_low",
                    models.DecimalField(
                        blank=True,
                        help_text="How many credits of the seller one of the units below takes at least. Example: 5",
                        null=True,
                        verbose_name="credits, from",
                    ),
                ),
                (
                    "credits_high",
                    models.DecimalField(
                        blank=True,
                        help_text="How many it takes at most; this figure counts. The same where there is no range. Example: 25",
                        null=True,
                        verbose_name="credits, to",
                    ),
                ),
                (
                    "credits_unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("input_mtok", "million tokens in"),
                            ("output_mtok", "million tokens out"),
                            ("cached_input_mtok", "million tokens in, cached"),
                            ("image", "picture"),
                            ("video_second", "second of video"),
                            ("audio_minute", "minute of sound"),
                            ("mchar", "million characters"),
                            ("page", "page read"),
                            ("generation", "finished piece"),
                            ("seat_month", "seat and month"),
                            ("account_month", "firm and month"),
                            ("location_month", "site and month"),
                            ("channel_month", "channel and month"),
                            ("gb_month", "gigabyte and month"),
                            ("once", "licence, paid once"),
                            ("result", "result"),
                            ("resolution", "solved request"),
                            ("conversation", "conversation"),
                            ("document", "document"),
                            ("check", "check"),
                            ("video_minute", "minute of video"),
                            ("audio_hour", "hour of sound"),
                            ("character", "character"),
                            ("word", "word"),
                            ("mtok", "million tokens"),
                            ("credit", "credit"),
                            ("operation", "step of a flow"),
                            ("mail", "mail sent"),
                            ("other", "unit of its own"),
                        ],
                        help_text="What so many credits make. Example: second of video",
                        null=True,
                        verbose_name="credits for one",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What a reader should know besides, in one or two sentences. Example: Which model answers depends on the plan.",
                        verbose_name="note",
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Its own page. Example: https://chatgpt.com",
                        max_length=500,
                        verbose_name="address",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "models",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Models that people get to use in it, where they are named. Example: Claude Opus 4.6",
                        related_name="+",
                        to="catalog.aimodel",
                        verbose_name="built on",
                    ),
                ),
                (
                    "families",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Makers whose models are inside, where versions are not named. Example: OpenAI",
                        related_name="+",
                        to="catalog.provider",
                        verbose_name="families inside",
                    ),
                ),
                (
                    "maker",
                    models.ForeignKey(
                        help_text="Who makes and sells it. Example: OpenAI",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.provider",
                        verbose_name="maker",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "made_for",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The jobs it is made for. Empty for a general assistant: the solutions of a job name it. Example: Answer customers by chat",
                        related_name="+",
                        to="catalog.usecase",
                        verbose_name="made for",
                    ),
                ),
                (
                    "does_besides",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Which of these it does besides, and nobody buys it for them. Example: Review code for an editor",
                        related_name="+",
                        to="catalog.usecase",
                        verbose_name="does besides",
                    ),
                ),
                (
                    "trades",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Whom it is made for alone. Empty: whoever has the job. Example: Hotels, restaurants, food and travel",
                        related_name="+",
                        to="catalog.industry",
                        verbose_name="made for trades",
                    ),
                ),
            ],
            options={
                "verbose_name": "app",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="app_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="app_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="app_has_name",
                        violation_error_message="Write the name; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("about__regex", "\\S")),
                        name="app_has_about",
                        violation_error_message="Write the about; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "main_kind__in",
                                [
                                    "assistant",
                                    "support-desk",
                                    "phone",
                                    "email",
                                    "booking",
                                    "crm",
                                    "reviews-feedback",
                                    "shop-website",
                                    "proposals",
                                    "translation",
                                    "meeting-notes",
                                    "transcription",
                                    "health-scribe",
                                    "voice",
                                    "music",
                                    "avatar-video",
                                    "video-editor",
                                    "film-generator",
                                    "image-generator",
                                    "photo-editor",
                                    "design-suite",
                                    "slides",
                                    "ui-design",
                                    "3d-building",
                                    "document-capture",
                                    "accounting",
                                    "law",
                                    "knowledge-search",
                                    "hr",
                                    "education",
                                    "research",
                                    "coding",
                                    "data-analysis",
                                    "seo-writing",
                                    "email-campaign",
                                    "social-posts",
                                    "text-check",
                                    "automation",
                                    "maintenance",
                                    "sector-tool",
                                ],
                            )
                        ),
                        name="app_main_kind_known",
                        violation_error_message="Choose the main kind from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "more_kinds__contained_by",
                                [
                                    "assistant",
                                    "support-desk",
                                    "phone",
                                    "email",
                                    "booking",
                                    "crm",
                                    "reviews-feedback",
                                    "shop-website",
                                    "proposals",
                                    "translation",
                                    "meeting-notes",
                                    "transcription",
                                    "health-scribe",
                                    "voice",
                                    "music",
                                    "avatar-video",
                                    "video-editor",
                                    "film-generator",
                                    "image-generator",
                                    "photo-editor",
                                    "design-suite",
                                    "slides",
                                    "ui-design",
                                    "3d-building",
                                    "document-capture",
                                    "accounting",
                                    "law",
                                    "knowledge-search",
                                    "hr",
                                    "education",
                                    "research",
                                    "coding",
                                    "data-analysis",
                                    "seo-writing",
                                    "email-campaign",
                                    "social-posts",
                                    "text-check",
                                    "automation",
                                    "maintenance",
                                    "sector-tool",
                                ],
                            )
                        ),
                        name="app_more_kinds_known",
                        violation_error_message="Choose the more kinds from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "makes__contained_by",
                                [
                                    "text",
                                    "code",
                                    "data",
                                    "document",
                                    "image",
                                    "video",
                                    "speech",
                                    "music",
                                    "3d",
                                    "vector",
                                ],
                            )
                        ),
                        name="app_makes_known",
                        violation_error_message="Choose the makes from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "takes__contained_by",
                                [
                                    "text",
                                    "paper",
                                    "photo",
                                    "recording",
                                    "dictation",
                                    "video",
                                ],
                            )
                        ),
                        name="app_takes_known",
                        violation_error_message="Choose the takes from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "works_inside__contained_by",
                                [
                                    "microsoft-365",
                                    "google-workspace",
                                    "slack",
                                    "whatsapp",
                                    "phone-system",
                                    "video-calls",
                                    "teams",
                                    "zoom",
                                    "crm",
                                    "hubspot",
                                    "salesforce",
                                    "helpdesk",
                                    "zendesk",
                                    "website-builder",
                                    "wordpress",
                                    "shopify",
                                    "woocommerce",
                                    "accounting-software",
                                    "quickbooks",
                                    "xero",
                                    "adobe",
                                    "canva",
                                    "figma",
                                    "cad-software",
                                    "revit",
                                    "sketchup",
                                    "rhino",
                                    "code-editor",
                                    "code-host",
                                    "ad-console",
                                    "bi-tool",
                                    "booking-system",
                                    "estate-software",
                                    "hotel-system",
                                    "insurer-portal",
                                    "law-database",
                                    "learning-platform",
                                    "maintenance-software",
                                    "newsletter-software",
                                    "practice-software",
                                    "recruiting-software",
                                    "reference-manager",
                                    "shipping-software",
                                    "smartphone",
                                    "social-network-tools",
                                    "survey-tool",
                                    "video-editor-library",
                                ],
                            )
                        ),
                        name="app_works_inside_known",
                        violation_error_message="Choose the works inside from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "part_of__in",
                                [
                                    "microsoft-365",
                                    "google-workspace",
                                    "slack",
                                    "whatsapp",
                                    "phone-system",
                                    "video-calls",
                                    "teams",
                                    "zoom",
                                    "crm",
                                    "hubspot",
                                    "salesforce",
                                    "helpdesk",
                                    "zendesk",
                                    "website-builder",
                                    "wordpress",
                                    "shopify",
                                    "woocommerce",
                                    "accounting-software",
                                    "quickbooks",
                                    "xero",
                                    "adobe",
                                    "canva",
                                    "figma",
                                    "cad-software",
                                    "revit",
                                    "sketchup",
                                    "rhino",
                                    "code-editor",
                                    "code-host",
                                    "ad-console",
                                    "bi-tool",
                                    "booking-system",
                                    "estate-software",
                                    "hotel-system",
                                    "insurer-portal",
                                    "law-database",
                                    "learning-platform",
                                    "maintenance-software",
                                    "newsletter-software",
                                    "practice-software",
                                    "recruiting-software",
                                    "reference-manager",
                                    "shipping-software",
                                    "smartphone",
                                    "social-network-tools",
                                    "survey-tool",
                                    "video-editor-library",
                                ],
                            )
                        ),
                        name="app_part_of_known",
                        violation_error_message="Choose the part of from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "needs__contained_by",
                                [
                                    "microsoft-365",
                                    "google-workspace",
                                    "slack",
                                    "whatsapp",
                                    "phone-system",
                                    "video-calls",
                                    "teams",
                                    "zoom",
                                    "crm",
                                    "hubspot",
                                    "salesforce",
                                    "helpdesk",
                                    "zendesk",
                                    "website-builder",
                                    "wordpress",
                                    "shopify",
                                    "woocommerce",
                                    "accounting-software",
                                    "quickbooks",
                                    "xero",
                                    "adobe",
                                    "canva",
                                    "figma",
                                    "cad-software",
                                    "revit",
                                    "sketchup",
                                    "rhino",
                                    "code-editor",
                                    "code-host",
                                    "ad-console",
                                    "bi-tool",
                                    "booking-system",
                                    "estate-software",
                                    "hotel-system",
                                    "insurer-portal",
                                    "law-database",
                                    "learning-platform",
                                    "maintenance-software",
                                    "newsletter-software",
                                    "practice-software",
                                    "recruiting-software",
                                    "reference-manager",
                                    "shipping-software",
                                    "smartphone",
                                    "social-network-tools",
                                    "survey-tool",
                                    "video-editor-library",
                                ],
                            )
                        ),
                        name="app_needs_known",
                        violation_error_message="Choose the needs from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "runs_on__contained_by",
                                ["browser", "desktop", "ios", "android", "own-server"],
                            )
                        ),
                        name="app_runs_on_known",
                        violation_error_message="Choose the runs on from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "models_inside__in",
                                ["user-picks", "named", "own", "classic", "several", "unknown"],
                            )
                        ),
                        name="app_models_inside_known",
                        violation_error_message="Choose the models inside from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "languages__contained_by",
                                [
                                    "ar",
                                    "bg",
                                    "ca",
                                    "zh",
                                    "hr",
                                    "cs",
                                    "da",
                                    "nl",
                                    "en",
                                    "et",
                                    "fi",
                                    "fr",
                                    "de",
                                    "el",
                                    "he",
                                    "hi",
                                    "hu",
                                    "is",
                                    "id",
                                    "ga",
                                    "it",
                                    "ja",
                                    "ko",
                                    "lv",
                                    "lt",
                                    "ms",
                                    "no",
                                    "fa",
                                    "pl",
                                    "pt",
                                    "ro",
                                    "ru",
                                    "sr",
                                    "sk",
                                    "sl",
                                    "es",
                                    "sw",
                                    "sv",
                                    "th",
                                    "tr",
                                    "uk",
                                    "ur",
                                    "vi",
                                ],
                            )
                        ),
                        name="app_languages_known",
                        violation_error_message="Choose the languages from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("free_plan__in", ["yes", "no", "unknown"])),
                        name="app_free_plan_known",
                        violation_error_message="Choose the free plan from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("credits_low__isnull", True), ("credits_low__gt", 0), _connector="OR"
                        ),
                        name="app_credits_low_positive",
                        violation_error_message="“Credits, from” must be above 0. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("credits_high__isnull", True), ("credits_high__gt", 0), _connector="OR"
                        ),
                        name="app_credits_high_positive",
                        violation_error_message="“Credits, to” must be above 0. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "credits_unit__in",
                                [
                                    "input_mtok",
                                    "output_mtok",
                                    "cached_input_mtok",
                                    "image",
                                    "video_second",
                                    "audio_minute",
                                    "mchar",
                                    "page",
                                    "generation",
                                    "seat_month",
                                    "account_month",
                                    "location_month",
                                    "channel_month",
                                    "gb_month",
                                    "once",
                                    "result",
                                    "resolution",
                                    "conversation",
                                    "document",
                                    "check",
                                    "video_minute",
                                    "audio_hour",
                                    "character",
                                    "word",
                                    "mtok",
                                    "credit",
                                    "operation",
                                    "mail",
                                    "other",
                                ],
                            )
                        ),
                        name="app_credits_unit_known",
                        violation_error_message="Choose the credits unit from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("credits_high__isnull", True),
                                ("credits_low__isnull", True),
                                ("credits_unit__isnull", True),
                            ),
                            models.Q(
                                ("credits_high__gte", models.F("credits_low")),
                                ("credits_low__isnull", False),
                                ("credits_unit__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="app_credits_buy_something",
                        violation_error_message="Write how many credits one takes, from and to, and what so many credits make; or leave all three empty.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AppPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: claude-pro",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As on the price page, with the name of the app. Example: Claude Pro",
                        verbose_name="name",
                    ),
                ),
                (
                    "about",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What it is, in one sentence. Example: A chat assistant by the month.",
                        verbose_name="about",
                    ),
                ),
                (
                    "included",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What the plan holds, in a few words. Example: all channels, 300 credits a seat",
                        verbose_name="included",
                    ),
                ),
                (
                    "capacity",
                    models.DecimalField(
                        blank=True,
                        help_text="How much a month holds; by the seat where it is paid by the seat. Empty is unknown. Example: 300",
                        null=True,
                        verbose_name="holds a month",
                    ),
                ),
                (
                    "capacity_unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("input_mtok", "million tokens in"),
                            ("output_mtok", "million tokens out"),
                            ("cached_input_mtok", "million tokens in, cached"),
                            ("image", "picture"),
                            ("video_second", "second of video"),
                            ("audio_minute", "minute of sound"),
                            ("mchar", "million characters"),
                            ("page", "page read"),
                            ("generation", "finished piece"),
                            ("seat_month", "seat and month"),
                            ("account_month", "firm and month"),
                            ("location_month", "site and month"),
                            ("channel_month", "channel and month"),
                            ("gb_month", "gigabyte and month"),
                            ("once", "licence, paid once"),
                            ("result", "result"),
                            ("resolution", "solved request"),
                            ("conversation", "conversation"),
                            ("document", "document"),
                            ("check", "check"),
                            ("video_minute", "minute of video"),
                            ("audio_hour", "hour of sound"),
                            ("character", "character"),
                            ("word", "word"),
                            ("mtok", "million tokens"),
                            ("credit", "credit"),
                            ("operation", "step of a flow"),
                            ("mail", "mail sent"),
                            ("other", "unit of its own"),
                        ],
                        help_text="What that number counts. Example: credit",
                        null=True,
                        verbose_name="counted in",
                    ),
                ),
                (
                    "capacity_of",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What is counted, in the seller’s words. Example: automated resolutions",
                        verbose_name="that is",
                    ),
                ),
                (
                    "unlimited",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")],
                        db_default="unknown",
                        default="unknown",
                        help_text="Does a source say that a month has no limit? Example: Yes for a program on your own computer",
                        verbose_name="without limit",
                    ),
                ),
                (
                    "given_once",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick if a source says that what it holds is given once, and not again each month. Example: ticked for Mokker Free",
                        verbose_name="given once",
                    ),
                ),
                (
                    "extra",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What costs extra, in a few words, where no price on file says it. Example: a second telephone number",
                        verbose_name="costs extra",
                    ),
                ),
                (
                    "usd_device",
                    models.DecimalField(
                        blank=True,
                        help_text="What the device costs that its user has to buy once. Empty: none, or unknown. Example: 189",
                        null=True,
                        verbose_name="US dollars for a device",
                    ),
                ),
                (
                    "least_seats",
                    models.BigIntegerField(
                        blank=True,
                        help_text="How many seats one must buy at least. Example: 2",
                        null=True,
                        verbose_name="least seats",
                    ),
                ),
                (
                    "most_seats",
                    models.BigIntegerField(
                        blank=True,
                        help_text="How many seats are sold at most; of a plan for the whole firm, how many people it serves. Example: 300",
                        null=True,
                        verbose_name="most seats",
                    ),
                ),
                (
                    "for_everybody",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick if everybody in the firm gets the same plan, so that each person takes a seat. Example: ticked for Google Workspace Business Standard",
                        verbose_name="for everybody",
                    ),
                ),
                (
                    "in_every_plan",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick if a source says that every plan of the program holds what AI does in this one. Example: ticked for Shopify Basic",
                        verbose_name="in every plan",
                    ),
                ),
                (
                    "without_ai",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick if what is listed of this plan leaves out the AI of the app. Example: ticked for Help Scout Free",
                        verbose_name="without AI",
                    ),
                ),
                (
                    "sold_to",
                    models.CharField(
                        blank=True,
                        choices=[("school", "Schools and universities")],
                        help_text="Who alone may buy it, and takes it in place of the others. Empty for any firm. Example: Schools and universities",
                        null=True,
                        verbose_name="sold to",
                    ),
                ),
                (
                    "besides",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What this plan needs besides, in a few words, where no price on file counts it. Example: GitHub Enterprise Cloud",
                        verbose_name="needs besides",
                    ),
                ),
                (
                    "trial_days",
                    models.BigIntegerField(
                        blank=True,
                        help_text="For how many days one may try it for nothing. Empty is unknown. Example: 14",
                        null=True,
                        verbose_name="days of trial",
                    ),
                ),
                (
                    "advised_for",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="The kind of work for which owners are advised to take it, in a few words; empty for none. Example: any writing",
                        verbose_name="advised for",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What a reader should know besides, in one or two sentences. Example: Billed for at least two seats.",
                        verbose_name="note",
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Its price page. Example: https://claude.com/pricing",
                        max_length=500,
                        verbose_name="address",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "also_holds",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Other apps that come with this plan and are not sold by themselves. Example: Google Flow for Google AI Pro",
                        related_name="+",
                        to="catalog.app",
                        verbose_name="also holds",
                    ),
                ),
                (
                    "app",
                    models.ForeignKey(
                        help_text="The app that this is a plan of. Example: ChatGPT for ChatGPT Business",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.app",
                        verbose_name="plan of",
                    ),
                ),
                (
                    "terms",
                    models.ForeignKey(
                        blank=True,
                        help_text="The terms that hold for it. Example: ChatGPT Business",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.dataterms",
                        verbose_name="data terms",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "does",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Which of the app’s jobs this plan does, where it does not do them all. Example: Reply to e-mails for Zendesk Support Team",
                        related_name="+",
                        to="catalog.usecase",
                        verbose_name="does only",
                    ),
                ),
            ],
            options={
                "verbose_name": "plan of an app",
                "verbose_name_plural": "plans of apps",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="app_plan_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="app_plan_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="app_plan_has_name",
                        violation_error_message="Write the name; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity__isnull", True), ("capacity__gt", 0), _connector="OR"
                        ),
                        name="app_plan_capacity_positive",
                        violation_error_message="“Holds a month” must be above 0. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "capacity_unit__in",
                                [
                                    "input_mtok",
                                    "output_mtok",
                                    "cached_input_mtok",
                                    "image",
                                    "video_second",
                                    "audio_minute",
                                    "mchar",
                                    "page",
                                    "generation",
                                    "seat_month",
                                    "account_month",
                                    "location_month",
                                    "channel_month",
                                    "gb_month",
                                    "once",
                                    "result",
                                    "resolution",
                                    "conversation",
                                    "document",
                                    "check",
                                    "video_minute",
                                    "audio_hour",
                                    "character",
                                    "word",
                                    "mtok",
                                    "credit",
                                    "operation",
                                    "mail",
                                    "other",
                                ],
                            )
                        ),
                        name="app_plan_capacity_unit_known",
                        violation_error_message="Choose the capacity unit from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unlimited__in", ["yes", "no", "unknown"])),
                        name="app_plan_unlimited_known",
                        violation_error_message="Choose the unlimited from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sold_to__in", ["school"])),
                        name="app_plan_sold_to_known",
                        violation_error_message="Choose the sold to from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("usd_device__isnull", True),
                            models.Q(("usd_device__gt", 0), ("usd_device__lt", 1000000000)),
                            _connector="OR",
                        ),
                        name="app_plan_usd_device_positive",
                        violation_error_message="“US dollars for a device” must be above 0 and below 1,000,000,000. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("least_seats__isnull", True), ("least_seats__gt", 0), _connector="OR"
                        ),
                        name="app_plan_least_seats_positive",
                        violation_error_message="“Least seats” must be above 0. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("most_seats__isnull", True), ("most_seats__gt", 0), _connector="OR"
                        ),
                        name="app_plan_most_seats_positive",
                        violation_error_message="“Most seats” must be above 0. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("trial_days__isnull", True), ("trial_days__gt", 0), _connector="OR"
                        ),
                        name="app_plan_trial_days_positive",
                        violation_error_message="“Days of trial” must be above 0. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity__isnull", True),
                            ("capacity_unit__isnull", False),
                            _connector="OR",
                        ),
                        name="app_plan_capacity_has_its_unit",
                        violation_error_message="Say what the number that a month holds counts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity__isnull", True),
                            models.Q(("unlimited", "yes"), _negated=True),
                            _connector="OR",
                        ),
                        name="app_plan_capacity_or_no_limit",
                        violation_error_message="A plan that holds a number a month has a limit. Choose one of the two.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("least_seats__isnull", True),
                            ("most_seats__isnull", True),
                            ("most_seats__gte", models.F("least_seats")),
                            _connector="OR",
                        ),
                        name="app_plan_seats_in_order",
                        violation_error_message="A plan is sold for no fewer seats at most than at least.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=catalog.models.base.kinds,
                        help_text="Which kind of row it holds. Example: prices",
                        verbose_name="kind",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        help_text="The file or the list. Example: prices-november.csv",
                        verbose_name="from",
                    ),
                ),
                (
                    "made",
                    models.DateTimeField(
                        auto_now_add=True,
                        help_text="When it was made. Example: 2026-11-24 10:15",
                        verbose_name="made",
                    ),
                ),
                (
                    "new",
                    models.IntegerField(
                        default=0,
                        help_text="Rows that the desk does not have. Example: 12",
                        verbose_name="new",
                    ),
                ),
                (
                    "changed",
                    models.IntegerField(
                        default=0,
                        help_text="Rows that differ from the desk’s. Example: 3",
                        verbose_name="changed",
                    ),
                ),
                (
                    "correction",
                    models.IntegerField(
                        default=0,
                        help_text="Rows with another figure than readers had of the same day. Example: 1",
                        verbose_name="corrections",
                    ),
                ),
                (
                    "unchanged",
                    models.IntegerField(
                        default=0,
                        help_text="Rows that say what the desk says. Example: 985",
                        verbose_name="unchanged",
                    ),
                ),
                (
                    "rejected",
                    models.IntegerField(
                        default=0,
                        help_text="Rows that cannot be taken. Example: 20",
                        verbose_name="rejected",
                    ),
                ),
                (
                    "taken_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When rows of it became drafts last. Example: 2026-11-24 10:20",
                        null=True,
                        verbose_name="taken",
                    ),
                ),
                (
                    "watched",
                    models.BooleanField(
                        default=False,
                        help_text="Ticked where it compares such lists with the desk.",
                        verbose_name="from a list of others",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who made the dry run; empty if a command did. Example: maria",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
            ],
            options={
                "verbose_name": "dry run",
                "verbose_name_plural": "imports",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__regex", "\\S")),
                        name="import_has_kind",
                        violation_error_message="Write the kind; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin__regex", "\\S")),
                        name="import_has_origin",
                        violation_error_message="Write the origin; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("changed__gte", 0),
                            ("correction__gte", 0),
                            ("new__gte", 0),
                            ("rejected__gte", 0),
                            ("unchanged__gte", 0),
                        ),
                        name="import_counts_not_negative",
                        violation_error_message="Rows are counted from 0.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.IntegerField(
                        help_text="Its row in the file. Example: 17", verbose_name="row"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("changed", "Changed"),
                            ("correction", "Correction"),
                            ("unchanged", "Unchanged"),
                            ("rejected", "Rejected"),
                        ],
                        help_text="What it would do. Example: New",
                        verbose_name="act",
                    ),
                ),
                (
                    "title",
                    models.TextField(
                        blank=True,
                        help_text="What names it. Example: gpt-6-2-sol@openai · input_mtok",
                        verbose_name="title",
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        blank=True,
                        help_text="What changes, or why not. Example: Usd: “2” → “3”",
                        verbose_name="words",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        blank=True,
                        help_text="Which list proposes it. Example: litellm",
                        verbose_name="list",
                    ),
                ),
                (
                    "about",
                    models.TextField(
                        blank=True,
                        help_text="The unit that a list speaks of. Example: output per image",
                        verbose_name="about",
                    ),
                ),
                (
                    "cells",
                    models.TextField(
                        blank=True,
                        help_text="The row as it was read, as JSON. Example: {}",
                        verbose_name="cells",
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        help_text="SHA-256 of what the desk held. Example: 9f86d081884c…",
                        verbose_name="before",
                    ),
                ),
                (
                    "jump",
                    models.BooleanField(
                        default=False,
                        help_text="Ticked where a figure moves by more than a half.",
                        verbose_name="jump",
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("open", "To decide"),
                            ("taken", "Taken"),
                            ("refused", "Refused"),
                            ("later", "Later"),
                        ],
                        default="open",
                        help_text="What was decided. Example: Refused, because the list has last year’s price",
                        verbose_name="choice",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When that was decided. Example: 2026-11-24 10:20",
                        null=True,
                        verbose_name="decided",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        help_text="Its file.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="catalog.import",
                        verbose_name="dry run",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of a dry run",
                "verbose_name_plural": "rows of dry runs",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["run", "act", "number"], name="import_row_in_order")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("act__in", ["new", "changed", "correction", "unchanged", "rejected"])
                        ),
                        name="import_row_act_known",
                        violation_error_message="Choose the act from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("choice__in", ["open", "taken", "refused", "later"])),
                        name="import_row_choice_known",
                        violation_error_message="Choose the choice from the list.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JobRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: designer",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="The role in one or two words. Example: Designer",
                        verbose_name="name",
                    ),
                ),
                (
                    "needs",
                    models.TextField(
                        help_text="What this person needs before work can start. Example: Rights to the pictures and a style guide.",
                        verbose_name="needs",
                    ),
                ),
                (
                    "media",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("text", "Text"),
                                ("code", "Program code"),
                                ("data", "Tables and data"),
                                ("document", "Documents and scans"),
                                ("image", "Pictures"),
                                ("video", "Video"),
                                ("speech", "Speech"),
                                ("music", "Music and sound"),
                                ("3d", "3D shapes"),
                                ("vector", "Embeddings"),
                            ]
                        ),
                        help_text="What this person mostly makes. Example: Pictures, Video",
                        verbose_name="media",
                    ),
                ),
                (
                    "tasks",
                    models.TextField(
                        help_text="What this person does in a pilot. Example: Picks the reference pictures.",
                        verbose_name="tasks",
                    ),
                ),
            ],
            options={
                "verbose_name": "job role",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="job_role_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="job_role_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="job_role_has_name",
                        violation_error_message="Write the name; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("needs__regex", "\\S")),
                        name="job_role_has_needs",
                        violation_error_message="Write the needs; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "media__contained_by",
                                [
                                    "text",
                                    "code",
                                    "data",
                                    "document",
                                    "image",
                                    "video",
                                    "speech",
                                    "music",
                                    "3d",
                                    "vector",
                                ],
                            )
                        ),
                        name="job_role_media_known",
                        violation_error_message="Choose the media from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tasks__regex", "\\S")),
                        name="job_role_has_tasks",
                        violation_error_message="Write the tasks; it must not be empty.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "origin",
                    models.CharField(help_text="Which list. Example: litellm", verbose_name="list"),
                ),
                (
                    "began",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="When it began. Example: 2026-12-07 03:10",
                        verbose_name="began",
                    ),
                ),
                (
                    "ended",
                    models.DateTimeField(
                        blank=True,
                        help_text="When it ended. Example: 2026-12-07 03:11",
                        null=True,
                        verbose_name="ended",
                    ),
                ),
                (
                    "day",
                    models.DateField(
                        blank=True,
                        help_text="Of which day it is. Example: 2026-12-07",
                        null=True,
                        verbose_name="day of the list",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("running", "Running"),
                            ("good", "Looked at"),
                            ("refused", "Nothing taken"),
                            ("failed", "Failed"),
                        ],
                        default="running",
                        help_text="How it ended. Example: Looked at",
                        verbose_name="result",
                    ),
                ),
                (
                    "says",
                    models.TextField(
                        blank=True,
                        help_text="Why nothing was taken. Example: The list is empty.",
                        verbose_name="in words",
                    ),
                ),
                (
                    "statements",
                    models.IntegerField(
                        default=0,
                        help_text="How much it says. Example: 9120",
                        verbose_name="statements",
                    ),
                ),
                (
                    "same",
                    models.IntegerField(
                        default=0,
                        help_text="Statements that say what the desk says. Example: 987",
                        verbose_name="same",
                    ),
                ),
                (
                    "proposed",
                    models.IntegerField(
                        default=0,
                        help_text="Rows that editors may take. Example: 31",
                        verbose_name="proposed",
                    ),
                ),
                (
                    "to_check",
                    models.IntegerField(
                        default=0,
                        help_text="What a person has to look at. Example: 4",
                        verbose_name="to check",
                    ),
                ),
                (
                    "left",
                    models.IntegerField(
                        default=0,
                        help_text="Statements of which nothing is made. Example: 8098",
                        verbose_name="left",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who asked for it; empty if a command did. Example: maria",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
            ],
            options={
                "verbose_name": "look at a list",
                "verbose_name_plural": "looks at lists",
                "default_permissions": (),
                "indexes": [models.Index(fields=["origin", "-began"], name="list_check_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("origin__regex", "\\S")),
                        name="list_check_has_origin",
                        violation_error_message="Write the origin; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("result__in", ["running", "good", "refused", "failed"])
                        ),
                        name="list_check_result_known",
                        violation_error_message="Choose the result from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended__isnull", True), ("result", "running")),
                            models.Q(
                                models.Q(("result", "running"), _negated=True),
                                ("ended__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="list_check_ended_with_a_result",
                        violation_error_message="A look that ended has a result, and one that runs has none.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Modality",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        choices=[
                            ("text", "Text"),
                            ("code", "Program code"),
                            ("data", "Tables and data"),
                            ("document", "Documents and scans"),
                            ("image", "Pictures"),
                            ("video", "Video"),
                            ("speech", "Speech"),
                            ("music", "Music and sound"),
                            ("3d", "3D shapes"),
                            ("vector", "Embeddings"),
                        ],
                        help_text="Which medium this explains. Example: Pictures",
                        unique=True,
                        verbose_name="medium",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="How pages call it. Example: Pictures", verbose_name="name"
                    ),
                ),
                (
                    "explanation",
                    models.TextField(
                        help_text="What it is, in plain words. Example: Photos, drawings and logos made from a description.",
                        verbose_name="explanation",
                    ),
                ),
            ],
            options={
                "verbose_name": "medium",
                "verbose_name_plural": "media",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="modality_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "slug__in",
                                [
                                    "text",
                                    "code",
                                    "data",
                                    "document",
                                    "image",
                                    "video",
                                    "speech",
                                    "music",
                                    "3d",
                                    "vector",
                                ],
                            )
                        ),
                        name="modality_slug_known",
                        violation_error_message="Choose the slug from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="modality_has_name",
                        violation_error_message="Write the name; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("explanation__regex", "\\S")),
                        name="modality_has_explanation",
                        violation_error_message="Write the explanation; it must not be empty.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: gpt-6-2-sol@aws-bedrock",
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "seller_model_id",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What a developer types. Example: global.openai.gpt-6.2-sol",
                        verbose_name="seller’s name for it",
                    ),
                ),
                (
                    "trains_on_inputs",
                    models.CharField(
                        choices=[
                            ("no", "No"),
                            ("yes", "Yes"),
                            ("opt-out", "Yes, unless you object"),
                            ("unknown", "Unknown"),
                        ],
                        db_default="unknown",
                        default="unknown",
                        help_text="Whether the seller learns from what customers send here; unknown: as its data terms say. Example: No",
                        verbose_name="trains on what you send",
                    ),
                ),
                (
                    "eu_region",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")],
                        db_default="unknown",
                        default="unknown",
                        help_text="Can this offer run in the EU? Example: Unknown if no page of the seller says so",
                        verbose_name="region in the EU",
                    ),
                ),
                (
                    "eu_endpoint",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Where calls stay in the EU. Example: https://api.eu.bfl.ai",
                        verbose_name="address in the EU",
                    ),
                ),
                (
                    "eu_price_factor",
                    models.DecimalField(
                        blank=True,
                        help_text="The price there over the list price, where no price of its own is on file. Example: 1.1",
                        null=True,
                        verbose_name="price factor in the EU",
                    ),
                ),
                (
                    "regions_note",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What the seller says about regions. Example: EU data zone costs a fifth more.",
                        verbose_name="regions",
                    ),
                ),
                (
                    "confirmed",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick if a second source names this offer too. Example: ticked if two price lists agree",
                        verbose_name="confirmed",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What a reader should know besides, in one or two sentences. Example: Long prompts cost double.",
                        verbose_name="note",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        help_text="What is sold. Example: GPT-6.2 Sol",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.aimodel",
                        verbose_name="model",
                    ),
                ),
                (
                    "terms",
                    models.ForeignKey(
                        blank=True,
                        help_text="The terms that hold for this offer. Example: API platform",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.dataterms",
                        verbose_name="data terms",
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        help_text="Who sends the bill. Example: AWS Bedrock",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.provider",
                        verbose_name="seller",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "offer",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="offer_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("slug__regex", "^[a-z0-9][a-z0-9-]*@[a-z0-9][a-z0-9-]*$")
                        ),
                        name="offer_slug_plain",
                        violation_error_message="Write the slug of an offer as model@seller, with the slugs of both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("trains_on_inputs__in", ["no", "yes", "opt-out", "unknown"])
                        ),
                        name="offer_trains_on_inputs_known",
                        violation_error_message="Choose the trains on inputs from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("eu_region__in", ["yes", "no", "unknown"])),
                        name="offer_eu_region_known",
                        violation_error_message="Choose the eu region from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("eu_price_factor__isnull", True),
                            models.Q(("eu_price_factor__gt", 0), ("eu_price_factor__lt", 10)),
                            _connector="OR",
                        ),
                        name="offer_eu_price_factor_positive",
                        violation_error_message="“Price factor in the EU” must be above 0 and below 10. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("eu_region", "yes"),
                            models.Q(("eu_endpoint", ""), ("eu_price_factor__isnull", True)),
                            _connector="OR",
                        ),
                        name="offer_eu_price_needs_region",
                        violation_error_message="A price or an address in the EU needs an offer that can run there. Set “region in the EU” to yes.",
                    ),
                    models.UniqueConstraint(
                        fields=("model", "seller"),
                        name="offer_is_single",
                        violation_error_message="This seller already has an offer of this model. Change that one instead.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RateWindow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="What is counted, as a fingerprint. Example: report:3f2a…",
                        max_length=100,
                        verbose_name="key",
                    ),
                ),
                (
                    "start",
                    models.DateTimeField(
                        help_text="When the stretch of time began. Example: 2026-11-24 10:00",
                        verbose_name="start",
                    ),
                ),
                (
                    "count",
                    models.IntegerField(
                        help_text="How often so far. Example: 3", verbose_name="count"
                    ),
                ),
            ],
            options={
                "verbose_name": "rate window",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key", "start"),
                        name="rate_window_is_single",
                        violation_error_message="This stretch of time is counted already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("count__gte", 1)),
                        name="rate_window_count_positive",
                        violation_error_message="Counts start at 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key__regex", "\\S")),
                        name="rate_window_has_key",
                        violation_error_message="Write the key; it must not be empty.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.IntegerField(
                        help_text="Counts up from 1. Example: 12", verbose_name="number"
                    ),
                ),
                (
                    "payload",
                    models.TextField(
                        help_text='The whole catalog as canonical JSON. Example: {"sources":[…]}',
                        verbose_name="payload",
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 of the payload, 64 hex digits. Example: 9f86d081884c7d65…",
                        verbose_name="digest",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        help_text="When it went live. Example: 2026-11-24 10:15",
                        verbose_name="published",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        help_text="Why, in a sentence for readers. Example: November prices; two models retired.",
                        verbose_name="note",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who published it; empty if a command did. Example: maria",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
            ],
            options={
                "verbose_name": "release",
                "permissions": (
                    ("publish_release", "Can publish a release and go back to an older one"),
                ),
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("number",),
                        name="release_number_is_single",
                        violation_error_message="There is a release with this number already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)),
                        name="release_number_positive",
                        violation_error_message="Releases are counted from 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")),
                        name="release_digest_is_hex",
                        violation_error_message="The digest is 64 hex digits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("digest", catalog.models.release.Sha256(models.F("payload")))
                        ),
                        name="release_payload_fits_digest",
                        violation_error_message="The digest does not belong to this payload.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("note__regex", "\\S")),
                        name="release_has_note",
                        violation_error_message="Write the note; it must not be empty.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "page",
                    models.CharField(
                        help_text="The page that it is about. Example: /models/gemini-4-argon/",
                        max_length=300,
                        verbose_name="page",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="In the reader’s words. Example: The price is per 1,000 tokens.",
                        max_length=4000,
                        verbose_name="what is wrong",
                    ),
                ),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        help_text="Where to answer, if the reader wants that. Example: ada@example.org",
                        max_length=200,
                        verbose_name="contact",
                    ),
                ),
                (
                    "release",
                    models.IntegerField(
                        help_text="The release that the reader saw. Example: 12",
                        verbose_name="release",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "To look at"),
                            ("done", "Put right"),
                            ("dismissed", "Nothing to put right"),
                        ],
                        default="open",
                        help_text="Set it once you have looked. Example: Put right",
                        verbose_name="state",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="What you found; only editors see it. Example: The seller’s page says so too.",
                        verbose_name="note",
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        auto_now_add=True,
                        help_text="When it came in. Example: 2026-11-24 10:15",
                        verbose_name="made",
                    ),
                ),
            ],
            options={
                "verbose_name": "reader’s report",
                "verbose_name_plural": "readers’ reports",
                "default_permissions": ("view", "change", "delete"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="report_has_text",
                        violation_error_message="Write the text; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("page__startswith", "/")),
                        name="report_page_is_a_path",
                        violation_error_message="Name the page by its path, such as /models/.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "done", "dismissed"])),
                        name="report_state_known",
                        violation_error_message="Choose the state from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("release__gte", 1)),
                        name="report_release_positive",
                        violation_error_message="Releases are counted from 1.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=catalog.models.base.kinds,
                        help_text="Which kind of row. Example: cells",
                        verbose_name="kind",
                    ),
                ),
                (
                    "row",
                    models.BigIntegerField(
                        help_text="The row’s number in its table. Example: 71", verbose_name="row"
                    ),
                ),
                (
                    "number",
                    models.IntegerField(
                        help_text="Counts up from 1 for each row. Example: 3", verbose_name="number"
                    ),
                ),
                (
                    "key",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        help_text="What names the row. Example: menu-photos, language",
                        verbose_name="natural key",
                    ),
                ),
                (
                    "values",
                    models.TextField(
                        help_text='The row as a release would hold it. Example: {"slug":"openai",…}',
                        verbose_name="values",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        help_text="How far it had come. Example: Draft while it was being checked",
                        verbose_name="state",
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("found", "As it stood before the first entry"),
                            ("added", "Added"),
                            ("changed", "Changed"),
                            ("corrected", "Corrected a mistake"),
                            ("reverted", "Went back"),
                            ("marked", "Set the state"),
                            ("locked", "Locked"),
                            ("unlocked", "Unlocked"),
                        ],
                        help_text="What was done. Example: Corrected a mistake",
                        verbose_name="act",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="Why, in a sentence. Example: The page now says $2.50.",
                        verbose_name="note",
                    ),
                ),
                (
                    "made",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        help_text="When it was done; the same for all rows of one act. Example: 2026-11-24 10:15",
                        verbose_name="made",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who did it; empty if a command did. Example: maria",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
            ],
            options={
                "verbose_name": "change",
                "permissions": (
                    ("publish_row", "Can publish rows and take them out of the next release"),
                    ("lock_cell", "Can lock a disputed cell and unlock it"),
                ),
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "row", "number"),
                        name="revision_number_is_single",
                        violation_error_message="Somebody has just changed this row.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)),
                        name="revision_number_positive",
                        violation_error_message="Revisions are counted from 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="revision_state_known",
                        violation_error_message="Choose the state from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "act__in",
                                [
                                    "found",
                                    "added",
                                    "changed",
                                    "corrected",
                                    "reverted",
                                    "marked",
                                    "locked",
                                    "unlocked",
                                ],
                            )
                        ),
                        name="revision_act_known",
                        violation_error_message="Choose the act from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__regex", "\\S")),
                        name="revision_has_kind",
                        violation_error_message="Write the kind; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("values__regex", "\\S")),
                        name="revision_has_values",
                        violation_error_message="Write the values; it must not be empty.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "index",
                    models.CharField(
                        help_text="Version of the filling and digest of the release. Example: 1:9f86d0…",
                        verbose_name="index",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        help_text="Kind of the fact. Example: use_cases", verbose_name="kind"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="Slug of the fact. Example: menu-photos", verbose_name="key"
                    ),
                ),
                (
                    "title",
                    models.TextField(
                        help_text="What the hit is called. Example: Make pictures for the menu",
                        verbose_name="title",
                    ),
                ),
                (
                    "body",
                    models.TextField(
                        blank=True,
                        help_text="What the hit says. Example: For guests who choose by eye.",
                        verbose_name="body",
                    ),
                ),
                (
                    "title_words",
                    models.TextField(
                        help_text="Folded. Example: make pictures for the menu",
                        verbose_name="words of the title",
                    ),
                ),
                (
                    "more_words",
                    models.TextField(
                        blank=True,
                        help_text="Folded: slug, maker, trade. Example: menu photos hospitality",
                        verbose_name="other names",
                    ),
                ),
                (
                    "body_words",
                    models.TextField(
                        blank=True,
                        help_text="Folded. Example: for guests who choose by eye",
                        verbose_name="words of the body",
                    ),
                ),
                (
                    "weight",
                    models.FloatField(
                        help_text="How much it counts beside others. Example: 1.5 for a common job",
                        verbose_name="weight",
                    ),
                ),
                (
                    "vector",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.CombinedSearchVector(
                                django.contrib.postgres.search.CombinedSearchVector(
                                    django.contrib.postgres.search.CombinedSearchVector(
                                        django.contrib.postgres.search.SearchVector(
                                            "title_words", config="english", weight="A"
                                        ),
                                        "||",
                                        django.contrib.postgres.search.SearchVector(
                                            "title_words", config="simple", weight="A"
                                        ),
                                        django.contrib.postgres.search.SearchConfig("english"),
                                    ),
                                    "||",
                                    django.contrib.postgres.search.SearchVector(
                                        "more_words", config="english", weight="B"
                                    ),
                                    django.contrib.postgres.search.SearchConfig("english"),
                                ),
                                "||",
                                django.contrib.postgres.search.SearchVector(
                                    "more_words", config="simple", weight="B"
                                ),
                                django.contrib.postgres.search.SearchConfig("english"),
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                "body_words", config="english", weight="D"
                            ),
                            django.contrib.postgres.search.SearchConfig("english"),
                        ),
                        help_text="What Postgres looks through. Example: 'menu':1A",
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
                "default_permissions": (),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        models.F("vector"), name="search_entry_vector"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            models.F("title_words"), "gin_trgm_ops"
                        ),
                        name="search_entry_trigrams",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("index", "kind", "key"),
                        name="search_entry_is_single",
                        violation_error_message="This entry is there already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gt", 0)),
                        name="search_entry_weight_positive",
                        violation_error_message="The weight is above 0.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sighting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=catalog.models.base.kinds,
                        help_text="Which kind of row. Example: prices",
                        verbose_name="kind",
                    ),
                ),
                (
                    "row",
                    models.BigIntegerField(
                        help_text="The row’s number in its table. Example: 71", verbose_name="row"
                    ),
                ),
                (
                    "key",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        help_text="What names the row. Example: gpt-6-2-sol@openai, input_mtok",
                        verbose_name="natural key",
                    ),
                ),
                (
                    "day",
                    models.DateField(
                        help_text="The day on which it stood there. Example: 2026-12-07",
                        verbose_name="seen on",
                    ),
                ),
                (
                    "noted",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        editable=False,
                        help_text="The day on which that was written down. Example: 2026-12-07",
                        verbose_name="noted on",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who saw it; empty if a command did. Example: maria",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where it was seen. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "sighting",
                "default_permissions": (),
                "indexes": [models.Index(fields=["kind", "row", "day"], name="sighting_of_row")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "row", "source", "day"),
                        name="sighting_is_single",
                        violation_error_message="It was seen in this source on this day already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("day__lte", models.F("noted"))),
                        name="sighting_not_in_the_future",
                        violation_error_message="Nobody has seen anything on a day that is still to come.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "effort",
                    models.CharField(
                        choices=[
                            ("none", "No thinking"),
                            ("low", "Low effort"),
                            ("medium", "Medium effort"),
                            ("high", "High effort"),
                            ("max", "Highest effort"),
                            ("unnamed", "Setting not named"),
                        ],
                        db_default="unnamed",
                        default="unnamed",
                        help_text="How much the model was set to think. Example: High effort",
                        verbose_name="setting",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        help_text="The figure in the benchmark’s unit. Example: 1489.5",
                        verbose_name="value",
                    ),
                ),
                (
                    "low",
                    models.DecimalField(
                        blank=True,
                        help_text="Lower end of the interval, where given. Example: 1483",
                        null=True,
                        verbose_name="low",
                    ),
                ),
                (
                    "high",
                    models.DecimalField(
                        blank=True,
                        help_text="Upper end of the interval, where given. Example: 1496",
                        null=True,
                        verbose_name="high",
                    ),
                ),
                (
                    "voice",
                    models.CharField(
                        choices=[
                            ("measured", "Measured it"),
                            ("seller", "Sells it"),
                            ("official", "Official text"),
                            ("repeats", "Repeats others"),
                            ("editor", "Editor’s judgement"),
                        ],
                        help_text="Who stands behind the figure. Example: Measured it",
                        verbose_name="voice",
                    ),
                ),
                (
                    "measured_by",
                    models.CharField(
                        help_text="Who ran the measurement. Example: Epoch AI",
                        verbose_name="measured by",
                    ),
                ),
                (
                    "variant",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="The name its measurer prints. Example: gpt-5.6-sol-xhigh",
                        verbose_name="printed name",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What a reader should know besides, in one or two sentences. Example: It answered 81 of 100 times.",
                        verbose_name="note",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "benchmark",
                    models.ForeignKey(
                        help_text="What was measured. Example: Arena Text (overall)",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.benchmark",
                        verbose_name="benchmark",
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        help_text="Which model. Example: GPT-6.2 Sol",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.aimodel",
                        verbose_name="model",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "score",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="score_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effort__in", ["none", "low", "medium", "high", "max", "unnamed"])
                        ),
                        name="score_effort_known",
                        violation_error_message="Choose the effort from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("voice__in", ["measured", "seller", "official", "repeats", "editor"])
                        ),
                        name="score_voice_known",
                        violation_error_message="Choose the voice from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("measured_by__regex", "\\S")),
                        name="score_has_measured_by",
                        violation_error_message="Write the measured by; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("low__isnull", True),
                                ("low__lte", models.F("value")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("high__isnull", True),
                                ("high__gte", models.F("value")),
                                _connector="OR",
                            ),
                        ),
                        name="score_within_interval",
                        violation_error_message="The value must lie between low and high.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__gt", Decimal("-1000000000")),
                            ("value__lt", Decimal("1000000000")),
                        ),
                        name="score_is_a_number",
                        violation_error_message="Write the value as a number, for example 61.4.",
                    ),
                    models.UniqueConstraint(
                        fields=("benchmark", "model", "effort", "voice", "as_of"),
                        name="score_is_single",
                        violation_error_message="This figure is in the catalog already. Change that row instead.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Price",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("input_mtok", "million tokens in"),
                            ("output_mtok", "million tokens out"),
                            ("cached_input_mtok", "million tokens in, cached"),
                            ("image", "picture"),
                            ("video_second", "second of video"),
                            ("audio_minute", "minute of sound"),
                            ("mchar", "million characters"),
                            ("page", "page read"),
                            ("generation", "finished piece"),
                            ("seat_month", "seat and month"),
                            ("account_month", "firm and month"),
                            ("location_month", "site and month"),
                            ("channel_month", "channel and month"),
                            ("gb_month", "gigabyte and month"),
                            ("once", "licence, paid once"),
                            ("result", "result"),
                            ("resolution", "solved request"),
                            ("conversation", "conversation"),
                            ("document", "document"),
                            ("check", "check"),
                            ("video_minute", "minute of video"),
                            ("audio_hour", "hour of sound"),
                            ("character", "character"),
                            ("word", "word"),
                            ("mtok", "million tokens"),
                            ("credit", "credit"),
                            ("operation", "step of a flow"),
                            ("mail", "mail sent"),
                            ("other", "unit of its own"),
                        ],
                        help_text="What the price buys. Example: million tokens in",
                        verbose_name="unit",
                    ),
                ),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        choices=[("", "List price"), ("eu", "In the EU")],
                        db_default="",
                        default="",
                        help_text="Where it holds, if it is not the list price. Example: In the EU",
                        verbose_name="region",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Quality or size that it buys. Example: 720p",
                        verbose_name="tier",
                    ),
                ),
                (
                    "covers",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "What the plan holds"),
                            ("beyond", "What goes beyond it"),
                            ("on-top", "Each result or seat besides, however much the plan holds"),
                            ("add-on", "AI that is ordered besides the plan, for each person"),
                        ],
                        db_default="",
                        default="",
                        help_text="Of a plan: what it holds, or what goes beyond that. Example: What goes beyond it",
                        verbose_name="for",
                    ),
                ),
                (
                    "paid",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "By use, or not said"),
                            ("monthly", "By the month"),
                            ("yearly", "A month’s share, paid by the year"),
                        ],
                        db_default="",
                        default="",
                        help_text="Of a plan: how it is paid. By the year it is still the amount of one month. Example: By the month",
                        verbose_name="paid",
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        blank=True,
                        choices=[("", "On file"), ("rival", "Another source says so")],
                        db_default="",
                        default="",
                        help_text="Whether it is on file, or what another source says at the same time; the seller’s own counts. Example: Another source says so",
                        verbose_name="standing",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        help_text="Price of one unit, as its source states it; 0 only if it is truly free. Example: 2.50",
                        verbose_name="amount",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        choices=[
                            ("USD", "US dollar"),
                            ("EUR", "Euro"),
                            ("GBP", "British pound"),
                            ("CHF", "Swiss franc"),
                            ("DKK", "Danish krone"),
                            ("NOK", "Norwegian krone"),
                            ("SEK", "Swedish krona"),
                        ],
                        db_default="USD",
                        default="USD",
                        help_text="Which currency its source names; never converted. Example: Euro",
                        verbose_name="currency",
                    ),
                ),
                (
                    "lowest",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick if it is the lowest of several: the seller says “from”. Example: ticked for “from $349 a month”",
                        verbose_name="from",
                    ),
                ),
                (
                    "valid_from",
                    models.DateField(
                        help_text="The first day it holds. Example: 2026-11-17", verbose_name="from"
                    ),
                ),
                (
                    "valid_to",
                    models.DateField(
                        blank=True,
                        help_text="The last day it holds; empty while no end is known. A new price starts the day after. Example: 2026-12-31",
                        null=True,
                        verbose_name="to",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("dated", "Dated by the source"),
                            ("recorded", "First recorded on this day, in force earlier"),
                            ("carried-back", "Today’s price carried back to the release"),
                            ("announced", "Announced for this day"),
                        ],
                        db_default="dated",
                        default="dated",
                        help_text="How sure the first day is. Example: Announced for this day",
                        verbose_name="basis",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What a reader should know besides, in one or two sentences. Example: Off-peak price.",
                        verbose_name="note",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "app_plan",
                    models.ForeignKey(
                        blank=True,
                        help_text="The plan of an app it is for; empty for an offer. Example: Claude Pro",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.appplan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        help_text="The offer it is for; empty for a plan of an app. Example: gpt-6-2-sol@openai",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.offer",
                        verbose_name="offer",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "price",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="price_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "unit__in",
                                [
                                    "input_mtok",
                                    "output_mtok",
                                    "cached_input_mtok",
                                    "image",
                                    "video_second",
                                    "audio_minute",
                                    "mchar",
                                    "page",
                                    "generation",
                                    "seat_month",
                                    "account_month",
                                    "location_month",
                                    "channel_month",
                                    "gb_month",
                                    "once",
                                    "result",
                                    "resolution",
                                    "conversation",
                                    "document",
                                    "check",
                                    "video_minute",
                                    "audio_hour",
                                    "character",
                                    "word",
                                    "mtok",
                                    "credit",
                                    "operation",
                                    "mail",
                                    "other",
                                ],
                            )
                        ),
                        name="price_unit_known",
                        violation_error_message="Choose the unit from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("region__in", ["", "eu"])),
                        name="price_region_known",
                        violation_error_message="Choose the region from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("covers__in", ["", "beyond", "on-top", "add-on"])),
                        name="price_covers_known",
                        violation_error_message="Choose the covers from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("paid__in", ["", "monthly", "yearly"])),
                        name="price_paid_known",
                        violation_error_message="Choose the paid from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing__in", ["", "rival"])),
                        name="price_standing_known",
                        violation_error_message="Choose the standing from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)),
                        name="price_amount_not_negative",
                        violation_error_message="“Amount” must be 0 or more.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("currency__in", ["USD", "EUR", "GBP", "CHF", "DKK", "NOK", "SEK"])
                        ),
                        name="price_currency_known",
                        violation_error_message="Choose the currency from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["dated", "recorded", "carried-back", "announced"])
                        ),
                        name="price_basis_known",
                        violation_error_message="Choose the basis from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("app_plan__isnull", True), ("offer__isnull", False)),
                            models.Q(("app_plan__isnull", False), ("offer__isnull", True)),
                            _connector="OR",
                        ),
                        name="price_has_one_subject",
                        violation_error_message="A price belongs to an offer or to a plan of an app. Choose one of the two.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__lt", Decimal("1000000"))),
                        name="price_within_reason",
                        violation_error_message="No unit costs a million dollars. Check the unit and the number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="price_ends_after_it_starts",
                        violation_error_message="The last day cannot be before the first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("offer__isnull", True),
                            models.Q(
                                ("covers", ""),
                                ("currency", "USD"),
                                ("paid", ""),
                                ("standing", ""),
                                (
                                    "unit__in",
                                    [
                                        "input_mtok",
                                        "output_mtok",
                                        "cached_input_mtok",
                                        "image",
                                        "video_second",
                                        "audio_minute",
                                        "mchar",
                                        "page",
                                        "generation",
                                    ],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="price_of_offer_is_a_list_price",
                        violation_error_message="An offer is priced in US dollars, by use. Other units and currencies, and how it is paid, are of plans of apps.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("offer__isnull", False)),
                        expressions=[
                            ("offer", "="),
                            ("unit", "="),
                            ("region", "="),
                            ("tier", "="),
                            ("covers", "="),
                            ("paid", "="),
                            ("standing", "="),
                            (
                                catalog.models.tables.DateRange(
                                    models.F("valid_from"),
                                    models.Case(
                                        models.When(
                                            then=models.F("valid_from"),
                                            valid_to__lt=models.F("valid_from"),
                                        ),
                                        default=models.F("valid_to"),
                                    ),
                                    models.Value("[]"),
                                ),
                                "&&",
                            ),
                        ],
                        name="offer_prices_do_not_overlap",
                        violation_error_message="This offer has another price for this unit, region and tier in these days. End that one first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("app_plan__isnull", False)),
                        expressions=[
                            ("app_plan", "="),
                            ("unit", "="),
                            ("region", "="),
                            ("tier", "="),
                            ("covers", "="),
                            ("paid", "="),
                            ("standing", "="),
                            (
                                catalog.models.tables.DateRange(
                                    models.F("valid_from"),
                                    models.Case(
                                        models.When(
                                            then=models.F("valid_from"),
                                            valid_to__lt=models.F("valid_from"),
                                        ),
                                        default=models.F("valid_to"),
                                    ),
                                    models.Value("[]"),
                                ),
                                "&&",
                            ),
                        ],
                        name="app_plan_prices_do_not_overlap",
                        violation_error_message="This plan has another price for this unit, region and tier in these days. End that one first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ModelStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "reads",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("text", "Text"),
                                ("code", "Program code"),
                                ("data", "Tables and data"),
                                ("document", "Documents and scans"),
                                ("image", "Pictures"),
                                ("video", "Video"),
                                ("speech", "Speech"),
                                ("music", "Music and sound"),
                                ("3d", "3D shapes"),
                                ("vector", "Embeddings"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="What goes in. What the source leaves out stays unknown. Example: Text, Pictures",
                        verbose_name="reads",
                    ),
                ),
                (
                    "does_not_read",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("text", "Text"),
                                ("code", "Program code"),
                                ("data", "Tables and data"),
                                ("document", "Documents and scans"),
                                ("image", "Pictures"),
                                ("video", "Video"),
                                ("speech", "Speech"),
                                ("music", "Music and sound"),
                                ("3d", "3D shapes"),
                                ("vector", "Embeddings"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="Only what the source says does not go in; that it leaves a medium out says nothing. Example: Video",
                        verbose_name="does not read",
                    ),
                ),
                (
                    "makes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("text", "Text"),
                                ("code", "Program code"),
                                ("data", "Tables and data"),
                                ("document", "Documents and scans"),
                                ("image", "Pictures"),
                                ("video", "Video"),
                                ("speech", "Speech"),
                                ("music", "Music and sound"),
                                ("3d", "3D shapes"),
                                ("vector", "Embeddings"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="What comes out. What the source leaves out stays unknown. Example: Text",
                        verbose_name="makes",
                    ),
                ),
                (
                    "does_not_make",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("text", "Text"),
                                ("code", "Program code"),
                                ("data", "Tables and data"),
                                ("document", "Documents and scans"),
                                ("image", "Pictures"),
                                ("video", "Video"),
                                ("speech", "Speech"),
                                ("music", "Music and sound"),
                                ("3d", "3D shapes"),
                                ("vector", "Embeddings"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="Only what the source says does not come out; that it leaves a medium out says nothing. Example: Speech",
                        verbose_name="does not make",
                    ),
                ),
                (
                    "facts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("input_limit", "Reads at once"),
                                ("total_limit", "Reads and writes at once"),
                                ("output_limit", "Writes at once"),
                                ("parameters_billion", "Parameters"),
                                ("weights_gb", "Size of the weights"),
                                ("open_weights", "Open weights"),
                                ("self_hosting", "Own servers"),
                                ("commercial_use", "Business use"),
                                ("licence", "Licence"),
                                ("tuning", "Can be tuned"),
                                ("tools", "Uses tools"),
                                ("structured_output", "Fixed form of answer"),
                                ("reasoning", "Thinks before it answers"),
                                ("thinking_off", "Thinking can be switched off"),
                                ("knowledge_until", "Knowledge ends"),
                                ("released", "On sale since"),
                                ("languages", "Languages"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="Facts of the model that were read in this source, not in that of the model. Example: Reads at once",
                        verbose_name="also read there",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What a reader should know besides, in one or two sentences. Example: A PDF goes in as a file.",
                        verbose_name="note",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        help_text="Of which model it speaks. Example: GPT-6.2 Sol",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.aimodel",
                        verbose_name="model",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "statement on a model",
                "verbose_name_plural": "statements on models",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="model_statement_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reads__contained_by",
                                [
                                    "text",
                                    "code",
                                    "data",
                                    "document",
                                    "image",
                                    "video",
                                    "speech",
                                    "music",
                                    "3d",
                                    "vector",
                                ],
                            )
                        ),
                        name="model_statement_reads_known",
                        violation_error_message="Choose the reads from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "does_not_read__contained_by",
                                [
                                    "text",
                                    "code",
                                    "data",
                                    "document",
                                    "image",
                                    "video",
                                    "speech",
                                    "music",
                                    "3d",
                                    "vector",
                                ],
                            )
                        ),
                        name="model_statement_does_not_read_known",
                        violation_error_message="Choose the does not read from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "makes__contained_by",
                                [
                                    "text",
                                    "code",
                                    "data",
                                    "document",
                                    "image",
                                    "video",
                                    "speech",
                                    "music",
                                    "3d",
                                    "vector",
                                ],
                            )
                        ),
                        name="model_statement_makes_known",
                        violation_error_message="Choose the makes from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "does_not_make__contained_by",
                                [
                                    "text",
                                    "code",
                                    "data",
                                    "document",
                                    "image",
                                    "video",
                                    "speech",
                                    "music",
                                    "3d",
                                    "vector",
                                ],
                            )
                        ),
                        name="model_statement_does_not_make_known",
                        violation_error_message="Choose the does not make from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "facts__contained_by",
                                [
                                    "input_limit",
                                    "total_limit",
                                    "output_limit",
                                    "parameters_billion",
                                    "weights_gb",
                                    "open_weights",
                                    "self_hosting",
                                    "commercial_use",
                                    "licence",
                                    "tuning",
                                    "tools",
                                    "structured_output",
                                    "reasoning",
                                    "thinking_off",
                                    "knowledge_until",
                                    "released",
                                    "languages",
                                ],
                            )
                        ),
                        name="model_statement_facts_known",
                        violation_error_message="Choose the facts from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reads__len__gt", 0),
                            ("does_not_read__len__gt", 0),
                            ("makes__len__gt", 0),
                            ("does_not_make__len__gt", 0),
                            ("facts__len__gt", 0),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="model_statement_says_something",
                        violation_error_message="Tick at least one thing that this source says, or write it down as a note.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reads__overlap", models.F("does_not_read")), _negated=True
                        ),
                        name="model_statement_reads_or_does_not",
                        violation_error_message="A source cannot say of one medium that the model reads it and that it does not.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("makes__overlap", models.F("does_not_make")), _negated=True
                        ),
                        name="model_statement_makes_or_does_not",
                        violation_error_message="A source cannot say of one medium that the model makes it and that it does not.",
                    ),
                    models.UniqueConstraint(
                        fields=("model", "source"),
                        name="model_statement_is_single",
                        violation_error_message="What this source says of this model is on file already. Change that row instead.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Machine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: h100-80gb-ovhcloud",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As people call it. Example: NVIDIA H100, 80 GB",
                        verbose_name="name",
                    ),
                ),
                (
                    "size",
                    models.CharField(
                        choices=[
                            ("pc", "PC with one consumer card"),
                            ("card", "One data-centre card"),
                            ("server", "One server of eight cards"),
                            ("cluster", "Several servers"),
                        ],
                        help_text="Which weights it holds. Example: One data-centre card",
                        verbose_name="size",
                    ),
                ),
                (
                    "deal",
                    models.CharField(
                        choices=[("rent", "Rented"), ("buy", "Bought")],
                        db_default="rent",
                        default="rent",
                        help_text="Whether it is rented or bought. Example: Rented",
                        verbose_name="deal",
                    ),
                ),
                (
                    "seller",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Who rents or sells it. Example: OVHcloud",
                        verbose_name="seller",
                    ),
                ),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Where it stands, if it is rented. Example: France",
                        verbose_name="region",
                    ),
                ),
                (
                    "memory_gb",
                    models.BigIntegerField(
                        help_text="Of all its cards together. Example: 80",
                        verbose_name="memory, in GB",
                    ),
                ),
                (
                    "usd_hour_low",
                    models.DecimalField(
                        blank=True,
                        help_text="The lowest rent an hour. Example: 2.99",
                        null=True,
                        verbose_name="US dollars an hour, from",
                    ),
                ),
                (
                    "usd_hour_high",
                    models.DecimalField(
                        blank=True,
                        help_text="The highest rent an hour. Example: 4.50",
                        null=True,
                        verbose_name="US dollars an hour, to",
                    ),
                ),
                (
                    "usd_purchase",
                    models.DecimalField(
                        blank=True,
                        help_text="What it costs to buy. Example: 2900",
                        null=True,
                        verbose_name="US dollars to buy",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What a reader should know besides, in one or two sentences. Example: Without storage and traffic.",
                        verbose_name="note",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "machine",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="machine_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="machine_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="machine_has_name",
                        violation_error_message="Write the name; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__in", ["pc", "card", "server", "cluster"])),
                        name="machine_size_known",
                        violation_error_message="Choose the size from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("deal__in", ["rent", "buy"])),
                        name="machine_deal_known",
                        violation_error_message="Choose the deal from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("memory_gb__gt", 0)),
                        name="machine_memory_gb_positive",
                        violation_error_message="“Memory, in GB” must be above 0.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("usd_purchase__isnull", True),
                            models.Q(("usd_purchase__gt", 0), ("usd_purchase__lt", 1000000000)),
                            _connector="OR",
                        ),
                        name="machine_usd_purchase_positive",
                        violation_error_message="“US dollars to buy” must be above 0 and below 1,000,000,000. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("usd_hour_high__isnull", True), ("usd_hour_low__isnull", True)
                            ),
                            models.Q(
                                ("usd_hour_high__gte", models.F("usd_hour_low")),
                                ("usd_hour_high__lt", Decimal("1000000")),
                                ("usd_hour_low__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="machine_rent_in_order",
                        violation_error_message="Write what an hour costs from and to, above 0, or leave both empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deal", "rent"), ("usd_purchase__isnull", True)),
                            models.Q(
                                ("deal", "buy"),
                                ("usd_hour_high__isnull", True),
                                ("usd_hour_low__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="machine_price_is_of_its_deal",
                        violation_error_message="What is rented has a price an hour, and what is bought a price to buy. Empty the other.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Guidance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: try-prompting-first",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("order", "Order of work"),
                            ("prompting", "Instructions"),
                            ("examples", "Examples"),
                            ("retrieval", "Looking things up"),
                            ("fine-tuning", "Fine-tuning"),
                            ("reference", "Reference pictures"),
                            ("style", "Picture style"),
                            ("voice", "Voice"),
                            ("test-size", "How many tests"),
                            ("test-method", "How to test"),
                            ("law", "Law"),
                            ("regulated", "Regulated advice"),
                            ("rights", "Rights in pictures and sound"),
                            ("study", "Measured gains"),
                        ],
                        help_text="Which part of a plan it serves. Example: Fine-tuning",
                        verbose_name="topic",
                    ),
                ),
                (
                    "statement",
                    models.TextField(
                        help_text="What the source says, in our words. Example: Write the tests before you tune.",
                        verbose_name="statement",
                    ),
                ),
                (
                    "figure",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Its number, if it gives one. Example: 50-100",
                        verbose_name="figure",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What the figure counts. Example: examples",
                        verbose_name="unit",
                    ),
                ),
                (
                    "population",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Among whom it was measured. Example: 5,172 support agents",
                        verbose_name="population",
                    ),
                ),
                (
                    "risks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("personal-data", "Personal data"),
                                ("confidential-data", "Confidential data"),
                                ("consumer-law", "Consumer law"),
                                ("copyright", "Copyright"),
                                ("trademark", "Trade marks"),
                                ("misleading-picture", "Misleading picture"),
                                ("deepfake", "A face or voice that is not theirs"),
                                ("contract-error", "Wrong promise or contract"),
                                ("factual-errors", "Wrong facts"),
                                ("regulated-advice", "Advice that needs a licence"),
                                ("discrimination", "Unequal treatment"),
                                ("safety", "Harm to people or things"),
                                ("security", "Security holes"),
                                ("content-safety", "Offensive content"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="The risks it has something to say on. Example: Copyright",
                        verbose_name="risks",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "sourced statement",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="guidance_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="guidance_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "topic__in",
                                [
                                    "order",
                                    "prompting",
                                    "examples",
                                    "retrieval",
                                    "fine-tuning",
                                    "reference",
                                    "style",
                                    "voice",
                                    "test-size",
                                    "test-method",
                                    "law",
                                    "regulated",
                                    "rights",
                                    "study",
                                ],
                            )
                        ),
                        name="guidance_topic_known",
                        violation_error_message="Choose the topic from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("statement__regex", "\\S")),
                        name="guidance_has_statement",
                        violation_error_message="Write the statement; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "risks__contained_by",
                                [
                                    "personal-data",
                                    "confidential-data",
                                    "consumer-law",
                                    "copyright",
                                    "trademark",
                                    "misleading-picture",
                                    "deepfake",
                                    "contract-error",
                                    "factual-errors",
                                    "regulated-advice",
                                    "discrimination",
                                    "safety",
                                    "security",
                                    "content-safety",
                                ],
                            )
                        ),
                        name="guidance_risks_known",
                        violation_error_message="Choose the risks from the list only.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FaqEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: do-i-need-both",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "position",
                    models.BigIntegerField(
                        help_text="Questions go from low to high. Example: 1",
                        verbose_name="position",
                    ),
                ),
                (
                    "question",
                    models.CharField(
                        help_text="As people ask it. Example: Do I need both?",
                        verbose_name="question",
                    ),
                ),
                (
                    "answer",
                    models.TextField(
                        help_text="In Markdown, the answer first. Example: Often. Text and pictures need different models.",
                        verbose_name="answer",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "FAQ entry",
                "verbose_name_plural": "FAQ entries",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="faq_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="faq_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 0)),
                        name="faq_position_not_negative",
                        violation_error_message="“Position” must be 0 or more.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("question__regex", "\\S")),
                        name="faq_has_question",
                        violation_error_message="Write the question; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__regex", "\\S")),
                        name="faq_has_answer",
                        violation_error_message="Write the answer; it must not be empty.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExchangeRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        choices=[
                            ("USD", "US dollar"),
                            ("EUR", "Euro"),
                            ("GBP", "British pound"),
                            ("CHF", "Swiss franc"),
                            ("DKK", "Danish krone"),
                            ("NOK", "Norwegian krone"),
                            ("SEK", "Swedish krona"),
                        ],
                        help_text="Which currency. Example: Euro",
                        verbose_name="currency",
                    ),
                ),
                (
                    "usd",
                    models.DecimalField(
                        help_text="What one unit of it costs. Example: 1.15",
                        verbose_name="US dollars",
                    ),
                ),
                (
                    "valid_from",
                    models.DateField(
                        help_text="The first day it holds, until a newer row. Example: 2026-11-26",
                        verbose_name="from",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "exchange rate",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="exchange_rate_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("currency__in", ["USD", "EUR", "GBP", "CHF", "DKK", "NOK", "SEK"])
                        ),
                        name="exchange_rate_currency_known",
                        violation_error_message="Choose the currency from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("usd__gt", 0), ("usd__lt", 1000000)),
                        name="exchange_rate_usd_positive",
                        violation_error_message="“US dollars” must be above 0 and below 1,000,000.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("currency", "USD"), _negated=True),
                        name="exchange_rate_of_another_currency",
                        violation_error_message="Rates are in US dollars, so the dollar has none.",
                    ),
                    models.UniqueConstraint(
                        fields=("currency", "valid_from"),
                        name="exchange_rate_is_single",
                        violation_error_message="There is a rate of this currency from this day on already. Change that one instead.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="End",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("announced", "End announced"),
                            ("not-before", "No end before"),
                            ("ended", "Ended"),
                            ("routed", "Calls go to another model"),
                            ("none", "No end announced"),
                        ],
                        help_text="What the source says. “Not before” is the earliest day, not an end. Example: End announced",
                        verbose_name="status",
                    ),
                ),
                (
                    "day",
                    models.DateField(
                        blank=True,
                        help_text="The first day on which it cannot be used. Empty if an end is over and its day is not on record. Example: 2027-01-14",
                        null=True,
                        verbose_name="day",
                    ),
                ),
                (
                    "announced_on",
                    models.DateField(
                        blank=True,
                        help_text="The day on which the seller announced it. Example: 2026-10-14",
                        null=True,
                        verbose_name="announced on",
                    ),
                ),
                (
                    "replacement_words",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What follows, where it is not one model of this catalog. Example: GPT Image 2.5 Sunburst or Flare",
                        verbose_name="replacement in words",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        help_text="How sure you are. Low if a list alone says so, or if the seller moved the day before. Example: High for the seller’s own page",
                        verbose_name="confidence",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What a reader should know besides, in one or two sentences. Example: The seller calls the day tentative.",
                        verbose_name="note",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        blank=True,
                        help_text="The model, where nobody sells it any more; empty for an offer. Example: GPT-3",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.aimodel",
                        verbose_name="model sold nowhere",
                    ),
                ),
                (
                    "replacement",
                    models.ForeignKey(
                        blank=True,
                        help_text="The model that follows, or to which calls go. Example: GPT-6 Luna",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.aimodel",
                        verbose_name="replacement",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        help_text="The offer that it is about; empty where a model ends wherever it is sold. Example: gpt-4o@openai",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.offer",
                        verbose_name="offer",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "end of an offer",
                "verbose_name_plural": "ends of offers",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="end_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["announced", "not-before", "ended", "routed", "none"])
                        ),
                        name="end_status_known",
                        violation_error_message="Choose the status from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence__in", ["high", "medium", "low"])),
                        name="end_confidence_known",
                        violation_error_message="Choose the confidence from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("model__isnull", True), ("offer__isnull", False)),
                            models.Q(("model__isnull", False), ("offer__isnull", True)),
                            _connector="OR",
                        ),
                        name="end_has_one_subject",
                        violation_error_message="An end belongs to an offer, or to a model that nobody sells any more. Choose one of the two.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("status", "none"), _negated=True),
                                ("day__isnull", True),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(
                                    ("status__in", ["announced", "not-before", "routed"]),
                                    _negated=True,
                                ),
                                ("day__isnull", False),
                                _connector="OR",
                            ),
                        ),
                        name="end_has_its_day",
                        violation_error_message="Write the day that the source names; where no end is announced there is none.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("announced_on__isnull", True),
                            ("day__isnull", True),
                            ("day__gte", models.F("announced_on")),
                            _connector="OR",
                        ),
                        name="end_announced_before_it_comes",
                        violation_error_message="An end is announced before it comes. Check the two days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("announced_on__isnull", True),
                            ("announced_on__lte", models.F("as_of")),
                            _connector="OR",
                        ),
                        name="end_was_announced_when_read",
                        violation_error_message="A source cannot tell of an announcement that is still to come. Check the two days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "ended"), _negated=True),
                            ("day__isnull", True),
                            ("day__lte", models.F("as_of")),
                            _connector="OR",
                        ),
                        name="end_is_over_when_read",
                        violation_error_message="A source of an earlier day can only announce an end. Choose “end announced”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "routed"), _negated=True),
                            ("replacement__isnull", False),
                            ("replacement_words__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="end_names_where_calls_go",
                        violation_error_message="Say which model answers the calls.",
                    ),
                    models.UniqueConstraint(
                        fields=("offer", "model", "source", "as_of"),
                        name="end_is_single",
                        nulls_distinct=False,
                        violation_error_message="What this source says of it is in the catalog already. Change that row instead.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contrast",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: what-they-make",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "position",
                    models.BigIntegerField(
                        help_text="Rows are shown from low to high. Example: 1",
                        verbose_name="position",
                    ),
                ),
                (
                    "feature",
                    models.CharField(
                        help_text="What is compared. Example: What they make",
                        verbose_name="feature",
                    ),
                ),
                (
                    "language",
                    models.TextField(
                        help_text="How it is with a language model. Example: Text, code, tables.",
                        verbose_name="language models",
                    ),
                ),
                (
                    "generative",
                    models.TextField(
                        help_text="How it is with generative AI as a whole. Example: Any medium.",
                        verbose_name="generative AI",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What a reader should know besides, in one or two sentences. Example: Many models do both today.",
                        verbose_name="note",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "contrast",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="contrast_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="contrast_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 0)),
                        name="contrast_position_not_negative",
                        violation_error_message="“Position” must be 0 or more.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("feature__regex", "\\S")),
                        name="contrast_has_feature",
                        violation_error_message="Write the feature; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__regex", "\\S")),
                        name="contrast_has_language",
                        violation_error_message="Write the language; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("generative__regex", "\\S")),
                        name="contrast_has_generative",
                        violation_error_message="Write the generative; it must not be empty.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: market-size-2030",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "sentence",
                    models.TextField(
                        help_text="The claim as one sentence of ours. Example: The market grows to 1.3 trillion dollars.",
                        verbose_name="sentence",
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        help_text="What it is about. Example: generative AI market",
                        verbose_name="subject",
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        help_text="What is counted. Example: yearly revenue", verbose_name="measure"
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        blank=True,
                        help_text="The figure, or the lower one of two. Example: 1300",
                        null=True,
                        verbose_name="value",
                    ),
                ),
                (
                    "value_high",
                    models.DecimalField(
                        blank=True,
                        help_text="The higher one, if it is a range. Example: 1500",
                        null=True,
                        verbose_name="upper value",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What the value is in. Example: billion US dollars",
                        verbose_name="unit",
                    ),
                ),
                (
                    "year",
                    models.BigIntegerField(
                        blank=True,
                        help_text="The year it speaks of, or starts in. Example: 2024",
                        null=True,
                        verbose_name="year",
                    ),
                ),
                (
                    "growth_percent",
                    models.DecimalField(
                        blank=True,
                        help_text="If growth is claimed. Example: 42",
                        null=True,
                        verbose_name="growth a year, in percent",
                    ),
                ),
                (
                    "horizon",
                    models.BigIntegerField(
                        blank=True,
                        help_text="The year a forecast reaches. Example: 2032",
                        null=True,
                        verbose_name="until year",
                    ),
                ),
                (
                    "forecast",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick if it speaks of the future. Example: ticked for “by 2032”",
                        verbose_name="forecast",
                    ),
                ),
                (
                    "attributed_to",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Who is said to have said so. Example: a market research firm",
                        verbose_name="attributed to",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("supported", "Supported"),
                            ("single", "Single source"),
                            ("vendor", "Seller’s own"),
                            ("unsourced", "No source"),
                            ("true", "True as it stands"),
                            ("other-year", "True for another year"),
                            ("disputed", "Disputed"),
                            ("superseded", "No longer counts"),
                        ],
                        help_text="Leave it empty, and comparison finds how the claim stands; your word wins over it. Example: Supported",
                        null=True,
                        verbose_name="your ruling",
                    ),
                ),
                (
                    "doubt",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What is wrong with it, in a sentence. Example: The year is missing.",
                        verbose_name="doubt",
                    ),
                ),
                (
                    "checked_with",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What you looked at to check it. Example: the firm’s own summary",
                        verbose_name="checked with",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "compared_with",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The claims it is set beside. Example: the figure for 2017",
                        related_name="+",
                        to="catalog.claim",
                        verbose_name="compared with",
                    ),
                ),
                (
                    "quotes",
                    models.ForeignKey(
                        blank=True,
                        help_text="The claim it repeats, as first made. Example: the sentence in the firm’s release",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.claim",
                        verbose_name="quotes",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "use_case",
                    models.ForeignKey(
                        blank=True,
                        help_text="The job it speaks of, if any. Example: Program code",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.usecase",
                        verbose_name="job",
                    ),
                ),
            ],
            options={
                "verbose_name": "claim",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="claim_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="claim_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sentence__regex", "\\S")),
                        name="claim_has_sentence",
                        violation_error_message="Write the sentence; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("subject__regex", "\\S")),
                        name="claim_has_subject",
                        violation_error_message="Write the subject; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("measure__regex", "\\S")),
                        name="claim_has_measure",
                        violation_error_message="Write the measure; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "supported",
                                    "single",
                                    "vendor",
                                    "unsourced",
                                    "true",
                                    "other-year",
                                    "disputed",
                                    "superseded",
                                ],
                            )
                        ),
                        name="claim_status_known",
                        violation_error_message="Choose the status from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value_high__isnull", True),
                            models.Q(
                                ("value__isnull", False), ("value_high__gte", models.F("value"))
                            ),
                            _connector="OR",
                        ),
                        name="claim_values_in_order",
                        violation_error_message="The upper value needs a lower one that is not above it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("year__isnull", True),
                                ("year__range", (1900, 2200)),
                                _connector="OR",
                            ),
                            models.Q(
                                ("horizon__isnull", True),
                                ("horizon__range", (1900, 2200)),
                                _connector="OR",
                            ),
                        ),
                        name="claim_years_plausible",
                        violation_error_message="Write years with four digits, for example 2026.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("year__isnull", True),
                            ("horizon__isnull", True),
                            ("horizon__gte", models.F("year")),
                            _connector="OR",
                        ),
                        name="claim_reaches_forward",
                        violation_error_message="A forecast cannot end before it starts. Check the two years.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: what-is-a-language-model",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "position",
                    models.BigIntegerField(
                        help_text="Place among articles, from low to high. Example: 1",
                        verbose_name="position",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="What the page answers. Example: What is a language model?",
                        verbose_name="title",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        help_text="The answer in one sentence. Example: A program that continues text.",
                        verbose_name="summary",
                    ),
                ),
                (
                    "markdown",
                    models.TextField(
                        help_text="In Markdown: ## for a heading, a line starting with - for a list. Example: ## How it works",
                        verbose_name="text",
                    ),
                ),
                (
                    "figure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("family", "What belongs to what"),
                            ("writing", "How a language model writes"),
                            ("fitting", "Instructions, retrieval, fine-tuning"),
                            ("pilot", "The course of a pilot"),
                            ("paying", "What waiting and repeating save"),
                            ("trades", "Which kind of AI for the jobs of each trade"),
                            ("yields", "What is left after each step"),
                        ],
                        help_text="The drawing above the text, if any. Example: How a language model writes",
                        null=True,
                        verbose_name="drawing",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "plans",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Plans of apps that stand under the text in a table, with their prices. Example: GitHub Copilot Business",
                        related_name="+",
                        to="catalog.appplan",
                        verbose_name="plans compared",
                    ),
                ),
                (
                    "sources",
                    models.ManyToManyField(
                        blank=True,
                        help_text="What it rests on, the main one first. Example: NIST, profile of generative AI",
                        related_name="+",
                        to="catalog.source",
                        verbose_name="sources",
                    ),
                ),
            ],
            options={
                "verbose_name": "article",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="article_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="article_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 0)),
                        name="article_position_not_negative",
                        violation_error_message="“Position” must be 0 or more.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title__regex", "\\S")),
                        name="article_has_title",
                        violation_error_message="Write the title; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("summary__regex", "\\S")),
                        name="article_has_summary",
                        violation_error_message="Write the summary; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("markdown__regex", "\\S")),
                        name="article_has_markdown",
                        violation_error_message="Write the markdown; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "figure__in",
                                [
                                    "family",
                                    "writing",
                                    "fitting",
                                    "pilot",
                                    "paying",
                                    "trades",
                                    "yields",
                                ],
                            )
                        ),
                        name="article_figure_known",
                        violation_error_message="Choose the figure from the list.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AppStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "question",
                    models.CharField(
                        choices=[
                            ("contract", "Terms for firms"),
                            ("processor", "Processor contract (GDPR)"),
                            ("training", "Trains on what you send"),
                            ("place", "Kept and worked in the EU"),
                            ("secrecy", "Bound to professional secrecy"),
                            ("setup", "Who sets it up"),
                            ("business-use", "May be used for work"),
                        ],
                        help_text="What it speaks of. Example: Trains on what you send",
                        verbose_name="question",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("no", "No"),
                            ("on-request", "On request"),
                            ("business-terms", "Business terms"),
                            ("private-terms", "Private terms"),
                            ("off-by-switch", "Yes, until you switch it off"),
                            (
                                "opt-out-by-contract",
                                "Yes, unless you opt out by letter or contract",
                            ),
                            ("eu", "In the EU"),
                            ("own-server", "On your own machine"),
                            ("eu-option-in-plan", "In the EU if you choose it, in this plan"),
                            ("eu-option-higher-plan", "In the EU only in a larger plan"),
                            ("us", "In the United States"),
                            ("other", "Elsewhere, or in several countries"),
                            ("owner", "Anybody"),
                            ("handy", "Somebody who is good with computers"),
                            ("developer", "A developer"),
                            ("not-in-countries", "Not in the countries named"),
                        ],
                        help_text="What it comes to. Example: No",
                        verbose_name="answer",
                    ),
                ),
                (
                    "countries",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("eu", "European Union"),
                                ("germany", "Germany"),
                                ("eea", "European Economic Area"),
                                ("switzerland", "Switzerland"),
                                ("uk", "United Kingdom"),
                                ("south-korea", "South Korea"),
                                ("usa", "United States"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="Of which countries it speaks, if only of these: where it may not be used, or whom it binds. Example: European Economic Area, Switzerland",
                        verbose_name="countries",
                    ),
                ),
                (
                    "says",
                    models.TextField(
                        help_text="What the source says, in our words, with its condition. Example: Not by default; only if the firm opts in, for instance through feedback.",
                        verbose_name="says",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        help_text="How sure you are of this reading. Example: Medium where a third party says so",
                        verbose_name="confidence",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        blank=True,
                        help_text="The day on which the source said so; empty where it carries no day. Example: 2026-11-24",
                        null=True,
                        verbose_name="as of",
                    ),
                ),
                (
                    "app",
                    models.ForeignKey(
                        help_text="Of which app it speaks. Example: ChatGPT",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.app",
                        verbose_name="app",
                    ),
                ),
                (
                    "app_plan",
                    models.ForeignKey(
                        blank=True,
                        help_text="Of which plan it speaks; empty for all plans of the app. Example: ChatGPT Business",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.appplan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "statement on an app",
                "verbose_name_plural": "statements on apps",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="app_statement_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "question__in",
                                [
                                    "contract",
                                    "processor",
                                    "training",
                                    "place",
                                    "secrecy",
                                    "setup",
                                    "business-use",
                                ],
                            )
                        ),
                        name="app_statement_question_known",
                        violation_error_message="Choose the question from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "answer__in",
                                [
                                    "yes",
                                    "no",
                                    "on-request",
                                    "business-terms",
                                    "private-terms",
                                    "off-by-switch",
                                    "opt-out-by-contract",
                                    "eu",
                                    "own-server",
                                    "eu-option-in-plan",
                                    "eu-option-higher-plan",
                                    "us",
                                    "other",
                                    "owner",
                                    "handy",
                                    "developer",
                                    "not-in-countries",
                                ],
                            )
                        ),
                        name="app_statement_answer_known",
                        violation_error_message="Choose the answer from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "countries__contained_by",
                                ["eu", "germany", "eea", "switzerland", "uk", "south-korea", "usa"],
                            )
                        ),
                        name="app_statement_countries_known",
                        violation_error_message="Choose the countries from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("says__regex", "\\S")),
                        name="app_statement_has_says",
                        violation_error_message="Write the says; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence__in", ["high", "medium", "low"])),
                        name="app_statement_confidence_known",
                        violation_error_message="Choose the confidence from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "question__in",
                                    [
                                        "contract",
                                        "processor",
                                        "training",
                                        "place",
                                        "secrecy",
                                        "setup",
                                        "business-use",
                                    ],
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                ("answer__in", ["business-terms", "private-terms"]),
                                ("question", "contract"),
                            ),
                            models.Q(
                                ("answer__in", ["yes", "on-request", "no"]),
                                ("question", "processor"),
                            ),
                            models.Q(
                                (
                                    "answer__in",
                                    ["no", "off-by-switch", "opt-out-by-contract", "yes"],
                                ),
                                ("question", "training"),
                            ),
                            models.Q(
                                (
                                    "answer__in",
                                    [
                                        "eu",
                                        "own-server",
                                        "eu-option-in-plan",
                                        "eu-option-higher-plan",
                                        "us",
                                        "other",
                                    ],
                                ),
                                ("question", "place"),
                            ),
                            models.Q(
                                ("answer__in", ["yes", "on-request", "no"]), ("question", "secrecy")
                            ),
                            models.Q(
                                ("answer__in", ["owner", "handy", "developer"]),
                                ("question", "setup"),
                            ),
                            models.Q(
                                ("answer__in", ["yes", "not-in-countries", "no"]),
                                ("question", "business-use"),
                            ),
                            _connector="OR",
                        ),
                        name="app_statement_answers_its_question",
                        violation_error_message="This is no answer to that question. Choose one that is.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "not-in-countries"), _negated=True),
                            ("countries__len__gt", 0),
                            _connector="OR",
                        ),
                        name="app_statement_names_the_countries",
                        violation_error_message="Tick the countries where it may not be used for work.",
                    ),
                    models.UniqueConstraint(
                        fields=("app", "app_plan", "question", "source"),
                        name="app_statement_is_single",
                        nulls_distinct=False,
                        violation_error_message="What this source says to this question is on file already. Change that row instead.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Synonym",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: chatbot",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "word",
                    models.CharField(
                        help_text="What people type. Example: chatbot", verbose_name="word"
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        help_text="What to look for besides, apart by commas. Example: customer support",
                        verbose_name="words",
                    ),
                ),
            ],
            options={
                "verbose_name": "synonym",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="synonym_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="synonym_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("word__regex", "\\S")),
                        name="synonym_has_word",
                        violation_error_message="Write the word; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words__regex", "\\S")),
                        name="synonym_has_words",
                        violation_error_message="Write the words; it must not be empty.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: token",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "term",
                    models.CharField(
                        help_text="The word as people meet it. Example: Token", verbose_name="term"
                    ),
                ),
                (
                    "meaning",
                    models.TextField(
                        help_text="What it means, without other such words. Example: A piece of a word; prices count them.",
                        verbose_name="meaning",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "term",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="term_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="term_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("term__regex", "\\S")),
                        name="term_has_term",
                        violation_error_message="Write the term; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("meaning__regex", "\\S")),
                        name="term_has_meaning",
                        violation_error_message="Write the meaning; it must not be empty.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ToCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        help_text="Which list says so. Example: litellm", verbose_name="list"
                    ),
                ),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("model", "New model"),
                            ("limit", "Limit of a model"),
                            ("inputs", "What goes in"),
                            ("plan", "Price of a plan"),
                            ("file", "File of an app"),
                        ],
                        help_text="Of what it speaks. Example: New model",
                        verbose_name="what",
                    ),
                ),
                (
                    "about",
                    models.TextField(
                        help_text="What it is about. Example: openai gpt-7", verbose_name="about"
                    ),
                ),
                (
                    "seller",
                    models.CharField(
                        blank=True, help_text="Whose it is. Example: openai", verbose_name="firm"
                    ),
                ),
                (
                    "says",
                    models.TextField(
                        help_text="What the list says, and what we say.", verbose_name="says"
                    ),
                ),
                (
                    "page",
                    models.TextField(
                        blank=True,
                        help_text="Where to look. Example: https://…",
                        verbose_name="page",
                    ),
                ),
                (
                    "drafts",
                    models.TextField(
                        default="[]",
                        help_text="The rows that one act makes of it, as JSON. Example: []",
                        verbose_name="drafts",
                    ),
                ),
                (
                    "first_seen",
                    models.DateField(
                        help_text="The day it was seen first. Example: 2026-12-07",
                        verbose_name="since",
                    ),
                ),
                (
                    "last_seen",
                    models.DateField(
                        help_text="The day it was seen last. Example: 2026-12-14",
                        verbose_name="seen",
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("open", "To check"),
                            ("before", "There before the first look"),
                            ("drafted", "Drafts made"),
                            ("done", "Checked"),
                            ("refused", "Not ours"),
                        ],
                        default="open",
                        help_text="What was decided. Example: Not ours",
                        verbose_name="choice",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When. Example: 2026-12-07 10:20",
                        null=True,
                        verbose_name="decided",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who decided. Example: maria",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
            ],
            options={
                "verbose_name": "thing to check",
                "verbose_name_plural": "things to check",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("origin", "sort", "about"),
                        name="to_check_is_single",
                        violation_error_message="This list says so already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_seen__gte", models.F("first_seen"))),
                        name="to_check_seen_in_order",
                        violation_error_message="Nothing is seen last before it is seen first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sort__in", ["model", "limit", "inputs", "plan", "file"])
                        ),
                        name="to_check_sort_known",
                        violation_error_message="Choose the sort from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("choice__in", ["open", "before", "drafted", "done", "refused"])
                        ),
                        name="to_check_choice_known",
                        violation_error_message="Choose the choice from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin__regex", "\\S")),
                        name="to_check_has_origin",
                        violation_error_message="Write the origin; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("about__regex", "\\S")),
                        name="to_check_has_about",
                        violation_error_message="Write the about; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("says__regex", "\\S")),
                        name="to_check_has_says",
                        violation_error_message="Write the says; it must not be empty.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tuning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: gpt-4-1-openai-fine-tuning",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "model_name",
                    models.CharField(
                        help_text="As the host writes it. Example: GPT-4.1",
                        verbose_name="model’s name",
                    ),
                ),
                (
                    "adaptations",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("fine-tuning", "Fine-tuning on examples"),
                                ("preference-tuning", "Tuning on preferences"),
                                ("reinforcement", "Tuning with a grader"),
                                ("distillation", "Teaching a smaller model"),
                                ("adapter", "Light fine-tuning (LoRA)"),
                                ("style", "A picture style of your own"),
                                ("reference", "Reference pictures"),
                                ("voice", "A voice of your own"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="What can be done; nothing where the host offers none. Example: Fine-tuning on examples",
                        verbose_name="ways",
                    ),
                ),
                (
                    "available",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("restricted", "Not to everybody"),
                            ("invitation", "By invitation"),
                            ("no", "No"),
                            ("unclear", "Unclear"),
                        ],
                        help_text="Whether somebody new gets it. Example: Not to everybody",
                        verbose_name="for new customers",
                    ),
                ),
                (
                    "min_examples",
                    models.BigIntegerField(
                        blank=True,
                        help_text="What the host asks for at least. Example: 10",
                        null=True,
                        verbose_name="fewest examples",
                    ),
                ),
                (
                    "good_examples",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What the host recommends. Example: 50-100",
                        verbose_name="recommended examples",
                    ),
                ),
                (
                    "example_unit",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What is counted. Example: example conversations",
                        verbose_name="unit of examples",
                    ),
                ),
                (
                    "price",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What the training costs, in words. Example: $25 per million tokens",
                        verbose_name="price",
                    ),
                ),
                (
                    "running_cost",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What the tuned model costs in use. Example: $3 in, $12 out per million tokens",
                        verbose_name="running cost",
                    ),
                ),
                (
                    "ends",
                    models.DateField(
                        blank=True,
                        help_text="The last day it is offered. Example: 2027-01-06",
                        null=True,
                        verbose_name="ends",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What a reader should know besides, in one or two sentences. Example: Only for organisations that tuned before.",
                        verbose_name="note",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        help_text="Who offers the tuning. Example: OpenAI",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.provider",
                        verbose_name="host",
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        blank=True,
                        help_text="The model, if the catalog has it. Example: GPT-4.1",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.aimodel",
                        verbose_name="model",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "way to adapt",
                "verbose_name_plural": "ways to adapt",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="tuning_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="tuning_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("model_name__regex", "\\S")),
                        name="tuning_has_model_name",
                        violation_error_message="Write the model name; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "adaptations__contained_by",
                                [
                                    "fine-tuning",
                                    "preference-tuning",
                                    "reinforcement",
                                    "distillation",
                                    "adapter",
                                    "style",
                                    "reference",
                                    "voice",
                                ],
                            )
                        ),
                        name="tuning_adaptations_known",
                        violation_error_message="Choose the adaptations from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("available__in", ["yes", "restricted", "invitation", "no", "unclear"])
                        ),
                        name="tuning_available_known",
                        violation_error_message="Choose the available from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("min_examples__isnull", True),
                            ("min_examples__gte", 0),
                            _connector="OR",
                        ),
                        name="tuning_min_examples_not_negative",
                        violation_error_message="“Fewest examples” must be 0 or more. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("adaptations__len__gt", 0), ("available", "no"), _connector="OR"
                        ),
                        name="tuning_names_a_way",
                        violation_error_message="Tick at least one way in which the model can be adapted, or say that it is not offered.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Solution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("none", "No AI"),
                                ("assistant", "A general assistant"),
                                ("app", "An app made for it"),
                                ("model", "A model built in"),
                                ("machine", "An open model on your own machine"),
                            ]
                        ),
                        help_text="What to look at, in this order. “No AI” in front means: that first. Example: A general assistant, an app made for it",
                        verbose_name="kinds",
                    ),
                ),
                (
                    "app_kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("assistant", "General assistant"),
                                ("support-desk", "Helpdesk and chat with customers"),
                                ("phone", "Telephone"),
                                ("email", "Mail and shared inbox"),
                                ("booking", "Booking pages and reminders"),
                                ("crm", "Customer records"),
                                ("reviews-feedback", "Reviews and surveys"),
                                ("shop-website", "Shop and website"),
                                ("proposals", "Proposals and quotes"),
                                ("translation", "Translation"),
                                ("meeting-notes", "Minutes of meetings and calls"),
                                ("transcription", "Recordings to text"),
                                ("health-scribe", "Notes of medical visits"),
                                ("voice", "Reading aloud and dubbing"),
                                ("music", "Music"),
                                ("avatar-video", "Videos with a made-up presenter"),
                                ("video-editor", "Cutting and subtitling videos"),
                                ("film-generator", "Made video clips"),
                                ("image-generator", "Made pictures"),
                                ("photo-editor", "Photos of products and rooms"),
                                ("design-suite", "Layouts, flyers and logos"),
                                ("slides", "Slides"),
                                ("ui-design", "Screens"),
                                ("3d-building", "3D models and buildings"),
                                ("document-capture", "Fields out of documents"),
                                ("accounting", "Bookkeeping"),
                                ("law", "Contracts and law"),
                                ("knowledge-search", "Answers from own papers"),
                                ("hr", "Recruiting"),
                                ("education", "Teaching"),
                                ("research", "Research"),
                                ("coding", "Program code"),
                                ("data-analysis", "Tables and data"),
                                ("seo-writing", "Web texts"),
                                ("email-campaign", "Newsletters"),
                                ("social-posts", "Posts in social networks"),
                                ("text-check", "Checking texts and pictures"),
                                ("automation", "Linking programs"),
                                ("maintenance", "Machines and inspections"),
                                ("sector-tool", "One trade"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="Which apps count, in this order, where an app made for it is named. Example: Photos of products and rooms",
                        verbose_name="kinds of app",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        help_text="Why in this order, in one sentence. Example: A page for bookings solves most of it without AI.",
                        verbose_name="reason",
                    ),
                ),
                (
                    "first",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What comes first and needs no AI, as an order: a template, a form, a library, a script. Example: First look in a stock library: there the right to use a piece is settled.",
                        verbose_name="first, without AI",
                    ),
                ),
                (
                    "owned",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("microsoft-365", "Microsoft 365"),
                                ("google-workspace", "Google Workspace"),
                                ("slack", "Slack"),
                                ("whatsapp", "WhatsApp"),
                                ("phone-system", "Telephone"),
                                ("video-calls", "Video calls"),
                                ("teams", "Microsoft Teams"),
                                ("zoom", "Zoom"),
                                ("crm", "Customer records (CRM)"),
                                ("hubspot", "HubSpot"),
                                ("salesforce", "Salesforce"),
                                ("helpdesk", "A helpdesk"),
                                ("zendesk", "Zendesk"),
                                ("website-builder", "A website builder"),
                                ("wordpress", "WordPress"),
                                ("shopify", "Shopify"),
                                ("woocommerce", "WooCommerce"),
                                ("accounting-software", "Accounting software"),
                                ("quickbooks", "QuickBooks"),
                                ("xero", "Xero"),
                                ("adobe", "Adobe"),
                                ("canva", "Canva"),
                                ("figma", "Figma"),
                                ("cad-software", "CAD software"),
                                ("revit", "Revit"),
                                ("sketchup", "SketchUp"),
                                ("rhino", "Rhino"),
                                ("code-editor", "A code editor"),
                                ("code-host", "GitHub, GitLab or the like"),
                                ("ad-console", "The console of an ad network"),
                                ("bi-tool", "A reporting tool"),
                                ("booking-system", "A booking system"),
                                ("estate-software", "Estate agents’ software"),
                                ("hotel-system", "A hotel system"),
                                ("insurer-portal", "The portal of an insurer"),
                                ("law-database", "A law database"),
                                ("learning-platform", "A learning platform"),
                                ("maintenance-software", "Maintenance software"),
                                ("newsletter-software", "Newsletter software"),
                                ("practice-software", "Practice software"),
                                ("recruiting-software", "Recruiting software"),
                                ("reference-manager", "A reference manager"),
                                ("shipping-software", "Shipping software"),
                                ("smartphone", "A smartphone"),
                                ("social-network-tools", "The social networks’ own tools"),
                                ("survey-tool", "A survey tool"),
                                ("video-editor-library", "A video editor with its library"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="What a firm often has already that does it, or a part of it. Example: Microsoft 365",
                        verbose_name="have already",
                    ),
                ),
                (
                    "app_is_right",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick if an app made for it is plainly the right kind. Example: ticked for minutes of meetings",
                        verbose_name="clearly an app",
                    ),
                ),
                (
                    "live",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick if somebody waits for each answer, as on the telephone. Example: ticked for calls",
                        verbose_name="live",
                    ),
                ),
                (
                    "read_as",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where people send each answer, nobody waits for a tool: the job that it then is. Example: Answer customers’ e-mails for a chat",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.usecase",
                        verbose_name="read first, it is",
                    ),
                ),
                (
                    "language_matters",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick if what does it in one language may not do it in another. Example: ticked for translations",
                        verbose_name="by language",
                    ),
                ),
                (
                    "build_from",
                    models.BigIntegerField(
                        blank=True,
                        help_text="From how many results a month a model built in is worth a look; empty: never for a small firm. Example: 500",
                        null=True,
                        verbose_name="build from",
                    ),
                ),
                (
                    "general_up_to",
                    models.BigIntegerField(
                        blank=True,
                        help_text="Up to how many results a month one may give, one by one, to an assistant or to a program that does this besides. Empty: to any number. Example: 30 for replies to reviews",
                        null=True,
                        verbose_name="general up to",
                    ),
                ),
                (
                    "by_rights",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick if the right to publish or sell what comes out decides: where a slip does harm, only an assistant that the firm has counts. Example: ticked for pictures",
                        verbose_name="by rights",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("microsoft-365", "Microsoft 365"),
                            ("google-workspace", "Google Workspace"),
                            ("slack", "Slack"),
                            ("whatsapp", "WhatsApp"),
                            ("phone-system", "Telephone"),
                            ("video-calls", "Video calls"),
                            ("teams", "Microsoft Teams"),
                            ("zoom", "Zoom"),
                            ("crm", "Customer records (CRM)"),
                            ("hubspot", "HubSpot"),
                            ("salesforce", "Salesforce"),
                            ("helpdesk", "A helpdesk"),
                            ("zendesk", "Zendesk"),
                            ("website-builder", "A website builder"),
                            ("wordpress", "WordPress"),
                            ("shopify", "Shopify"),
                            ("woocommerce", "WooCommerce"),
                            ("accounting-software", "Accounting software"),
                            ("quickbooks", "QuickBooks"),
                            ("xero", "Xero"),
                            ("adobe", "Adobe"),
                            ("canva", "Canva"),
                            ("figma", "Figma"),
                            ("cad-software", "CAD software"),
                            ("revit", "Revit"),
                            ("sketchup", "SketchUp"),
                            ("rhino", "Rhino"),
                            ("code-editor", "A code editor"),
                            ("code-host", "GitHub, GitLab or the like"),
                            ("ad-console", "The console of an ad network"),
                            ("bi-tool", "A reporting tool"),
                            ("booking-system", "A booking system"),
                            ("estate-software", "Estate agents’ software"),
                            ("hotel-system", "A hotel system"),
                            ("insurer-portal", "The portal of an insurer"),
                            ("law-database", "A law database"),
                            ("learning-platform", "A learning platform"),
                            ("maintenance-software", "Maintenance software"),
                            ("newsletter-software", "Newsletter software"),
                            ("practice-software", "Practice software"),
                            ("recruiting-software", "Recruiting software"),
                            ("reference-manager", "A reference manager"),
                            ("shipping-software", "Shipping software"),
                            ("smartphone", "A smartphone"),
                            ("social-network-tools", "The social networks’ own tools"),
                            ("survey-tool", "A survey tool"),
                            ("video-editor-library", "A video editor with its library"),
                        ],
                        help_text="What it takes place in: a tool that is no part of it hears only what runs in the tool. Example: Telephone for calls",
                        null=True,
                        verbose_name="takes place in",
                    ),
                ),
                (
                    "people_wrong",
                    models.BigIntegerField(
                        blank=True,
                        help_text="Where each result is held against one true answer: how many of 100 people get wrong, our estimate. Empty: people rework it. Example: 2 for invoices",
                        null=True,
                        verbose_name="people’s mistakes",
                    ),
                ),
                (
                    "minutes_each",
                    models.DecimalField(
                        blank=True,
                        help_text="How many minutes of call, recording or video one result takes, where the job itself does not say. Example: 4",
                        null=True,
                        verbose_name="minutes",
                    ),
                ),
                (
                    "reading_part",
                    models.DecimalField(
                        blank=True,
                        help_text="How much of the minutes by hand checking takes: 1 where the whole is done again. Empty: the usual part. Example: 1 for code reviews",
                        null=True,
                        verbose_name="reading",
                    ),
                ),
                (
                    "pages_each",
                    models.DecimalField(
                        blank=True,
                        help_text="How many pages one result takes. Example: 2",
                        null=True,
                        verbose_name="pages",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "assistants",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The general assistants that do it. Example: ChatGPT, Claude",
                        related_name="+",
                        to="catalog.app",
                        verbose_name="assistants",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "use_case",
                    models.ForeignKey(
                        help_text="Which job it solves. Example: Make photos for the menu",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.usecase",
                        verbose_name="job",
                    ),
                ),
            ],
            options={
                "verbose_name": "solution of a job",
                "verbose_name_plural": "solutions of jobs",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="solution_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kinds__contained_by",
                                ["none", "assistant", "app", "model", "machine"],
                            )
                        ),
                        name="solution_kinds_known",
                        violation_error_message="Choose the kinds from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "app_kinds__contained_by",
                                [
                                    "assistant",
                                    "support-desk",
                                    "phone",
                                    "email",
                                    "booking",
                                    "crm",
                                    "reviews-feedback",
                                    "shop-website",
                                    "proposals",
                                    "translation",
                                    "meeting-notes",
                                    "transcription",
                                    "health-scribe",
                                    "voice",
                                    "music",
                                    "avatar-video",
                                    "video-editor",
                                    "film-generator",
                                    "image-generator",
                                    "photo-editor",
                                    "design-suite",
                                    "slides",
                                    "ui-design",
                                    "3d-building",
                                    "document-capture",
                                    "accounting",
                                    "law",
                                    "knowledge-search",
                                    "hr",
                                    "education",
                                    "research",
                                    "coding",
                                    "data-analysis",
                                    "seo-writing",
                                    "email-campaign",
                                    "social-posts",
                                    "text-check",
                                    "automation",
                                    "maintenance",
                                    "sector-tool",
                                ],
                            )
                        ),
                        name="solution_app_kinds_known",
                        violation_error_message="Choose the app kinds from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S")),
                        name="solution_has_reason",
                        violation_error_message="Write the reason; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "owned__contained_by",
                                [
                                    "microsoft-365",
                                    "google-workspace",
                                    "slack",
                                    "whatsapp",
                                    "phone-system",
                                    "video-calls",
                                    "teams",
                                    "zoom",
                                    "crm",
                                    "hubspot",
                                    "salesforce",
                                    "helpdesk",
                                    "zendesk",
                                    "website-builder",
                                    "wordpress",
                                    "shopify",
                                    "woocommerce",
                                    "accounting-software",
                                    "quickbooks",
                                    "xero",
                                    "adobe",
                                    "canva",
                                    "figma",
                                    "cad-software",
                                    "revit",
                                    "sketchup",
                                    "rhino",
                                    "code-editor",
                                    "code-host",
                                    "ad-console",
                                    "bi-tool",
                                    "booking-system",
                                    "estate-software",
                                    "hotel-system",
                                    "insurer-portal",
                                    "law-database",
                                    "learning-platform",
                                    "maintenance-software",
                                    "newsletter-software",
                                    "practice-software",
                                    "recruiting-software",
                                    "reference-manager",
                                    "shipping-software",
                                    "smartphone",
                                    "social-network-tools",
                                    "survey-tool",
                                    "video-editor-library",
                                ],
                            )
                        ),
                        name="solution_owned_known",
                        violation_error_message="Choose the owned from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("build_from__isnull", True), ("build_from__gt", 0), _connector="OR"
                        ),
                        name="solution_build_from_positive",
                        violation_error_message="“Build from” must be above 0. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("general_up_to__isnull", True),
                            ("general_up_to__gt", 0),
                            _connector="OR",
                        ),
                        name="solution_general_up_to_positive",
                        violation_error_message="“General up to” must be above 0. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "channel__in",
                                [
                                    "microsoft-365",
                                    "google-workspace",
                                    "slack",
                                    "whatsapp",
                                    "phone-system",
                                    "video-calls",
                                    "teams",
                                    "zoom",
                                    "crm",
                                    "hubspot",
                                    "salesforce",
                                    "helpdesk",
                                    "zendesk",
                                    "website-builder",
                                    "wordpress",
                                    "shopify",
                                    "woocommerce",
                                    "accounting-software",
                                    "quickbooks",
                                    "xero",
                                    "adobe",
                                    "canva",
                                    "figma",
                                    "cad-software",
                                    "revit",
                                    "sketchup",
                                    "rhino",
                                    "code-editor",
                                    "code-host",
                                    "ad-console",
                                    "bi-tool",
                                    "booking-system",
                                    "estate-software",
                                    "hotel-system",
                                    "insurer-portal",
                                    "law-database",
                                    "learning-platform",
                                    "maintenance-software",
                                    "newsletter-software",
                                    "practice-software",
                                    "recruiting-software",
                                    "reference-manager",
                                    "shipping-software",
                                    "smartphone",
                                    "social-network-tools",
                                    "survey-tool",
                                    "video-editor-library",
                                ],
                            )
                        ),
                        name="solution_channel_known",
                        violation_error_message="Choose the channel from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("people_wrong__isnull", True),
                            models.Q(("people_wrong__gt", 0), ("people_wrong__lt", 50)),
                            _connector="OR",
                        ),
                        name="solution_people_wrong_positive",
                        violation_error_message="“People’s mistakes” must be above 0 and below 50. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minutes_each__isnull", True),
                            models.Q(("minutes_each__gt", 0), ("minutes_each__lt", 100000)),
                            _connector="OR",
                        ),
                        name="solution_minutes_each_positive",
                        violation_error_message="“Minutes” must be above 0 and below 100,000. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reading_part__isnull", True),
                            models.Q(("reading_part__gte", 0), ("reading_part__lt", 2)),
                            _connector="OR",
                        ),
                        name="solution_reading_part_not_negative",
                        violation_error_message="“Reading” must be 0 or more and below 2. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pages_each__isnull", True),
                            models.Q(("pages_each__gt", 0), ("pages_each__lt", 100000)),
                            _connector="OR",
                        ),
                        name="solution_pages_each_positive",
                        violation_error_message="“Pages” must be above 0 and below 100,000. Leave it empty if it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kinds__len__gt", 0)),
                        name="solution_names_a_kind",
                        violation_error_message="Name at least one kind of solution, be it “No AI”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("app_kinds__len__gt", 0), ("kinds__contains", ["app"])),
                            models.Q(
                                models.Q(("kinds__contains", ["app"]), _negated=True),
                                ("app_kinds__len", 0),
                            ),
                            _connector="OR",
                        ),
                        name="solution_names_which_apps",
                        violation_error_message="Name the kinds of app where an app made for it is named, and only there.",
                    ),
                    models.UniqueConstraint(
                        fields=("use_case",),
                        name="solution_is_single",
                        violation_error_message="This job has its solutions on file already. Change that row instead.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JobPhrases",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "medium",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("text", "Text"),
                            ("code", "Program code"),
                            ("data", "Tables and data"),
                            ("document", "Documents and scans"),
                            ("image", "Pictures"),
                            ("video", "Video"),
                            ("speech", "Speech"),
                            ("music", "Music and sound"),
                            ("3d", "3D shapes"),
                            ("vector", "Embeddings"),
                        ],
                        help_text="Of a job in the owner’s own words; empty where a job is named. Example: Text",
                        null=True,
                        verbose_name="kind of result",
                    ),
                ),
                (
                    "task_noun",
                    models.CharField(
                        help_text="Stands alone, or before a colon. Small first letter. Example: answers to customers",
                        verbose_name="the job as a noun",
                    ),
                ),
                (
                    "do_with",
                    models.CharField(
                        help_text="Follows “Use ChatGPT Business”. Example: to answer customers’ questions in a chat",
                        verbose_name="what a tool is used for",
                    ),
                ),
                (
                    "test_with",
                    models.CharField(
                        help_text="Follows “Try ChatGPT Business”. Example: on questions from last month",
                        verbose_name="what a tool is tried on",
                    ),
                ),
                (
                    "leave",
                    models.CharField(
                        help_text="A sentence that begins with Keep or Let. Example: Keep answering the chat yourself.",
                        verbose_name="what to do instead",
                    ),
                ),
                (
                    "by_hand_word",
                    models.CharField(
                        help_text="Begins a sentence: “Answering the chat yourself takes 40 hours.” Example: answering the chat yourself",
                        verbose_name="doing it by hand",
                    ),
                ),
                (
                    "plain",
                    models.CharField(
                        help_text="A sentence that begins with It. Example: It reads a customer’s question and answers from your own pages.",
                        verbose_name="what the tool does",
                    ),
                ),
                (
                    "item",
                    models.CharField(
                        help_text="What a month is counted and priced in: one of them. Example: conversation",
                        verbose_name="what is counted",
                    ),
                ),
                (
                    "item_plural",
                    models.CharField(
                        help_text="The same for many. Example: conversations",
                        verbose_name="what is counted, several",
                    ),
                ),
                (
                    "piece",
                    models.CharField(
                        help_text="What a person reads and the test rates: one of them. Example: answer",
                        verbose_name="what is read",
                    ),
                ),
                (
                    "piece_plural",
                    models.CharField(
                        help_text="The same for many. Example: answers",
                        verbose_name="what is read, several",
                    ),
                ),
                (
                    "pieces",
                    models.DecimalField(
                        db_default=Decimal("1"),
                        default=Decimal("1"),
                        help_text="How many are read in one that is counted. Example: 10 adverts in a set of 10 variants",
                        verbose_name="pieces in one",
                    ),
                ),
                (
                    "every",
                    models.CharField(
                        help_text="What whoever reads every one does. Example: Read every answer before you press Send.",
                        verbose_name="every one is read",
                    ),
                ),
                (
                    "release",
                    models.CharField(
                        help_text="What is done where the law or somebody’s health hangs on it: who reads and approves. Example: Let trained staff read every answer and send it themselves.",
                        verbose_name="one person answers for it",
                    ),
                ),
                (
                    "sample",
                    models.CharField(
                        help_text="What whoever reads one in ten does. Example: Each week read one in ten conversations, chosen by chance.",
                        verbose_name="one in ten is read",
                    ),
                ),
                (
                    "unread",
                    models.CharField(
                        help_text="What happens where nobody reads them. Example: Nobody reads the answers: a wrong promise reaches the customer at once.",
                        verbose_name="nobody reads",
                    ),
                ),
                (
                    "wrong_piece",
                    models.CharField(
                        help_text="Follows “3 of 20”, before and after a test: without is and was. Example: answers had to be rewritten",
                        verbose_name="wrong ones",
                    ),
                ),
                (
                    "harm",
                    models.CharField(
                        help_text="The worst that a wrong one does. Example: A customer with an allergy is told that a product is safe.",
                        verbose_name="the harm",
                    ),
                ),
                (
                    "harm_kind",
                    models.CharField(
                        choices=[
                            ("hurt", "Somebody is hurt"),
                            ("law", "A law or a contract is broken"),
                        ],
                        help_text="Whether that injures somebody or breaks a law or contract. Example: Somebody is hurt",
                        verbose_name="which harm",
                    ),
                ),
                (
                    "cost_of_wrong",
                    models.CharField(
                        help_text="Where it costs money or a customer. Example: The chat promises a refund that you did not owe.",
                        verbose_name="what a wrong one costs",
                    ),
                ),
                (
                    "against",
                    models.CharField(
                        help_text="Stands behind the biggest risk: one act, another than reading. Example: Call the number on file before you pay a changed account.",
                        verbose_name="what to do against the worst",
                    ),
                ),
                (
                    "collect",
                    models.CharField(
                        help_text="For the test. {n} stands for how many. Example: Take {n} real questions from last month, the odd ones too.",
                        verbose_name="what to collect",
                    ),
                ),
                (
                    "good_test",
                    models.CharField(
                        help_text="A sentence that begins with A result passes if. Example: A result passes if every fact in it is on your pages.",
                        verbose_name="when it is good",
                    ),
                ),
                (
                    "known_bad",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Cases in which it is known to be there, several; only where something can be missed. Example: photos with a crack",
                        verbose_name="what has to be found",
                    ),
                ),
                (
                    "missed",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What was wrongly done with such a case: it follows “2 of 20 photos with a crack were”. Example: passed as sound",
                        verbose_name="what a miss is",
                    ),
                ),
                (
                    "parts",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Into what one is cut for the test that takes hours by hand; empty where none can be cut. Example: chapters",
                        verbose_name="parts of a long one",
                    ),
                ),
                (
                    "from_list",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick if the right answer can stand in a list of the firm’s. Example: ticked for product descriptions",
                        verbose_name="a list can answer",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "use_case",
                    models.ForeignKey(
                        blank=True,
                        help_text="The job that is spoken of; empty for a job in the owner’s own words. Example: Answer customers’ questions in a chat",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.usecase",
                        verbose_name="job",
                    ),
                ),
            ],
            options={
                "verbose_name": "phrases of a job",
                "verbose_name_plural": "phrases of jobs",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="job_phrases_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "medium__in",
                                [
                                    "text",
                                    "code",
                                    "data",
                                    "document",
                                    "image",
                                    "video",
                                    "speech",
                                    "music",
                                    "3d",
                                    "vector",
                                ],
                            )
                        ),
                        name="job_phrases_medium_known",
                        violation_error_message="Choose the medium from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("task_noun__regex", "^[^{}]{2,40}[^\\s.{}]$|^“\\{words\\}”$")
                        ),
                        name="job_phrases_task_noun_fits",
                        violation_error_message="“The job as a noun” is a noun of at most 40 letters, without a full stop.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("do_with__regex", "^(?:to|for) [^{}]{0,48}[^\\s.{}]$|\\{words\\}")
                        ),
                        name="job_phrases_do_with_fits",
                        violation_error_message="“What a tool is used for” is words that begin with “to” or “for”, at most 48 letters more, without a full stop.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "test_with__regex",
                                "^(?:on|in|with|for|from|before|beside) [^{}]{0,48}[^\\s.{}]$|\\{words\\}",
                            )
                        ),
                        name="job_phrases_test_with_fits",
                        violation_error_message="“What a tool is tried on” is words that begin with “on” or “in” or “with” or “for” or “from” or “before” or “beside”, at most 48 letters more, without a full stop.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("leave__regex", "^(?:Keep |Let )[^{}]{4,70}[.]$")),
                        name="job_phrases_leave_fits",
                        violation_error_message="“What to do instead” is one sentence that begins with Keep or Let, at most 70 letters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("by_hand_word__regex", "^[^\\s{}](?:[^{}]{0,38}[^\\s.{}])?$")
                        ),
                        name="job_phrases_by_hand_word_fits",
                        violation_error_message="“Doing it by hand” is words inside a sentence: at most 40 letters, without a full stop at the end.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("plain__regex", "^(?:It )[^{}]{4,80}[.]$")),
                        name="job_phrases_plain_fits",
                        violation_error_message="“What the tool does” is one sentence that begins with It, at most 80 letters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("item__regex", "^[^\\s{}](?:[^{}]{0,28}[^\\s.{}])?$")),
                        name="job_phrases_item_fits",
                        violation_error_message="“What is counted” is words inside a sentence: at most 30 letters, without a full stop at the end.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("item_plural__regex", "^[^\\s{}](?:[^{}]{0,28}[^\\s.{}])?$")
                        ),
                        name="job_phrases_item_plural_fits",
                        violation_error_message="“What is counted, several” is words inside a sentence: at most 30 letters, without a full stop at the end.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("piece__regex", "^[^\\s{}](?:[^{}]{0,22}[^\\s.{}])?$")),
                        name="job_phrases_piece_fits",
                        violation_error_message="“What is read” is words inside a sentence: at most 24 letters, without a full stop at the end.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("piece_plural__regex", "^[^\\s{}](?:[^{}]{0,22}[^\\s.{}])?$")
                        ),
                        name="job_phrases_piece_plural_fits",
                        violation_error_message="“What is read, several” is words inside a sentence: at most 24 letters, without a full stop at the end.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pieces__gt", 0), ("pieces__lt", 10000)),
                        name="job_phrases_pieces_positive",
                        violation_error_message="“Pieces in one” must be above 0 and below 10,000.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("every__regex", "^(?:[A-Z])[^{}]{4,90}[.]$")),
                        name="job_phrases_every_fits",
                        violation_error_message="“Every one is read” is one sentence that begins with a capital and ends with a full stop, at most 90 letters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("release__regex", "^(?:[A-Z])[^{}]{4,100}[.]$")),
                        name="job_phrases_release_fits",
                        violation_error_message="“One person answers for it” is one sentence that begins with a capital and ends with a full stop, at most 100 letters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sample__regex", "^(?:[A-Z])[^{}]{4,90}[.]$")),
                        name="job_phrases_sample_fits",
                        violation_error_message="“One in ten is read” is one sentence that begins with a capital and ends with a full stop, at most 90 letters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unread__regex", "^(?:Nobody )[^{}]{4,90}[.]$")),
                        name="job_phrases_unread_fits",
                        violation_error_message="“Nobody reads” is one sentence that begins with Nobody, at most 90 letters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("wrong_piece__regex", "^[^\\s{}](?:[^{}]{0,48}[^\\s.{}])?$")
                        ),
                        name="job_phrases_wrong_piece_fits",
                        violation_error_message="“Wrong ones” is words inside a sentence: at most 50 letters, without a full stop at the end.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("harm__regex", "^(?:[A-Z])[^{}]{4,90}[.]$")),
                        name="job_phrases_harm_fits",
                        violation_error_message="“The harm” is one sentence that begins with a capital and ends with a full stop, at most 90 letters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("harm_kind__in", ["hurt", "law"])),
                        name="job_phrases_harm_kind_known",
                        violation_error_message="Choose the harm kind from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cost_of_wrong__regex", "^(?:[A-Z])[^{}]{4,90}[.]$")),
                        name="job_phrases_cost_of_wrong_fits",
                        violation_error_message="“What a wrong one costs” is one sentence that begins with a capital and ends with a full stop, at most 90 letters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("against__regex", "^(?:[A-Z])[^{}]{4,80}[.]$")),
                        name="job_phrases_against_fits",
                        violation_error_message="“What to do against the worst” is one sentence that begins with a capital and ends with a full stop, at most 80 letters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("collect__regex", "^[A-Z][^{}]{2,50}\\{n\\}[^{}]{2,80}[.]$")
                        ),
                        name="job_phrases_collect_fits",
                        violation_error_message="“What to collect” is one sentence of at most 130 letters that has {n} once, for how many.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("good_test__regex", "^(?:A result passes if )[^{}]{4,90}[.]$")
                        ),
                        name="job_phrases_good_test_fits",
                        violation_error_message="“When it is good” is one sentence that begins with A result passes if, at most 90 letters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("known_bad__regex", "^$|^[^\\s{}](?:[^{}]{0,42}[^\\s.{}])?$")
                        ),
                        name="job_phrases_known_bad_fits",
                        violation_error_message="“What has to be found” is words inside a sentence: at most 44 letters, without a full stop at the end; or empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("missed__regex", "^$|^[^\\s{}](?:[^{}]{0,30}[^\\s.{}])?$")
                        ),
                        name="job_phrases_missed_fits",
                        violation_error_message="“What a miss is” is words inside a sentence: at most 32 letters, without a full stop at the end; or empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parts__regex", "^$|^[^\\s{}](?:[^{}]{0,22}[^\\s.{}])?$")
                        ),
                        name="job_phrases_parts_fits",
                        violation_error_message="“Parts of a long one” is words inside a sentence: at most 24 letters, without a full stop at the end; or empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("medium__isnull", True), ("use_case__isnull", False)),
                            models.Q(("medium__isnull", False), ("use_case__isnull", True)),
                            _connector="OR",
                        ),
                        name="job_phrases_have_one_subject",
                        violation_error_message="Phrases belong to a job, or to a kind of result in the owner’s own words. Choose one of the two.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("known_bad", ""), ("missed", "")),
                            models.Q(
                                models.Q(("known_bad", ""), _negated=True),
                                models.Q(("missed", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="job_phrases_say_what_a_miss_is",
                        violation_error_message="Say both what has to be found and what a miss of it is, or neither.",
                    ),
                    models.UniqueConstraint(
                        fields=("use_case", "medium"),
                        name="job_phrases_are_single",
                        nulls_distinct=False,
                        violation_error_message="This job has its phrases on file already. Change that row instead.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "branch",
                    models.CharField(
                        choices=[("language", "Language model"), ("media", "Other generative AI")],
                        help_text="The column of the matrix. Example: Language model",
                        verbose_name="branch",
                    ),
                ),
                (
                    "statement",
                    models.TextField(
                        help_text="In our words, with the figure, the number of cases and the year. Example: 73.8 % of comments were acted on; 4,335 changes in one firm, 2024.",
                        verbose_name="what was found",
                    ),
                ),
                (
                    "fit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes"),
                            ("limited", "Limited"),
                            ("no", "No"),
                            ("unknown", "Unknown"),
                        ],
                        help_text="The answer it speaks for; empty where it only says what to watch. Example: Limited",
                        null=True,
                        verbose_name="speaks for",
                    ),
                ),
                (
                    "near",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick if it is about a job close to this one. Example: ticked for a study of letters, where the job is e-mail",
                        verbose_name="neighbouring job",
                    ),
                ),
                (
                    "read_as",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What of the source was read. Example: an extract",
                        verbose_name="read as",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "use_case",
                    models.ForeignKey(
                        help_text="The row of the matrix. Example: Make photos for the menu",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.usecase",
                        verbose_name="use case",
                    ),
                ),
            ],
            options={
                "verbose_name": "finding",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="finding_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("branch__in", ["language", "media"])),
                        name="finding_branch_known",
                        violation_error_message="Choose the branch from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("statement__regex", "\\S")),
                        name="finding_has_statement",
                        violation_error_message="Write the statement; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fit__in", ["yes", "limited", "no", "unknown"])),
                        name="finding_fit_known",
                        violation_error_message="Choose the fit from the list.",
                    ),
                    models.UniqueConstraint(
                        fields=("use_case", "branch", "source"),
                        name="finding_is_single",
                        violation_error_message="This source has a finding on this answer already. Change that one instead.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contradiction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: part-above-whole",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="What clashes, in a few words. Example: A part above its whole",
                        verbose_name="title",
                    ),
                ),
                (
                    "all_doubted",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Tick if nobody can say which side is wrong, so that all its claims are doubtful. Example: ticked for two counts of one market",
                        verbose_name="all doubtful",
                    ),
                ),
                (
                    "branch",
                    models.CharField(
                        blank=True,
                        choices=[("language", "Language model"), ("media", "Other generative AI")],
                        help_text="Which answer of that job. Example: Other generative AI",
                        null=True,
                        verbose_name="column",
                    ),
                ),
                (
                    "working",
                    models.TextField(
                        help_text="The sum or comparison, so that a reader can do it again. Example: 5 billion grown at 10 % a year are 8 billion by then; the part is said to be 9 billion.",
                        verbose_name="what shows it",
                    ),
                ),
                (
                    "reading",
                    models.TextField(
                        help_text="What a reader should make of it. Example: We repeat neither figure.",
                        verbose_name="how we read it",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        help_text="The claim that it makes doubtful. Example: video in 2030",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.claim",
                        verbose_name="claim",
                    ),
                ),
                (
                    "others",
                    models.ManyToManyField(
                        blank=True,
                        help_text="What it clashes with. Example: the whole market in 2024",
                        related_name="+",
                        to="catalog.claim",
                        verbose_name="other claims",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "use_case",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose answer in the matrix it calls into question. Example: Program code",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.usecase",
                        verbose_name="job",
                    ),
                ),
            ],
            options={
                "verbose_name": "contradiction",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="contradiction_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="contradiction_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title__regex", "\\S")),
                        name="contradiction_has_title",
                        violation_error_message="Write the title; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("branch__in", ["language", "media"])),
                        name="contradiction_branch_known",
                        violation_error_message="Choose the branch from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("working__regex", "\\S")),
                        name="contradiction_has_working",
                        violation_error_message="Write the working; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reading__regex", "\\S")),
                        name="contradiction_has_reading",
                        violation_error_message="Write the reading; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("branch__isnull", True), ("use_case__isnull", True)),
                            models.Q(("branch__isnull", False), ("use_case__isnull", False)),
                            _connector="OR",
                        ),
                        name="contradiction_names_a_whole_answer",
                        violation_error_message="An answer of the matrix is a job and a column. Choose both or neither.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cell",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "locked",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why nobody may change it for now. Example: Two studies disagree; we wait for the third in May.",
                        verbose_name="locked",
                    ),
                ),
                (
                    "branch",
                    models.CharField(
                        choices=[("language", "Language model"), ("media", "Other generative AI")],
                        help_text="The column of the matrix. Example: Language model",
                        verbose_name="branch",
                    ),
                ),
                (
                    "fit",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("limited", "Limited"),
                            ("no", "No"),
                            ("unknown", "Unknown"),
                        ],
                        help_text="How well this branch does the job. Example: Limited",
                        verbose_name="fit",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        help_text="Why, in one sentence. Example: A language model cannot draw.",
                        verbose_name="reason",
                    ),
                ),
                (
                    "condition",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What must be so for it to hold. Example: A person checks each answer.",
                        verbose_name="condition",
                    ),
                ),
                (
                    "disputed",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Both sides in words, if sources disagree. Example: The article says no; two vendors say yes.",
                        verbose_name="disputed",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "review_by",
                    models.DateField(
                        blank=True,
                        help_text="When somebody should look again. Example: 2027-05-31",
                        null=True,
                        verbose_name="review by",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "use_case",
                    models.ForeignKey(
                        help_text="The row of the matrix. Example: Make photos for the menu",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.usecase",
                        verbose_name="use case",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer of the matrix",
                "verbose_name_plural": "answers of the matrix",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="cell_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("branch__in", ["language", "media"])),
                        name="cell_branch_known",
                        violation_error_message="Choose the branch from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fit__in", ["yes", "limited", "no", "unknown"])),
                        name="cell_fit_known",
                        violation_error_message="Choose the fit from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S")),
                        name="cell_has_reason",
                        violation_error_message="Say why. A cell without a reason helps nobody.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("review_by__isnull", True),
                            ("review_by__gt", models.F("as_of")),
                            _connector="OR",
                        ),
                        name="cell_review_after_as_of",
                        violation_error_message="The day to look again comes after the day of the source.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("locked", ""), ("disputed__regex", "\\S"), _connector="OR"
                        ),
                        name="cell_lock_is_for_disputes",
                        violation_error_message="Only a disputed cell is locked. Write down both sides first.",
                    ),
                    models.UniqueConstraint(
                        fields=("use_case", "branch"),
                        name="cell_is_single",
                        violation_error_message="This use case has a cell for this branch already. Change that one instead.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Advice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: made-up-facts",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("exit", "What does it instead"),
                            ("risk", "What can go wrong"),
                            ("tuning", "How it gets better"),
                            ("hand-off", "From one tool to the next"),
                            ("phase", "On the way to daily use"),
                        ],
                        help_text="Which question of a plan it answers. Example: What can go wrong",
                        verbose_name="topic",
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        help_text="What the rules call the situation. Example: factual-errors",
                        verbose_name="subject",
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("general", "General language work"),
                                ("code-completion", "Code completion"),
                                ("search", "Answers from a web search"),
                                ("embedding", "Embeddings for search"),
                                ("moderation", "Moderation"),
                                ("transcription", "Transcription"),
                                ("reading", "Reading of documents"),
                                ("speech", "Speech"),
                                ("conversation", "Live voice conversation"),
                                ("image", "Pictures"),
                                ("video", "Video"),
                                ("music", "Music and sound"),
                                ("3d", "3D shapes"),
                                ("product", "A product, not a model"),
                            ]
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="For which it is; empty for all. Example: Speech",
                        verbose_name="kinds of model",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="In a few words. Example: Made-up facts", verbose_name="title"
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="What it is; of a risk, who is harmed by what. Example: A customer trusts a made-up answer.",
                        verbose_name="text",
                    ),
                ),
                (
                    "action",
                    models.TextField(
                        help_text="In the imperative; of a risk, what guards against it. Example: Read each answer before it goes out.",
                        verbose_name="what to do",
                    ),
                ),
                (
                    "needs",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="What it takes. Example: Three to five good results.",
                        verbose_name="needs",
                    ),
                ),
                (
                    "effort",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Of one person. Example: Two hours",
                        verbose_name="effort",
                    ),
                ),
                (
                    "stop",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="When to leave it. Example: Nine of ten go out unchanged.",
                        verbose_name="stop",
                    ),
                ),
                (
                    "position",
                    models.BigIntegerField(
                        help_text="From low to high; the biggest risk is the lowest. Example: 10",
                        verbose_name="position",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "use_cases",
                    models.ManyToManyField(
                        blank=True,
                        help_text="For which it is written; empty for all. Example: Check contracts for risky clauses",
                        related_name="+",
                        to="catalog.usecase",
                        verbose_name="use cases",
                    ),
                ),
            ],
            options={
                "verbose_name": "advice",
                "verbose_name_plural": "advice",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="advice_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="advice_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("topic__in", ["exit", "risk", "tuning", "hand-off", "phase"])
                        ),
                        name="advice_topic_known",
                        violation_error_message="Choose the topic from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("subject__regex", "\\S")),
                        name="advice_has_subject",
                        violation_error_message="Write the subject; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kinds__contained_by",
                                [
                                    "general",
                                    "code-completion",
                                    "search",
                                    "embedding",
                                    "moderation",
                                    "transcription",
                                    "reading",
                                    "speech",
                                    "conversation",
                                    "image",
                                    "video",
                                    "music",
                                    "3d",
                                    "product",
                                ],
                            )
                        ),
                        name="advice_kinds_known",
                        violation_error_message="Choose the kinds from the list only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title__regex", "\\S")),
                        name="advice_has_title",
                        violation_error_message="Write the title; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="advice_has_text",
                        violation_error_message="Write the text; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("action__regex", "\\S")),
                        name="advice_has_action",
                        violation_error_message="Write the action; it must not be empty.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("published", "Published"),
                            ("withdrawn", "Taken out"),
                        ],
                        default="draft",
                        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
                        verbose_name="state",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Names the row in addresses and references; never change it once published. Example: who-reads",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Write the slug in small letters, digits and hyphens only.",
                            )
                        ],
                        verbose_name="slug",
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        help_text="Whose words these are; in files its key. Example: check",
                        verbose_name="question or page",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("title", "Question or heading"),
                            ("why", "Why it is asked"),
                            ("short", "In a word or two"),
                            ("hint", "Hint"),
                            ("unsure", "What not being sure means"),
                            ("label", "Label of an answer"),
                            ("answer-hint", "Hint of an answer"),
                            ("head", "Head of an answer’s column"),
                        ],
                        help_text="Which of its texts. Example: Question or heading",
                        verbose_name="text",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="The value of the answer, for its label or hint; empty for all other texts. Example: every",
                        verbose_name="answer",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="What owners read instead. A sentence in the present tense, at most 18 words. Example: Who reads a result before it is used?",
                        verbose_name="words",
                    ),
                ),
                (
                    "as_of",
                    models.DateField(
                        help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24",
                        verbose_name="as of",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "wording",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "published", "withdrawn"])
                        ),
                        name="wording_state_known",
                        violation_error_message="Choose draft, in review, published or taken out.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9][a-z0-9-]*$")),
                        name="wording_slug_plain",
                        violation_error_message="Write the slug in small letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("about__regex", "\\S")),
                        name="wording_has_about",
                        violation_error_message="Write the about; it must not be empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "part__in",
                                [
                                    "title",
                                    "why",
                                    "short",
                                    "hint",
                                    "unsure",
                                    "label",
                                    "answer-hint",
                                    "head",
                                ],
                            )
                        ),
                        name="wording_part_known",
                        violation_error_message="Choose the part from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="wording_has_text",
                        violation_error_message="Write the text; it must not be empty.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(REFUSE, ALLOW),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
