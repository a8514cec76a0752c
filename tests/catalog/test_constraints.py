"""Every rule of the desk is held by Postgres and says to the editor what to do."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from catalog.models import (
    DESK,
    AiModel,
    AppPlan,
    Benchmark,
    Cell,
    End,
    Offer,
    Price,
    Release,
    Report,
    Revision,
    Skill,
)
from catalog.releases import digest_of
from catalog.vocabulary import BoardChoice, Branch, PriceUnit
from tests.support import saved, unsaved

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 2, 2, tzinfo=UTC)
CONSTRAINTS = {
    constraint.name: (table, constraint)
    for table in apps.get_app_config("catalog").get_models()
    for constraint in table._meta.constraints
}


def row_of(table: type[models.Model], **values: Any) -> Any:
    """Return a row, not stored, that satisfies every rule but those that these values break."""
    payload = values.get("payload", "{}")
    needed: dict[type[models.Model], dict[str, Any]] = {
        Release: {"payload": payload, "digest": digest_of(payload.encode())},
        Report: {"page": "/models/"},
        Revision: {"key": ["acme"]},
    }
    return unsaved(table, **needed.get(table, {}) | values)


def duplicate(table: type[models.Model], fields: Iterable[str], **besides: Any) -> Any:
    first = row_of(table)
    first.save()
    return row_of(table, **{field: getattr(first, field) for field in fields}, **besides)


def a_model_that_replaces_itself() -> AiModel:
    model: AiModel = saved(AiModel)
    model.replaced_by = model
    return model


def a_second_price_in_the_same_days(
    subject: str, table: type[models.Model], unit: PriceUnit
) -> Callable[[], Any]:
    def second() -> Any:
        both = {subject: saved(table), "unit": unit.value}
        saved(Price, **both, valid_from=date(2026, 1, 1), valid_to=date(2026, 6, 30))
        return unsaved(Price, **both, valid_from=date(2026, 6, 30))

    return second


def of_a_plan(**values: Any) -> Any:
    """Return a price of a plan of an app, which has more words than that of an offer."""
    return unsaved(Price, **{"app_plan": saved(AppPlan), "unit": "seat_month", **values})


CREDITS = {"credits_low": 1, "credits_high": 2, "credits_unit": "image"}
# The values that break just this rule, or a row that does; what follows from a rule's name is in
# `conventional`.
EXAMPLES: dict[str, dict[str, Any] | Callable[[], Any]] = {
    "app_credits_buy_something": {"credits_low": 2, "credits_high": 1, "credits_unit": "image"},
    "app_credits_high_positive": CREDITS | {"credits_low": 0, "credits_high": 0},
    "app_credits_low_positive": CREDITS | {"credits_low": 0},
    "app_credits_unit_known": CREDITS | {"credits_unit": "no such word"},
    "app_plan_capacity_has_its_unit": {"capacity": 3},
    "app_plan_capacity_or_no_limit": {"capacity": 3, "capacity_unit": "image", "unlimited": "yes"},
    "app_plan_capacity_positive": {"capacity": 0, "capacity_unit": "image"},
    "app_plan_usd_device_positive": {"usd_device": 0},
    "app_plan_seats_in_order": {"least_seats": 3, "most_seats": 2},
    "app_statement_answers_its_question": {"answer": "developer"},
    "app_statement_names_the_countries": {
        "question": "business-use",
        "answer": "not-in-countries",
        "countries": [],
    },
    "app_statement_question_known": {"question": "no such word"},
    "app_statement_answer_known": {"answer": "no such word"},
    "exchange_rate_of_another_currency": {"currency": "USD"},
    "solution_names_a_kind": {"kinds": []},
    "solution_names_which_apps": {"kinds": ["app"]},
    "solution_app_kinds_known": {"kinds": ["app"], "app_kinds": ["no such word"]},
    "cell_lock_is_for_disputes": {"locked": "Nobody knows."},
    "cell_review_after_as_of": {"as_of": date(2026, 5, 1), "review_by": date(2026, 5, 1)},
    "contradiction_names_a_whole_answer": {"branch": Branch.MEDIA.value},
    "claim_reaches_forward": {"year": 2030, "horizon": 2026},
    "claim_values_in_order": {"value": Decimal(3), "value_high": Decimal(2)},
    "claim_years_plausible": {"year": 26},
    "end_announced_before_it_comes": {
        "day": date(2026, 2, 1),
        "announced_on": date(2026, 2, 2),
        "as_of": date(2026, 2, 3),
    },
    "end_has_its_day": {"day": None},
    "end_has_one_subject": {"offer": None, "model": None},
    "end_is_over_when_read": {
        "status": "ended",
        "day": date(2026, 2, 2),
        "as_of": date(2026, 2, 1),
    },
    "end_is_single": lambda: duplicate(End, ("offer", "source", "as_of")),
    "end_names_where_calls_go": {"status": "routed"},
    "end_was_announced_when_read": {
        "day": date(2026, 9, 1),
        "announced_on": date(2026, 2, 2),
        "as_of": date(2026, 2, 1),
    },
    "import_counts_not_negative": {"new": -1},
    "list_check_ended_with_a_result": {"result": "good", "ended": None},
    "list_check_result_known": {"result": "no such word", "ended": MOMENT},
    "job_phrases_have_one_subject": {"use_case": None, "medium": None},
    "job_phrases_say_what_a_miss_is": {"known_bad": "photos with a crack", "missed": ""},
    "machine_price_is_of_its_deal": {"deal": "rent", "usd_purchase": Decimal(2000)},
    "machine_usd_purchase_positive": {"deal": "buy", "usd_purchase": Decimal(0)},
    "machine_rent_in_order": {"usd_hour_low": Decimal(3), "usd_hour_high": Decimal(2)},
    "model_active_parameters_within_all": {
        "parameters_billion": Decimal(7),
        "active_parameters_billion": Decimal(8),
    },
    "model_does_not_replace_itself": a_model_that_replaces_itself,
    "model_measured_weights_not_smaller": {"weights_gb": 17, "weights_gb_measured": 16},
    "model_total_limit_holds_the_others": {"input_limit": 3, "total_limit": 2},
    "model_statement_makes_or_does_not": {"makes": ["text"], "does_not_make": ["text"]},
    "model_statement_reads_or_does_not": {"reads": ["text"], "does_not_read": ["text"]},
    "model_statement_says_something": {"reads": [], "makes": [], "facts": []},
    "offer_eu_price_factor_positive": {"eu_region": "yes", "eu_price_factor": Decimal(10)},
    "offer_eu_price_needs_region": {"eu_price_factor": Decimal("1.1")},
    "offer_is_single": lambda: duplicate(Offer, ("model", "seller"), slug="another@seller"),
    "offer_prices_do_not_overlap": a_second_price_in_the_same_days("offer", Offer, PriceUnit.IMAGE),
    "app_plan_prices_do_not_overlap": a_second_price_in_the_same_days(
        "app_plan", AppPlan, PriceUnit.SEAT_MONTH
    ),
    "price_of_offer_is_a_list_price": {"unit": PriceUnit.SEAT_MONTH.value},
    "price_paid_known": lambda: of_a_plan(paid="no such word"),
    "price_standing_known": lambda: of_a_plan(standing="no such word"),
    "price_covers_known": lambda: of_a_plan(covers="no such word"),
    "price_currency_known": lambda: of_a_plan(currency="no such word"),
    "price_unit_known": lambda: of_a_plan(unit="no such word"),
    "price_ends_after_it_starts": {"valid_from": date(2026, 2, 2), "valid_to": date(2026, 2, 1)},
    "price_has_one_subject": {"offer": None, "app_plan": None},
    "price_within_reason": {"amount": Decimal(1_000_000)},
    "release_digest_is_hex": {"digest": "SHA-256"},
    "release_payload_fits_digest": {"digest": digest_of(b"[]")},
    "report_page_is_a_path": {"page": "https://example.org/"},
    "score_is_a_number": {"value": Decimal(10) ** 9},
    "score_within_interval": {"value": Decimal(5), "low": Decimal(6)},
    "sighting_not_in_the_future": {"day": date(2026, 12, 2), "noted": date(2026, 12, 1)},
    "skill_board_with_picture_needs_board": lambda: unsaved(
        Skill, board_with_picture=saved(Benchmark)
    ),
    "skill_names_the_board_that_decides": {"decided_by": BoardChoice.BOARD.value},
    "source_read_after_published": {"published": date(2026, 2, 2), "retrieved": date(2026, 2, 1)},
    "to_check_seen_in_order": {"first_seen": date(2026, 12, 2), "last_seen": date(2026, 12, 1)},
    "tuning_names_a_way": {"adaptations": []},
    "use_case_high_risk_names_point": {"high_risk": True},
    "use_case_must_inputs_go_in": {"inputs": ["text"], "must_inputs": ["image"]},
    "use_case_makes_something": {"outputs": []},
    "use_case_says_its_material": {"material": []},
    "use_case_tokens_not_negative": {"tokens_out": -1},
}


def conventional(name: str, table: type[models.Model], constraint: models.BaseConstraint) -> Any:
    """Return a row that breaks a rule whose name or fields say how.

    It has an unknown word, no text, or a number that is too low.
    """
    if isinstance(constraint, models.UniqueConstraint):
        return duplicate(table, constraint.fields)
    # A longer name first, since a shorter one may be its end.
    for field in sorted(table._meta.fields, key=lambda field: -len(field.name)):
        word = ["no such word"] if isinstance(field, ArrayField) else "no such word"
        wrong = {
            f"_{field.name}_known": word,
            f"_has_{field.name}": " \t ",
            f"_{field.name}_positive": 0,
            f"_{field.name}_not_negative": -1,
            f"_{field.name}_plain": "Not A Slug",
            f"_{field.name}_fits": "{",
        }
        for end, value in wrong.items():
            if name.endswith(end):
                return row_of(table, **{field.name: value})
    return None


def breaking(name: str) -> Any:
    """Return a row that breaks the rule of that name. Fails where there is no example."""
    (table, constraint), example = CONSTRAINTS[name], EXAMPLES.get(name)
    if example is not None:
        return row_of(table, **example) if isinstance(example, dict) else example()
    row = conventional(name, table, constraint)
    assert row is not None, f"Add a row that breaks {name} to EXAMPLES."
    return row


@pytest.mark.parametrize("name", sorted(CONSTRAINTS))
def test_constraint_is_held_by_postgres_and_says_what_to_do(name: str) -> None:
    row, constraint = breaking(name), CONSTRAINTS[name][1]
    sentence = str(constraint.violation_error_message)

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


def test_version_without_a_field_can_write_rows() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE is_nullable = 'NO' AND column_default IS NULL"
        )
        unfilled = {*cursor.fetchall()}
    added = {
        (table._meta.db_table, name)
        for table in DESK.values()
        for name, field in table.kind.described.items()
        if not field.required
    }

    assert added
    assert not added & unfilled
