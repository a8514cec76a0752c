"""An app's page shows every plan with its price, whose models are inside, who says what.

Other pages lead to it.
"""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils.html import escape

from catalog import query
from catalog.asof import Moment
from catalog.filters.apps import AppForm
from catalog.formatting import format_money, format_plan_price
from catalog.models import Release
from catalog.plan_costs import CostState, app_costs, volume_of
from catalog.releases import Reading, current
from catalog.schema import Catalog
from catalog.solutions import jobs_of_app, kind_used_as, used_as
from catalog.views.compare_apps import CompareAppsForm, compare_apps
from catalog.views.plan_lines import cost_words
from catalog.vocabulary import AppKind, AppQuestion, Known, PriceStanding, Voice
from tests.support import publish_catalog, queries_of, starter_catalog, text_of

ON = date(2026, 11, 26)
# One of each: several plans, another currency, no plan at all, one that comes with plans of others.
SHOWN = ("chatgpt", "cloudtalk", "ionos-ai-receptionist", "spellbook", "codex", "midjourney")


def read(client: Client, path: str) -> str:
    return text_of(client, f"{path}?as_of={ON}")


@pytest.mark.parametrize("slug", SHOWN)
def test_an_app_shows_its_plans_and_makers(
    client: Client, starter_release: Release, slug: str
) -> None:
    catalog = starter_catalog()
    app = catalog.app[slug]
    html = read(client, f"/apps/{slug}/")

    for plan in catalog.plans_of.get(slug, ()):
        row = html.partition(f'<tr id="{plan.slug}"')[2].partition("</tr>")[0]
        price = query.plan_price(catalog, plan.slug, ON)
        assert plan.name in row
        if price is None:
            assert "not said" in row
            continue
        assert format_plan_price(price) in row
        assert ("last seen" in row) is not query.current(catalog, price, ON)
    assert all(f"/providers/{maker}/" in html for maker in (app.maker, *app.families))
    assert all(f"/models/{model}/" in html for model in app.models)
    assert all(f"/use-cases/{job}/" in html for job in app.made_for)
    for statement in catalog.app_statements_of.get(slug, ()):
        assert f"/sources/{statement.source}/" in html


def reading() -> Reading:
    """Return the current release as a request of the day reads it."""
    return current().read_as_of(Moment(day=ON))


def names_in(html: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/apps/([^/?]+)/', html)


@pytest.mark.parametrize(
    ("slug", "says"),
    [
        ("plaud", "and a device, $189 once"),
        ("mokker", "<b>given once</b>"),
    ],
)
def test_what_is_bought_or_given_once_stands_beside_the_month(
    client: Client, starter_release: Release, slug: str, says: str
) -> None:
    page = read(client, f"/apps/{slug}/")

    assert says in page
    assert says not in read(client, "/apps/claude/")


def test_every_app_is_in_the_list_once(client: Client, starter_release: Release) -> None:
    names: list[str] = []
    number = 1
    while page := names_in(text_of(client, f"/apps/?as_of={ON}&page={number}")):
        if page[0] in names:  # beyond the last page the last is shown again
            break
        names += page
        number += 1

    assert sorted(names) == sorted(app.slug for app in starter_catalog().apps)


def test_the_list_is_narrowed_and_priced_as_its_rules_say(
    client: Client, starter_release: Release
) -> None:
    """Page and API show the apps of the one query, at the price of the one calculation."""
    catalog = starter_catalog()
    for address in (
        "job=customer-support-chatbots&results=290&people=3",
        "kind=phone&price=200",
        "inside=shopify&must=out-of-training",
        "must=in-the-eu&must=for-work&q=a",
        "must=free&sort=name",
    ):
        form = AppForm(QueryDict(address), catalog)
        matches = {match.app.slug: match for match in form.conditions(ON).matches()}
        fitting = {slug for slug, match in matches.items() if match.fits is Known.YES}
        html = text_of(client, f"/apps/?{address}&as_of={ON}")

        assert form.complaints == ()
        assert fitting
        assert f"<b>{len(fitting)}</b> of {len(catalog.apps)} apps" in html
        assert {*names_in(html)} <= fitting
        assert api_ids(client, address) == fitting, address
        if form.case:
            for slug in names_in(html):
                table = html.partition('<table class="t apps">')[2]
                row = table.partition(f'<a href="/apps/{slug}/')[2].partition("</tr>")[0]
                cost = matches[slug].cost
                words = cost_words(reading(), cost) if cost else None
                assert (words.amount if words and words.amount else "not said") in row


def api_ids(client: Client, address: str) -> set[str]:
    query = QueryDict(address, mutable=True)
    query.pop("sort", None)
    if kind := query.pop("kind", None):
        query["kind"] = kind[0]
    if price := query.pop("price", None):
        query["max_price"] = price[0]
    for must in query.pop("must", []):
        query[MUSTS[must]] = "yes"
    response = client.get(f"/api/v1/apps?{query.urlencode()}&as_of={ON}&limit=200")
    return {row["id"] for row in response.json()["items"]}


MUSTS = {
    "in-the-eu": "in_the_eu",
    "out-of-training": "out_of_training",
    "for-work": "for_work",
    "free": "free",
}


def test_what_is_not_known_to_fit_is_offered_and_not_shown(
    client: Client, starter_release: Release
) -> None:
    catalog = starter_catalog()
    conditions = AppForm(QueryDict("kind=phone&must=in-the-eu"), catalog).conditions(ON)
    fits = Counter(match.fits for match in conditions.matches())
    html = text_of(client, f"/apps/?kind=phone&must=in-the-eu&as_of={ON}")

    assert fits[Known.UNKNOWN]
    assert f"{fits[Known.UNKNOWN]} more might fit" in html
    assert len(names_in(html)) == fits[Known.YES]


def test_an_app_is_used_as_what_it_is_above_all_where_the_job_names_that() -> None:
    """Else page and plan would count another number of tries, and name two prices for one thing."""
    catalog = starter_catalog()
    ideogram, canva = catalog.app["ideogram"], catalog.app["canva"]
    suite, pictures = AppKind.DESIGN_SUITE, AppKind.IMAGE_GENERATOR

    assert kind_used_as(ideogram, [suite, pictures]) is pictures
    assert kind_used_as(ideogram, [suite]) is suite
    assert kind_used_as(canva, [pictures, suite]) is suite
    assert kind_used_as(ideogram, []) is pictures
    assert used_as(catalog, ideogram, catalog.use_case["graphic-design"]) is pictures


def test_what_nobody_says_reads_as_a_question(client: Client, starter_release: Release) -> None:
    html = text_of(client, f"/use-cases/graphic-design/?results=100&as_of={ON}")
    cells = re.findall(r'data-label="Not said, so ask">([^<]+)<', html)

    assert cells
    assert all(
        words.startswith(("whether ", "how much ")) for cell in cells for words in cell.split("; ")
    ), cells


def test_a_tick_on_training_says_which_end_is_good(
    client: Client, starter_release: Release
) -> None:
    html = read(client, "/apps/canva/")

    assert html.count("tick: it does not, or can be stopped") == 1
    assert "Trains on what you send<" in html


@pytest.mark.parametrize("app", ["gorgias", "runway", "chatgpt", "deepl"])
def test_the_page_says_what_a_volume_costs(
    client: Client, starter_release: Release, app: str
) -> None:
    """Every plan has its cost or a reason for none; the cheapest that does it is marked."""
    catalog = starter_catalog()
    row = catalog.app[app]
    case = jobs_of_app(catalog, row)[0]
    volume = volume_of(catalog, case, Decimal(290), people=2)
    costs = app_costs(catalog, row, volume, ON, kind=used_as(catalog, row, case))
    address = f"/apps/{app}/?job={case.slug}&results=290&people=2&as_of={ON}"
    part = text_of(client, address).partition('id="cost"')[2].partition("</section>")[0]

    assert f"What 290 {case.unit_plural} a month cost here" in part
    for cost in costs:
        line = part.partition(f'<th scope="row">{cost.plan.name}')[2].partition("</tr>")[0]
        words = cost_words(reading(), cost)
        assert words.amount in line
        assert all(note.replace("’", "") in line.replace("’", "") for note in words.notes)
    priced = [cost for cost in costs if cost.state is CostState.PRICED]
    best = priced[0] if len(priced) > 1 else None
    is_sure = best is not None and (best.holds or best.plan.unlimited is Known.YES)
    assert part.count(">cheapest that does it<") == bool(is_sure)
    assert part.count(">cheapest<") == (best is not None and not is_sure)


def test_the_list_names_the_kinds_that_its_other_pages_have(
    client: Client, starter_release: Release
) -> None:
    html = read(client, "/apps/")
    kinds = html.partition('aria-label="Kinds of apps"')[2].partition("</nav>")[0]
    counts = Counter(app.main_kind for app in starter_catalog().apps)

    for kind, count in counts.items():
        assert f'kind={kind}&as_of={ON}">{kind.label}</a> {count}<' in kinds, kind
    assert 'aria-label="Kinds of apps"' not in text_of(client, "/apps/?kind=translation")
    # What a shop buys stands open, however few its apps are.
    shown = kinds.partition("<details>")[0]
    for kind in (AppKind.ASSISTANT, AppKind.TRANSLATION, AppKind.IMAGE_GENERATOR, AppKind.VOICE):
        assert f">{kind.label}</a>" in shown
    assert shown.count("<li>") == 8


def test_a_page_of_an_app_folds_away_what_is_long_and_what_nobody_asked(
    client: Client, starter_release: Release
) -> None:
    html = read(client, "/apps/chatgpt/")
    chosen = text_of(client, f"/apps/chatgpt/?job=document-summarization&results=290&as_of={ON}")

    for page, is_open in ((html, False), (chosen, True)):
        cost = page.partition('id="cost"')[2].partition("</section>")[0]
        assert ("<details open><summary>" in cost) is is_open
        assert ("290" in cost.partition("</h2>")[0]) is is_open
    before, _, after = html.partition('id="statements"')
    assert before.rpartition("<details>")[2].count("</details>") == 0
    assert "<caption" in after  # a link to it opens what it stands in


def test_the_box_says_what_all_plans_come_to_and_else_in_which(
    client: Client, starter_release: Release
) -> None:
    html = read(client, "/apps/chatgpt/")
    box = html.partition('<dl class="quick"')[2].partition("</dl>")[0]
    words = " ".join(re.sub(r"<[^>]+>", " ", box).split())

    assert "by plan" not in words
    assert "In the EU no Secrecy" in words
    assert "GDPR contract yes ChatGPT Business no 6 plans" in words


def test_the_page_says_whom_it_is_not_for_and_what_to_ask(
    client: Client, starter_release: Release
) -> None:
    claude, gorgias = (read(client, f"/apps/{slug}/") for slug in ("claude", "gorgias"))

    assert "Not for the work of a firm in the European Economic Area, Switzerland" not in claude
    assert "Not for the work of a firm in the European Economic Area" in claude
    assert AppQuestion.PLACE.ask in gorgias
    assert AppQuestion.TRAINING.ask not in gorgias.partition('id="ask"')[2]


def test_what_took_the_place_of_a_price_is_shown_as_a_change(client: Client, db: None) -> None:
    starter = starter_catalog()
    price = query.plan_price(starter, "chatgpt-plus", ON)
    assert price is not None
    dearer = replace(price, amount=price.amount + 5, valid_from=ON, as_of=ON, valid_to=None)
    ended = replace(price, valid_to=ON - timedelta(days=1))
    others = tuple(row for row in starter.prices if row is not price)
    publish_catalog(replace(starter, prices=(*others, ended, dearer)))

    part = read(client, "/apps/chatgpt/").partition('id="changes"')[2].partition("</section>")[0]

    assert f"{format_plan_price(price)} → <b>{format_plan_price(dearer)}</b>" in part


def test_other_apps_for_the_same_share_a_job(client: Client, starter_release: Release) -> None:
    catalog = starter_catalog()
    part = read(client, "/apps/gorgias/").partition('id="instead"')[2].partition("</section>")[0]
    jobs = {*catalog.app["gorgias"].made_for}

    names = names_in(part)
    assert len(names) == 4
    assert all(jobs & {*catalog.app[name].made_for} for name in names)


def test_apps_stand_side_by_side(client: Client, starter_release: Release) -> None:
    catalog = starter_catalog()
    address = "m=intercom-fin&m=gorgias&job=customer-support-chatbots&results=300"
    form = CompareAppsForm(QueryDict(address), catalog)
    table = compare_apps(form, reading())
    html = text_of(client, f"/apps/compare/?{address}&as_of={ON}")

    months = [side.month for side in table.sides if side.month is not None]
    assert len(months) == len(table.sides)
    assert format_money(months[0]) in html
    labels = {row.label for rows in table.groups.values() for row in rows}
    assert {question.label for question in AppQuestion} < labels
    assert html.partition("<thead>")[2].partition("</thead>")[0].count("<th ") == 3


JOBS = ("customer-support-chatbots", "menu-photos", "meeting-minutes", "energy-report")


@pytest.mark.parametrize("job", JOBS)
def test_a_job_shows_what_firms_use_in_the_order_of_its_row(
    client: Client, starter_release: Release, job: str
) -> None:
    catalog = starter_catalog()
    row = catalog.solution_of[job]
    html = read(client, f"/use-cases/{job}/")
    part = html.partition('id="use"')[2].partition("</section>")[0]
    headings = re.findall(r'scope="rowgroup">([^<]+)', part)

    assert escape(row.reason) in html or row.reason in html
    kinds = [kind.label for kind in row.kinds]
    assert [heading for heading in headings if heading in kinds] == kinds
    made = {app.slug for app in catalog.apps_for.get(job, ())}
    group = part.partition("An app made for it")[2].partition('class="group"')[0]
    assert {*names_in(group)} <= made
    assert len(names_in(group)) == min(3, len(made)) or "What you may have already" in part


def test_models_and_makers_lead_to_apps(client: Client, starter_release: Release) -> None:
    leading: dict[str, set[str]] = {}
    for app in starter_catalog().apps[::20]:
        leading.setdefault(f"/providers/{app.maker}/", set()).add(app.slug)
    for app in starter_catalog().apps:
        for model in app.models:
            leading.setdefault(f"/models/{model}/", set()).add(app.slug)

    for path, apps in leading.items():
        html = read(client, path)
        assert all(f"/apps/{app}/" in html for app in apps), path


def row_of(html: str, plan: str) -> str:
    return html.partition(f'<tr id="{plan}"')[2].partition("</tr>")[0]


def test_a_currency_without_a_rate_is_stated_and_said(
    client: Client, starter_release: Release
) -> None:
    catalog = starter_catalog()
    odd = [
        (plan, price)
        for plan in catalog.app_plans
        if (price := query.plan_price(catalog, plan.slug, ON))
        and query.usd_of(catalog, price, ON) is None
    ]

    assert odd
    for plan, price in odd:
        row = row_of(read(client, f"/apps/{plan.app}/"), plan.slug)
        assert format_plan_price(price) in row
        assert f"no exchange rate on file for {price.currency}" in row


def test_what_another_source_says_of_a_price_is_shown_beside_the_sellers(
    client: Client, db: None
) -> None:
    """The seller’s own counts, though the other is lower and of a later day."""
    starter = starter_catalog()
    price = query.plan_price(starter, "chatgpt-plus", ON)
    assert price is not None
    another = next(row for row in starter.sources if row.voice is Voice.REPEATS)
    rival = replace(
        price,
        amount=price.amount - 3,
        standing=PriceStanding.RIVAL,
        source=another.slug,
        valid_from=ON,
        as_of=ON,
    )
    publish_catalog(replace(starter, prices=(*starter.prices, rival)))

    row = row_of(read(client, "/apps/chatgpt/"), "chatgpt-plus")

    assert row.index(format_plan_price(price)) < row.index(format_plan_price(rival))
    assert f"/sources/{another.slug}/" in row
    assert format_plan_price(rival) not in read(client, "/apps/")


def test_a_price_whose_page_nobody_reading_part_is_stated_with_its_age(
    client: Client, starter_release: Release
) -> None:
    """A source that is dead is not read again: its price stays, grows old, and says so."""
    row = row_of(text_of(client, "/apps/midjourney/?as_of=2028-01-01"), "midjourney-basic")

    assert "last read" in row
    assert "days ago: ask the seller before you pay" in row


def test_two_thousand_apps_ask_the_database_no_more(client: Client, db: None) -> None:
    starter = starter_catalog()
    app = starter.app["midjourney"]
    plans = starter.plans_of["midjourney"]
    apps = [replace(app, slug=f"app-{number}") for number in range(2000)]
    many = replace(
        starter,
        apps=(*starter.apps, *apps),
        app_plans=(
            *starter.app_plans,
            *(
                replace(plan, slug=f"{each.slug}-{plan.slug}", app=each.slug)
                for each in apps
                for plan in plans
            ),
        ),
    )

    job = next(iter(app.made_for))
    paths = (
        "/apps/",
        f"/apps/?job={job}&results=50",
        "/apps/midjourney/",
        "/apps/compare/?a=midjourney&a=runway",
        f"/use-cases/{job}/",
    )

    def queries_by_path(catalog: Catalog) -> dict[str, int]:
        publish_catalog(catalog)
        client.get(paths[0])  # loads the release
        return {path: queries_of(partial(read, client, path)) for path in paths}

    assert queries_by_path(many) == queries_by_path(starter)
