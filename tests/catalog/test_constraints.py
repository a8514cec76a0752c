"""Every rule of the desk is held by Postgres and says to the editor what to do."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from catalog.models import (
    DESK,
    AiModel,
    Cell,
    Claim,
    DataTerms,
    ExchangeRate,
    Finding,
    Import,
    ImportRow,
    Machine,
    Offer,
    Price,
    Product,
    RateWindow,
    Release,
    Report,
    Revision,
    Score,
    SearchEntry,
    Source,
    Tuning,
    UseCase,
)
from catalog.releases import digest_of
from catalog.vocabulary import Branch, PriceUnit
from tests.support import saved, unsaved

pytestmark = pytest.mark.django_db

type Constraint = models.CheckConstraint | models.UniqueConstraint

CONSTRAINTS = {
    constraint.name: (table, constraint)
    for table in apps.get_app_config("catalog").get_models()
    for constraint in table._meta.constraints
}


def with_values(table: type[models.Model], **values: Any) -> Callable[[], Any]:
    return lambda: unsaved(table, **values)


def a_release(**values: Any) -> Release:
    payload = values.get("payload", "{}")
    usual = {"number": 900, "payload": payload, "digest": digest_of(payload.encode()), "note": "A note."}
    return Release(**{**usual, "published_at": timezone.now(), **values})


def duplicate_release() -> Release:
    a_release().save()
    return a_release()


def a_window(**values: Any) -> RateWindow:
    return RateWindow(**{"key": "report:a", "start": datetime(2026, 11, 24, tzinfo=UTC), "count": 1, **values})


def duplicate_window() -> RateWindow:
    a_window().save()
    return a_window()


def a_report(**values: Any) -> Report:
    return Report(**{"page": "/models/", "text": "The price is wrong.", "release": 1, **values})


def a_revision(**values: Any) -> Revision:
    usual = {
        "kind": "providers",
        "row": 1,
        "number": 1,
        "key": ["acme"],
        "values": "{}",
        "state": "draft",
        "act": "added",
    }
    return Revision(**{**usual, **values})


def duplicate_revision() -> Revision:
    a_revision().save()
    return a_revision()


def an_entry(**values: Any) -> SearchEntry:
    return SearchEntry(**{"index": "1:a", "kind": "terms", "key": "pilot", "title": "Pilot", "weight": 1, **values})


def duplicate_entry() -> SearchEntry:
    an_entry().save()
    return an_entry()


def a_model_that_replaces_itself() -> AiModel:
    model: AiModel = saved(AiModel)
    model.replaced_by = model
    return model


def duplicate(table: type[models.Model], *fields: str, **besides: Any) -> Callable[[], Any]:
    def copy() -> Any:
        first = saved(table)
        return unsaved(table, **{field: getattr(first, field) for field in fields}, **besides)

    return copy


def a_second_price_in_the_same_days(subject: str, table: type[models.Model], unit: PriceUnit) -> Callable[[], Any]:
    def second() -> Any:
        both = {subject: saved(table), "unit": unit.value}
        saved(Price, **both, valid_from=date(2026, 1, 1), valid_to=date(2026, 6, 30))
        return unsaved(Price, **both, valid_from=date(2026, 6, 30))

    return second


# A row that breaks just this rule; what follows from a rule's name is worked out in `conventional`.
EXAMPLES: dict[str, Callable[[], Any]] = {
    "article_position_not_negative": lambda: unsaved(apps.get_model("catalog.Article"), position=-1),
    "cell_is_single": duplicate(Cell, "use_case", "branch"),
    "finding_is_single": duplicate(Finding, "use_case", "branch", "source"),
    "cell_lock_is_for_disputes": with_values(Cell, locked="Nobody knows."),
    "cell_review_after_as_of": with_values(Cell, as_of=date(2026, 5, 1), review_by=date(2026, 5, 1)),
    "claim_answer_has_job": with_values(Claim, answer="no"),
    "claim_answer_known": lambda: unsaved(Claim, answer="no such word", use_case=saved(UseCase)),
    "claim_reaches_forward": with_values(Claim, year=2030, horizon=2026),
    "claim_values_in_order": with_values(Claim, value=Decimal(3), value_high=Decimal(2)),
    "claim_years_plausible": with_values(Claim, year=26),
    "contrast_position_not_negative": lambda: unsaved(apps.get_model("catalog.Contrast"), position=-1),
    "data_terms_retention_days_not_negative": with_values(DataTerms, retention_days=-1),
    "exchange_rate_is_single": duplicate(ExchangeRate, "currency", "valid_from"),
    "exchange_rate_usd_positive": with_values(ExchangeRate, usd=Decimal(0)),
    "import_counts_not_negative": with_values(Import, new=-1),
    "import_row_act_known": with_values(ImportRow, act="no such word"),
    "machine_rent_in_order": with_values(Machine, usd_hour_low=Decimal(3), usd_hour_high=Decimal(2)),
    "machine_usd_purchase_positive": with_values(Machine, usd_purchase=Decimal(0)),
    "machine_memory_gb_positive": with_values(Machine, memory_gb=0),
    "model_active_parameters_within_all": with_values(
        AiModel, parameters_billion=Decimal(7), active_parameters_billion=Decimal(8)
    ),
    "model_context_tokens_positive": with_values(AiModel, context_tokens=0),
    "model_does_not_replace_itself": a_model_that_replaces_itself,
    "model_gone_without_last_day": with_values(AiModel, retires=date(2026, 2, 2), gone_by=date(2026, 2, 3)),
    "model_measured_weights_not_smaller": with_values(AiModel, weights_gb=17, weights_gb_measured=16),
    "model_output_tokens_positive": with_values(AiModel, output_tokens=0),
    "model_parameters_billion_positive": with_values(AiModel, parameters_billion=Decimal(0)),
    "model_retires_after_release": with_values(AiModel, released=date(2026, 2, 2), retires=date(2026, 2, 1)),
    "model_licence_revenue_max_usd_positive": with_values(AiModel, licence_revenue_max_usd=0),
    "model_weights_gb_positive": with_values(AiModel, weights_gb=0),
    "offer_eu_price_factor_positive": with_values(Offer, eu_region="yes", eu_price_factor=Decimal(10)),
    "offer_eu_price_needs_region": with_values(Offer, eu_price_factor=Decimal("1.1")),
    "offer_is_single": duplicate(Offer, "model", "seller", slug="another@seller"),
    "offer_prices_do_not_overlap": a_second_price_in_the_same_days("offer", Offer, PriceUnit.IMAGE),
    "product_prices_do_not_overlap": a_second_price_in_the_same_days("product", Product, PriceUnit.SEAT_MONTH),
    "product_least_seats_positive": with_values(Product, least_seats=0),
    "product_most_seats_positive": with_values(Product, most_seats=0),
    "price_by_seat_is_for_products": with_values(Price, unit=PriceUnit.SEAT_MONTH.value),
    "price_ends_after_it_starts": with_values(Price, valid_from=date(2026, 2, 2), valid_to=date(2026, 2, 1)),
    "price_has_one_subject": lambda: unsaved(Price, offer=None, product=None),
    "price_usd_not_negative": with_values(Price, usd=Decimal("-0.01")),
    "price_within_reason": with_values(Price, usd=Decimal(1_000_000)),
    "faq_position_not_negative": lambda: unsaved(apps.get_model("catalog.FaqEntry"), position=-1),
    "rate_window_count_positive": lambda: a_window(count=0),
    "rate_window_has_key": lambda: a_window(key=" "),
    "rate_window_is_single": duplicate_window,
    "release_digest_is_hex": lambda: a_release(digest="SHA-256"),
    "release_has_note": lambda: a_release(note=" "),
    "release_number_is_single": duplicate_release,
    "release_number_positive": lambda: a_release(number=0),
    "release_payload_fits_digest": lambda: a_release(payload="{}", digest=digest_of(b"[]")),
    "report_has_text": lambda: a_report(text=" "),
    "report_page_is_a_path": lambda: a_report(page="https://example.org/"),
    "report_release_positive": lambda: a_report(release=0),
    "report_state_known": lambda: a_report(state="no such word"),
    "revision_act_known": lambda: a_revision(act="no such word"),
    "revision_has_kind": lambda: a_revision(kind=" "),
    "revision_has_values": lambda: a_revision(values=" "),
    "revision_number_is_single": duplicate_revision,
    "revision_number_positive": lambda: a_revision(number=0),
    "revision_state_known": lambda: a_revision(state="no such word"),
    "score_is_a_number": with_values(Score, value=Decimal(10) ** 9),
    "score_is_single": duplicate(Score, "benchmark", "model", "effort", "voice", "as_of"),
    "score_within_interval": with_values(Score, value=Decimal(5), low=Decimal(6)),
    "search_entry_is_single": duplicate_entry,
    "search_entry_weight_positive": lambda: an_entry(weight=0),
    "source_read_after_published": with_values(Source, published=date(2026, 2, 2), retrieved=date(2026, 2, 1)),
    "tuning_min_examples_not_negative": with_values(Tuning, min_examples=-1),
    "tuning_names_a_way": with_values(Tuning, adaptations=[]),
    "use_case_high_risk_names_point": with_values(UseCase, high_risk=True),
    "use_case_must_inputs_go_in": with_values(UseCase, inputs=["text"], must_inputs=["image"]),
    "use_case_makes_something": with_values(UseCase, outputs=[]),
    "use_case_media_amount_not_negative": with_values(UseCase, media_amount=Decimal(-1)),
    "use_case_minutes_by_hand_not_negative": with_values(UseCase, minutes_by_hand=Decimal(-1)),
    "use_case_tokens_not_negative": with_values(UseCase, tokens_out=-1),
}


def conventional(name: str, table: type[models.Model]) -> Any:
    """Return a row that breaks a rule whose name says how: an unknown word, an empty text, a slug that is no slug."""
    for field in table._meta.fields:
        if name.endswith(f"_{field.name}_known"):
            return unsaved(table, **{field.name: ["no such word"] if isinstance(field, ArrayField) else "no such word"})
        if name.endswith(f"_has_{field.name}"):
            return unsaved(table, **{field.name: " \t "})
    if name.endswith("_slug_plain"):
        return unsaved(table, slug="Not A Slug")
    return None


def breaking(name: str) -> Any:
    """Return a row that breaks the rule of that name. Fails where there is no example."""
    table = CONSTRAINTS[name][0]
    row = EXAMPLES[name]() if name in EXAMPLES else conventional(name, table)
    assert row is not None, f"Add a row that breaks {name} to EXAMPLES."
    return row


@pytest.mark.parametrize("name", sorted(CONSTRAINTS))
def test_constraint_is_held_by_postgres_and_says_what_to_do(name: str) -> None:
    row, constraint = breaking(name), CONSTRAINTS[name][1]
    sentence = str(constraint.violation_error_message)

    with pytest.raises(ValidationError):
        row.full_clean()
    with pytest.raises(ValidationError) as said:
        row.validate_constraints()
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        row.save()

    assert refusal.value.__cause__.diag.constraint_name == name  # type: ignore[union-attr]  # psycopg's own error
    assert sentence in said.value.messages
    assert sentence != constraint.default_violation_error_message
    assert sentence.endswith(".")
    assert sentence.removeprefix("“")[0].isupper()


def test_every_example_belongs_to_a_constraint() -> None:
    assert EXAMPLES.keys() <= CONSTRAINTS.keys()


def test_price_of_the_next_day_is_taken() -> None:
    first = saved(Price, valid_from=date(2026, 1, 1), valid_to=date(2026, 6, 30))

    following = saved(Price, offer=first.offer, unit=first.unit, valid_from=date(2026, 7, 1))

    assert following.pk


def test_both_branches_have_a_cell() -> None:
    one = saved(Cell, branch=Branch.LANGUAGE.value)

    other = saved(Cell, use_case=one.use_case, branch=Branch.MEDIA.value)

    assert other.pk


@pytest.mark.parametrize("table", DESK.values(), ids=DESK)
def test_a_row_with_only_what_is_asked_for_is_taken(table: type[models.Model]) -> None:
    row = unsaved(table)

    row.full_clean()
    row.save()

    assert row.pk
