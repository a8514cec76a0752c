"""Every page of the desk opens, finds, explains itself and stays as quick as it was.

Publishing asks first.
"""

import re
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteMixin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.forms.models import model_to_dict
from django.template.response import SimpleTemplateResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from catalog import desk, releases, schema
from catalog.models import (
    DESK,
    AiModel,
    DeskRow,
    Import,
    ImportRow,
    ModelStatement,
    Offer,
    Price,
    Provider,
    RateWindow,
    Release,
    Report,
    Revision,
    RowState,
    SearchEntry,
    Sighting,
    Source,
)
from catalog.schema import Catalog, dump
from catalog.vocabulary import PriceUnit
from tests.support import empty_desk, page_of, publish_catalog, published, saved, typed_in, unsaved

pytestmark = pytest.mark.django_db

TABLES = {
    model.__name__: model
    for model in admin.site._registry
    if model._meta.app_config is apps.get_app_config("catalog")
}
DESK_TABLES = {table.__name__: table for table in DESK.values()}


@pytest.fixture
def editor(client: Client) -> Client:
    """Sign in as somebody who may do everything."""
    client.force_login(User.objects.create_superuser("maria"))
    return client


@pytest.fixture
def keeper(editor: Client) -> Client:
    """Sign in as the editor of a desk that is empty, with no release."""
    empty_desk()
    return editor


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have pages worked out and not drawn: those of the browser draw each page of each table."""
    leave_undrawn(monkeypatch)


def leave_undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no page from here on, nor work out the list of kinds beside it."""
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")
    monkeypatch.setattr(admin.site, "get_app_list", lambda *_arguments: [])


def address(model: type[models.Model], page: str, *arguments: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def a_row(model: type[models.Model]) -> Any:
    """Store a row; of two releases, no two hold the same."""
    if model is Report:
        return saved(Report, page="/models/")
    if model is Import:
        return saved(Import, kind="prices")
    if model is Revision:
        return desk.write(unsaved(Provider), author=None)
    if model is not Release:
        return saved(model)
    number = Release.objects.count()
    return publish_catalog(Catalog(providers=(schema.Provider(slug=f"p-{number}", name="P"),)))


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200
    return len(queries)


def test_every_table_is_on_the_desk() -> None:
    assert set(TABLES.values()) == set(apps.get_app_config("catalog").get_models()) - {
        ImportRow,
        RateWindow,
        SearchEntry,
        Sighting,
    }


@pytest.mark.parametrize("model", TABLES.values(), ids=TABLES)
def test_list_is_searched_and_filtered_and_takes_no_more_queries_for_more_rows(
    editor: Client, model: type[models.Model], monkeypatch: pytest.MonkeyPatch
) -> None:
    where = address(model, "changelist")
    ContentType.objects.get_for_models(*TABLES.values())  # what is read once and kept
    a_row(model)
    one = queries_of(editor, where)
    a_row(model)
    row = a_row(model)

    assert queries_of(editor, where) == one

    # the list was drawn; these look otherwise no more
    leave_undrawn(monkeypatch)
    shown: Any = editor.get(where)
    assert list(found_by(editor, where, {"q": "no such row 🦆 %_'\\"})) == []
    if isinstance(row, DeskRow):
        assert row in found_by(editor, where, {"q": row.natural_key()[0]})
    for spec in shown.context_data["cl"].filter_specs:
        list(
            found_by(
                editor, where + list(spec.choices(shown.context_data["cl"]))[-1]["query_string"]
            )
        )


def found_by(client: Client, url: str, query: dict[str, str] | None = None) -> Any:
    answer: Any = client.get(url, query)
    assert answer.status_code == 200, answer.headers
    return answer.context_data["cl"].result_list


@pytest.mark.parametrize("model", DESK_TABLES.values(), ids=DESK_TABLES)
def test_list_is_filtered_by_state_and_voice(rf: RequestFactory, model: type[DeskRow]) -> None:
    page = admin.site._registry[model]

    filters = page.get_list_filter(rf.get("/"))

    shared = {"state", *({"source__voice"} if "source" in model.kind.fields else ())}
    assert shared <= {each for each in filters if isinstance(each, str)}


@pytest.mark.parametrize("model", [each for each in TABLES.values() if each not in DESK.values()])
def test_page_of_a_record_opens(editor: Client, model: type[models.Model]) -> None:
    row = a_row(model)

    assert editor.get(address(model, "change", row.pk)).status_code == 200


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("model", DESK_TABLES.values(), ids=DESK_TABLES)
def test_page_for_a_new_row_helps_with_every_field(editor: Client, model: type[DeskRow]) -> None:
    page: Any = editor.get(address(model, "add"))
    form = page.context_data["adminform"].form
    references = [
        field.name
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.is_relation
    ]

    assert form.fields["state"].initial == RowState.DRAFT
    assert [
        name for name, field in form.fields.items() if "Example: " not in str(field.help_text)
    ] == []
    assert [
        name
        for name in references
        if not isinstance(form.fields[name].widget.widget, AutocompleteMixin)
    ] == []
    asked = {"app_label": "catalog", "model_name": str(model._meta.model_name), "term": "x"}
    found = {
        name: editor.get(reverse("admin:autocomplete"), {**asked, "field_name": name})
        for name in references
    }
    assert {name: answer.status_code for name, answer in found.items()} == dict.fromkeys(
        references, 200
    )


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("model", DESK_TABLES.values(), ids=DESK_TABLES)
def test_page_of_a_row_shows_every_field_and_saved_untouched_changes_nothing(
    editor: Client, model: type[DeskRow]
) -> None:
    row = saved(model, **({"about": "wage_usd"} if model is DESK["wordings"] else {}))
    before = model._default_manager.filter(pk=row.pk).values().get()
    page: Any = editor.get(address(model, "change", row.pk))

    shown = {
        name
        for fieldset in page.context_data["adminform"]
        for line in fieldset
        for name in line.fields
    }
    assert {field.name for field in (*model._meta.fields, *model._meta.many_to_many)} - {
        "id"
    } <= shown
    answer = editor.post(address(model, "change", row.pk), typed_in(page))

    assert answer.status_code == 302
    assert model._default_manager.filter(pk=row.pk).values().get() == before


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("model", DESK_TABLES.values(), ids=DESK_TABLES)
def test_reference_is_found_by_words_where_no_script_runs(
    editor: Client, model: type[DeskRow]
) -> None:
    """The slug finds a row; words that several have bring them into the list."""
    related: dict[str, Any] = {
        field.name: field.related_model
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.is_relation
    }
    join = {table: "@" if table is DESK["offers"] else "-" for table in related.values()}
    rows = {
        table: [saved(table, slug=f"sought{mark}{end}") for end in ("a", "b")]
        for table, mark in join.items()
    }

    pages: list[Any] = [
        editor.post(
            address(model, "add"), {f"{name}-words": words for name, words in typed.items()}
        )
        for typed in (
            dict.fromkeys(related, "sought"),
            {name: rows[table][0].slug for name, table in related.items()},
        )
    ]
    several, one = (page.context_data["adminform"].form for page in pages)

    for name, table in related.items():
        assert "“sought” does not find just one row." in str(several.errors[name]), name
        assert all(f'value="{row.pk}"' in str(several[name]) for row in rows[table]), name
        assert name not in one.errors
        assert re.findall(r'value="(\d+)" selected', str(one[name])) == [str(rows[table][0].pk)], (
            name
        )


def test_words_keep_their_order_until_one_is_ticked(editor: Client) -> None:
    row = saved(ModelStatement, reads=["video", "text"])
    where = address(ModelStatement, "change", row.pk)
    typed = typed_in(editor.get(where))

    editor.post(where, typed | {"reads": ["text", "image", "video"]})

    assert ModelStatement.objects.get(pk=row.pk).reads == ["video", "text", "image"]


def test_lists_are_in_the_order_of_names_and_show_them(editor: Client) -> None:
    makers = [
        saved(Provider, slug=slug, name=name)
        for slug, name in (("a", "Zed"), ("b", "xAI"), ("c", "Acme"))
    ]
    model = saved(AiModel, name="Lumen 2", provider=makers[0])
    offers = [saved(Offer, model=model, seller=maker) for maker in makers]
    for offer in offers:
        saved(Price, offer=offer)

    lists = [
        editor.get(address(table, "changelist")).context["cl"] for table in (Provider, Offer, Price)
    ]

    assert [each.name for each in lists[0].result_list] == ["Acme", "xAI", "Zed"]
    assert [str(each) for each in lists[1].result_list] == [
        "Lumen 2 at Acme",
        "Lumen 2 at xAI",
        "Lumen 2 at Zed",
    ]
    assert [each.offer for each in lists[2].result_list] == list(lists[1].result_list)


def test_rows_are_taken_out_after_a_question_with_a_reason(editor: Client) -> None:
    rows = [saved(Provider, name=f"Firm {number}") for number in range(3)]
    where = address(Provider, "changelist")
    chosen = {"action": "take_out", "_selected_action": [row.pk for row in rows[:2]]}

    asked = editor.post(where, chosen)
    untold = editor.post(where, chosen | {"note": " "})
    before = [Provider.objects.get(pk=row.pk).state for row in rows]
    answer = editor.post(where, hidden_in(asked) | {"note": "Both moved."}, follow=True)

    assert ": 2 providers</h1>" in page_of(asked)
    assert [f"<li>{row.name}: Draft</li>" in page_of(asked) for row in rows] == [
        True,
        True,
        False,
    ]
    assert "This field is required." in page_of(untold)
    assert before == ["draft"] * 3
    assert "2 marked as taken out. After the next release readers no longer find" in page_of(answer)
    assert [Provider.objects.get(pk=row.pk).state for row in rows] == [
        "withdrawn",
        "withdrawn",
        "draft",
    ]
    assert set(Revision.objects.filter(act="marked").values_list("note", flat=True)) == {
        "Both moved."
    }


def hidden_in(answer: Any) -> dict[str, Any]:
    """Return what a page sends without being asked."""
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', page_of(answer))
    names = {name for name, _ in hidden if name != "csrfmiddlewaretoken"}
    return {name: [value for each, value in hidden if each == name] for name in names}


@pytest.mark.parametrize(
    ("table", "field", "value", "read"),
    [
        (AiModel, "note", "Looked at in November.", "Looked at in November."),
        (ModelStatement, "reads", ["text", "image"], ["text", "image"]),
        (AiModel, "total_limit", "200000", 200000),
        (Source, "retrieved", "2026-11-20", date(2026, 11, 20)),
    ],
)
def test_field_of_many_rows_is_changed_by_their_forms(
    editor: Client, table: Any, field: str, value: Any, read: Any
) -> None:
    rows = [saved(table, state="published") for _ in range(3)]
    before = [model_to_dict(row, exclude=["state", field]) for row in rows]
    where = address(table, "changelist")
    chosen = {"action": "change_field", "_selected_action": [row.pk for row in rows[:2]]}

    asked = editor.post(where, chosen)
    value_asked = editor.post(where, hidden_in(asked) | {"field": field})
    sent = editor.post(
        where, hidden_in(value_asked) | {"value": value, "note": "Monday."}, follow=True
    )

    assert "2 rows changed." in page_of(sent)
    now = [table.objects.get(pk=row.pk) for row in rows]
    assert [getattr(row, field) == read for row in now] == [True, True, False]
    assert [model_to_dict(row, exclude=["state", field]) for row in now] == before
    assert [each.note for each in Revision.objects.of(rows[0])][:1] == ["Monday."]
    assert Revision.objects.of(rows[2]).count() == 0


def test_change_that_one_row_does_not_take_changes_none(editor: Client) -> None:
    first, second = saved(Price, valid_from="2026-01-01"), saved(Price, valid_from="2026-11-01")
    sent = {
        "action": "change_field",
        "_selected_action": [first.pk, second.pk],
        "field": "valid_to",
    }

    answer = editor.post(address(Price, "changelist"), sent | {"value": "2026-06-30", "note": ""})

    assert "The last day cannot be before the first day." in page_of(answer)
    assert list(Price.objects.order_by("pk").values_list("valid_to", flat=True)) == [None, None]


def test_taking_out_says_which_prices_readers_lose(keeper: Client) -> None:
    price = published(Price, valid_from=date(2026, 1, 1))
    releases.publish(author=None, note="First.")
    price.valid_to = date(2026, 11, 23)
    draft = unsaved(
        Price,
        offer=price.offer,
        unit=price.unit,
        source=price.source,
        valid_from=date(2026, 11, 24),
    )
    desk.write_many([price, draft], author=None)
    chosen = {"action": "take_out", "_selected_action": [price.pk, draft.pk]}

    asked = keeper.post(address(Price, "changelist"), chosen).context["losses"]
    one = keeper.get(address(Price, "take_out", price.pk)).context["losses"]

    assert (
        asked
        == one
        == [
            "1 price that readers have",
            f"the only price of {price.offer.slug} for {PriceUnit(price.unit).label}",  # type: ignore[call-arg]
        ]
    )


def test_rows_say_what_readers_have(keeper: Client) -> None:
    row = saved(Provider, slug="acme", name="Acme", state="published")
    releases.publish(author=None, note="First.")

    def shown() -> tuple[str, str]:
        page = keeper.get(address(Provider, "change", row.pk)).context
        return str(
            keeper.get(address(Provider, "changelist"))
            .context["cl"]
            .result_list[0]
            .release_status.label
        ), page["release_note"]

    shown_states = [shown()]
    for name, state in (("Acme Ltd", "draft"), ("Acme Ltd", "published")):
        row.name, row.state = name, state
        desk.write(row, author=None)
        shown_states.append(shown())
    releases.publish(author=None, note="Second.")
    shown_states.append(shown())
    releases.go_back(to=1, author=None, note="Back.")
    shown_states.append(shown())
    desk.mark(Provider.objects.all(), RowState.WITHDRAWN, author=None)
    shown_states.append(shown())

    behind = (
        "Published, but not in the release that readers have: they have change 1 until the next "
        "release."
    )
    assert shown_states == [
        ("Published", "Published: readers have this row as it stands here."),
        (
            "Draft (readers have other values)",
            "State: draft. Readers keep change 1 until it is published.",
        ),
        ("Published (readers have other values)", behind),
        ("Published", "Published: readers have this row as it stands here."),
        (
            "Published (undone for readers)",
            (
                f"{behind} Going back to an older release undid it; publishing the desk brings "
                "it back."
            ),
        ),
        (
            "Taken out (readers have other values)",
            "This row is taken out: readers find it until the next release.",
        ),
    ]


@pytest.mark.parametrize("door", ["publish", "review"])
def test_what_going_back_took_comes_again_only_where_somebody_accepts_that(
    keeper: Client, door: str
) -> None:
    saved(Provider, slug="acme", state="published")
    releases.publish(author=None, note="First.")
    saved(Provider, slug="a-mistake", state="published")
    releases.publish(author=None, note="Second.")
    releases.go_back(to=1, author=None, note="Back.")
    row = saved(Provider, slug="a-new-one", state="review" if door == "review" else "published")
    ways: dict[str, tuple[str, dict[str, Any]]] = {
        "publish": (
            reverse(PUBLISH),
            {"note": "New.", "expected": releases.following(localdate()).digest},
        ),
        "review": (
            reverse("admin:catalog_release_review"),
            {"note": "New.", "rows": [f"providers:{row.pk}"], "publish": "1"},
        ),
    }
    place, sent = ways[door]

    refused = keeper.post(place, sent)
    held = Release.objects.count()
    keeper.post(place, sent | {"accept": ["undone"]})

    assert "Publishing brings back what going back took from readers" in page_of(refused)
    assert 'value="undone"' in page_of(refused)
    assert (held, Release.objects.count()) == (3, 4)


def test_publishing_says_what_it_would_bring_back(keeper: Client) -> None:
    saved(Provider, slug="acme", state="published")
    releases.publish(author=None, note="First.")
    saved(Provider, slug="a-mistake", state="published")
    releases.publish(author=None, note="Second.")
    before = keeper.get(reverse(PUBLISH)).context["objections"]
    releases.go_back(to=1, author=None, note="Back.")
    saved(Provider, slug="a-new-one", state="published")

    page = keeper.get(reverse(PUBLISH))

    (objection,) = page.context["objections"]
    assert (before, objection.lines) == ((), ("Provider: a-mistake",))
    assert "Publishing brings back what going back took from readers" in page_of(page)


# Releases

PUBLISH = "admin:catalog_release_publish"


def form_of(client: Client, url: str) -> dict[str, Any]:
    """Return what the form on a page would send, with a note."""
    form = client.get(url).context["form"]
    return {"expected": form["expected"].value(), "note": "November prices."}


def test_publishing_shows_the_first_release_in_numbers(keeper: Client) -> None:
    saved(Provider, state="published")

    page = page_of(keeper.get(reverse(PUBLISH)))

    assert "Nothing has been published yet." in page
    assert "<li>1 provider</li>" in page
    assert "<li>0 models</li>" in page


def test_publishing_shows_what_changes_in_words(keeper: Client) -> None:
    provider = saved(Provider, slug="acme", name="Acme", state="published")
    releases.publish(author=None, note="First.")
    Provider.objects.filter(pk=provider.pk).update(name="Acme & <Sons>")
    saved(Provider, slug="other", state="published")

    page = page_of(keeper.get(reverse(PUBLISH)))

    assert "Providers: 1 added, 1 changed" in page
    assert "name: “Acme” → “Acme &amp; &lt;Sons&gt;”" in page
    assert "This is what release 2 would change for them." in page


def test_publishing_without_a_note_is_refused(keeper: Client) -> None:
    saved(Provider, state="published")

    answer = keeper.post(reverse(PUBLISH), form_of(keeper, reverse(PUBLISH)) | {"note": "  "})

    assert answer.status_code == 200
    assert answer.context["form"].errors["note"] == ["This field is required."]
    assert not Release.objects.exists()


def test_publishing_twice_makes_one_release(keeper: Client) -> None:
    saved(Provider, state="published")
    form = form_of(keeper, reverse(PUBLISH))
    keeper.post(reverse(PUBLISH), form)

    repeated = keeper.post(reverse(PUBLISH), form)

    assert "Nothing has changed since release 1." in page_of(repeated)
    assert Release.objects.count() == 1


def test_publishing_what_nobody_looked_at_is_refused_and_keeps_the_note(keeper: Client) -> None:
    saved(Provider, state="published")
    form = form_of(keeper, reverse(PUBLISH))
    saved(Provider, state="published")

    answer = keeper.post(reverse(PUBLISH), form)

    assert "The desk has changed since you looked at it." in page_of(answer)
    assert answer.context["form"]["note"].value() == "November prices."
    assert answer.context["form"]["expected"].value() == releases.digest_of(
        dump(releases.compile_desk())
    )
    assert not Release.objects.exists()


def two_releases() -> tuple[Release, Release]:
    provider = saved(Provider, slug="acme", name="Acme", state="published")
    first = releases.publish(author=None, note="First.")
    Provider.objects.filter(pk=provider.pk).update(name="Acme & Sons")
    return first, releases.publish(author=None, note="Second.")


def test_going_back_asks_first_and_then_does(keeper: Client) -> None:
    first, second = two_releases()
    url = address(Release, "go_back", first.pk)

    page = page_of(keeper.get(url))
    keeper.post(url, form_of(keeper, url))

    assert "name: “Acme &amp; Sons” → “Acme”" in page
    assert list(Release.objects.order_by("number").values_list("number", "digest")) == [
        (1, first.digest),
        (2, second.digest),
        (3, first.digest),
    ]


def test_page_of_a_release_offers_going_back_on_older_ones_and_nothing_else(keeper: Client) -> None:
    first, second = two_releases()

    older, newest = (
        page_of(keeper.get(address(Release, "change", each.pk))) for each in (first, second)
    )

    assert address(Release, "go_back", first.pk) in older
    assert "go-back" not in newest
    assert first.digest in older
    assert first.payload[:40] not in older
    assert not re.search(r'<(input|textarea)[^>]* name="note"', older)
    assert keeper.get(address(Release, "add")).status_code == 403
    assert keeper.get(address(Release, "delete", first.pk)).status_code == 403


def test_making_a_release_needs_a_token() -> None:
    empty_desk()
    first, _second = two_releases()
    stranger = Client(enforce_csrf_checks=True)
    stranger.force_login(User.objects.create_superuser("maria"))

    assert stranger.post(reverse(PUBLISH), {"note": "Try.", "expected": ""}).status_code == 403
    assert (
        stranger.post(
            address(Release, "go_back", first.pk), {"note": "Try.", "expected": ""}
        ).status_code
        == 403
    )
    assert Release.objects.count() == 2


def test_row_without_a_history_has_an_empty_one(editor: Client) -> None:
    row = saved(Provider)

    assert editor.get(address(Provider, "history", row.pk)).status_code == 200


def test_reference_that_is_no_row_is_said_at_its_field(editor: Client) -> None:
    for typed in ("%00", "1,200", "\U00037897", "²"):
        answer = editor.post(address(Price, "add"), {"source": typed})
        assert answer.status_code == 200
        assert "Please correct the errors below." in page_of(answer)


@pytest.mark.parametrize("picked", ["NaN", "latest", "²"])
def test_action_on_what_is_no_row_does_nothing(editor: Client, picked: str) -> None:
    row = saved(Provider)

    answer = editor.post(
        address(Provider, "changelist"),
        {"action": "mark_draft", "_selected_action": [str(row.pk), picked]},
    )

    assert answer.status_code == 302
    assert not Revision.objects.of(row).exists()


def test_no_list_of_the_desk_fails_at_what_is_no_row(admin_client: Client) -> None:
    statuses = {}
    for model, shown in admin.site._registry.items():
        for action in (*(shown.actions or ()), "delete_selected"):
            sent = {"action": action, "_selected_action": "mark_done"}
            statuses[model, action] = admin_client.post(
                address(model, "changelist"), sent
            ).status_code

    assert len(statuses) > 40
    assert set(statuses.values()) <= {200, 302, 403}


def test_page_of_a_row_takes_an_address_that_names_a_field_and_leaves_it_empty(
    admin_client: Client,
) -> None:
    statuses = {
        (model, page): admin_client.get(address(model, page, 1), {"_to_field": ""}).status_code
        for model in admin.site._registry
        for page in ("change", "delete")
    }

    assert set(statuses.values()) <= {200, 302, 403, 404}
