"""The lists of the desk answer only what they show.

Every list is asked in the address about every column there is.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.filters import FieldListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import flatten, get_fields_from_path
from django.contrib.admin.views.main import ERROR_FLAG, SEARCH_VAR
from django.contrib.auth.models import User
from django.db.models import ForeignKey, Model
from django.test import Client, RequestFactory
from django.urls import reverse

from catalog.admin.base import PagesAdmin
from catalog.admin.filters import OfSource
from catalog.models import Offer, Source
from tests.support import member, saved
from wizard.models import Plan
from wizard.plans import drafts

pytestmark = pytest.mark.django_db

LISTS = {model._meta.label: page for model, page in admin.site._registry.items()}
# A sign that no value has by chance, so that an answer would tell something.
PROBE = "^[A-P]"
LOOKUPS = ("exact", "regex", "gt", "isnull")


def address(model: type[Model], page: str = "changelist") -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


def request_of(rf: RequestFactory, query: dict[str, str]) -> Any:
    request = rf.get("/admin/", query)
    request.user = User(username="maria", is_staff=True, is_active=True, is_superuser=True)
    return request


def own_filters(table: Any, request: Any) -> set[str]:
    """Return the parameters that the filters of a list read."""
    found: set[str] = set()
    for chosen in table.get_list_filter(request):
        name, *own = chosen if isinstance(chosen, tuple) else (chosen,)
        if not isinstance(name, str):  # a filter that is no field's
            found.add(name.parameter_name)
            continue
        field = get_fields_from_path(table.model, name)[-1]
        create: Any = own[0] if own else FieldListFilter.create
        found |= {
            *create(field, request, {}, table.model, table, field_path=name).expected_parameters()
        }
    return found


def questions(model: type[Model]) -> Iterator[str]:
    """Yield all columns of a table, alone and under some lookups, and a few related ones."""
    for field in model._meta.concrete_fields:
        yield from (field.name, field.attname)
        yield from (f"{field.name}__{lookup}" for lookup in LOOKUPS)
        if isinstance(field, ForeignKey):
            yield from (f"{field.name}__{name}__startswith" for name in ("pk", "slug", "password"))
    for relation in model._meta.related_objects:
        yield f"{relation.get_accessor_name()}__pk__gt"
        yield f"{relation.name}__isnull"


def test_every_page_of_the_desk_has_lists_of_this_kind() -> None:
    assert all(isinstance(page, PagesAdmin) for page in LISTS.values())


@pytest.mark.parametrize("table", LISTS.values(), ids=LISTS)
def test_address_narrows_a_list_by_its_own_filters_alone(rf: RequestFactory, table: Any) -> None:
    own = own_filters(table, request_of(rf, {}))

    answered = []
    for question in sorted({*questions(table.model)} - own):
        try:
            table.get_changelist_instance(request_of(rf, {question: PROBE}))
        except IncorrectLookupParameters:
            continue
        answered.append(question)

    assert answered == []


@pytest.mark.parametrize("table", LISTS.values(), ids=LISTS)
def test_search_and_order_look_at_nothing_that_is_not_shown(rf: RequestFactory, table: Any) -> None:
    request = request_of(rf, {})
    shown = {*table.get_list_display(request)} | {
        name
        for _heading, part in table.get_fieldsets(request, table.model())
        for name in flatten(part["fields"])
    }

    searched = {name for name in table.get_search_fields(request) if not name.endswith("__exact")}

    hidden = {name for name in searched if name.partition("__")[0] not in shown}
    assert hidden == SHOWN_IN_OTHER_WORDS.get(table.model._meta.label, set())


# Pages show the name of the row, and a link to the page, which are made of these.
SHOWN_IN_OTHER_WORDS = {"catalog.Revision": {"key"}, "catalog.Report": {"page"}}


@pytest.mark.parametrize("table", LISTS.values(), ids=LISTS)
def test_row_is_named_by_no_column_but_its_number(rf: RequestFactory, table: Any) -> None:
    allowed = [
        field.name
        for field in table.model._meta.concrete_fields
        if table.to_field_allowed(request_of(rf, {}), field.name)
    ]

    assert allowed == [table.model._meta.pk.name]


def a_plan() -> Plan:
    plan, _edit_key = drafts.start({"scale": {"firm": "Marlow"}})
    plan.view_key = "Abcdefghijklmnopqrstuv"
    plan.save()
    return plan


def test_support_cannot_tell_whether_a_key_begins_with_a_letter() -> None:
    plan = a_plan()
    support = member("Support")

    for query in (
        {"view_key__regex": "^A"},
        {"view_key__regex": "^B"},
        {"answers__icontains": "Marlow"},
    ):
        answer = support.get(address(Plan), {"id": str(plan.pk), **query})
        assert (answer.status_code, answer.headers["location"]) == (
            302,
            f"{address(Plan)}?{ERROR_FLAG}=1",
        )
    led = support.get(f"{address(Plan)}?{ERROR_FLAG}=1").content.decode()
    assert "The list has no such filter" in led
    assert "1 plan" in led
    assert support.get(address(Plan), {SEARCH_VAR: "Abcdefghij"}).context["cl"].result_count == 0
    assert support.get(address(Plan), {SEARCH_VAR: plan.view_key}).context["cl"].result_count == 1


def test_suggestions_for_a_reference_are_found_by_what_its_own_list_searches(
    client: Client,
) -> None:
    client.force_login(User.objects.create_superuser("maria"))
    plan = a_plan()
    asked = {"app_label": "wizard", "model_name": "planversion", "field_name": "plan"}

    def found(**more: str) -> list[dict[str, str]]:
        answer = client.get(reverse("admin:autocomplete"), {**asked, **more})
        return list(answer.json()["results"])

    named = [{"id": str(plan.pk), "text": str(plan)}]
    assert found(term="Abcd") == found(term="Marlow") == []
    assert found(term=plan.view_key) == named
    # What else the address asks for makes no difference.
    assert found(term="", view_key__regex="^A") == found(term="", view_key__regex="^B") == named


def test_list_is_narrowed_to_the_rows_of_one_source_and_names_it(client: Client) -> None:
    client.force_login(User.objects.create_superuser("maria"))
    mine, other = saved(Source, title="Page of mine"), saved(Source, title="Another page")
    rows = [saved(Offer, source=source) for source in (mine, other, mine)]

    shown = client.get(address(Offer), {"source__id__exact": mine.pk}).context["cl"]
    strange = client.get(address(Offer), {"source__id__exact": "x"})

    (spec,) = [spec for spec in shown.filter_specs if isinstance(spec, OfSource)]
    assert {row.pk for row in shown.result_list} == {rows[0].pk, rows[2].pk}
    assert [choice["display"] for choice in spec.choices(shown)] == ["All", str(mine)]
    assert strange.headers["location"].endswith(f"?{ERROR_FLAG}=1")


def test_source_whose_name_begins_with_the_words_stands_first() -> None:
    for slug, title in (
        ("a", "Amazon, model card openai-gpt-54"),
        ("b", "Before OpenAI"),
        ("c", "OpenAI, API pricing"),
        ("d", "OpenAI, deprecations"),
    ):
        saved(Source, slug=slug, title=title)
    editor = member("Editor")

    page = editor.get(reverse("admin:catalog_source_changelist"), {SEARCH_VAR: "openai"})

    titles = [row.title for row in page.context["cl"].result_list]
    assert titles[:2] == ["OpenAI, API pricing", "OpenAI, deprecations"]
    assert len(titles) >= 4
