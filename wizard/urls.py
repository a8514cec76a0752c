"""The addresses of the wizard."""

import re

from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.urls.converters import StringConverter

from wizard.document.pages import PAGES
from wizard.exports.formats import FORMATS
from wizard.views import (
    browser,
    copying,
    feedback,
    feeds,
    handles,
    home,
    links,
    mine,
    opinions,
    plan,
    public,
    start,
    vendors,
    versions,
)
from wizard.views.closed import private
from wizard.views.pilot import (
    answers,
    month,
    overview,
    public as pilot_public,
    rating,
    results,
)

ADDRESSED = {
    "key": browser.KEY.pattern,
    "export": "|".join(map(re.escape, FORMATS)),
    "below": "|".join(PAGES),
}
for (
    name,
    regex,
) in ADDRESSED.items():  # parts of addresses: a key, a format to take away, a page below a plan
    register_converter(type(name, (StringConverter,), {"regex": regex}), name)

app_name = "wizard"


def made_private(*addresses: URLPattern) -> list[URLPattern | URLResolver]:
    """Return addresses of pages that are not for caches, search engines and other sites’ logs."""
    for address in addresses:
        address.callback = private(address.callback)
    return [*addresses]


for_colleagues: list[URLPattern | URLResolver] = [
    path("", plan.shared, name="shared"),
    path("v/<int:number>/", plan.fixed, name="fixed"),
    path("v/<int:number>/<below:key>/", plan.below, {"fixed": True}, name="below_fixed"),
    path("history/", versions.history, name="history"),
    path("compare/", versions.pick, name="pick"),
    path("compare/<int:first>/<int:second>/", versions.compare, name="compare"),
    path("copy/", copying.ask, name="copy"),
    path("v/<int:number>/copy/", copying.ask, name="copy_fixed"),
    path("card.png", plan.card, name="card"),
    path("plan.atom", feeds.feed, name="feed"),
    path("plan.ics", feeds.calendar, name="calendar"),
    path("pilot/", pilot_public.page, name="results"),
    path("pilot/card.png", pilot_public.card, name="results_card"),
    path("pilot.csv", pilot_public.as_csv, name="results_csv"),
    path("what-if/", handles.shared, name="what_if"),
    path("<below:key>/", plan.below, name="below"),
    path("<export:name>", plan.take_away, {"latest": True}, name="export"),
    path("v/<int:number>/<export:name>", plan.take_away, name="export_fixed"),
    path("questions/", feedback.ask, name="questions"),
    path("second-opinion/", opinions.start, name="opinion_start"),
    path("second-opinion/<key:opinion_key>/", opinions.check, name="opinion"),
    path("second-opinion/<key:opinion_key>/compare/", opinions.compare, name="opinion_compare"),
    path("second-opinion/<key:opinion_key>/<slug:page>/", opinions.page, name="opinion_page"),
    path("vendors/", vendors.shared, name="vendors"),
    path("sign-off/", feedback.sign, name="sign_off"),
    path("approved/<int:pk>/", feedback.approved, name="approved"),
]
for_the_owner = made_private(
    path("", plan.owned, name="home"),
    path("redecide/", versions.redecide, name="redecide"),
    path("undo/", versions.undo, name="undo"),
    path("original/", versions.original, name="original"),
    path("links/", links.links_of, name="links"),
    path("delete/", links.delete, name="delete"),
    path("questions/", feedback.questions_owned, name="questions_owner"),
    path("questions/<int:pk>/", feedback.answer, name="question_answer"),
    path("opinions/", opinions.owned, name="opinions_owner"),
    path("opinions/<int:pk>/", opinions.owned_one, name="opinion_owner"),
    path("opinions/<int:pk>/delete/", opinions.delete, name="opinion_delete"),
    path("vendors/", vendors.owned, name="vendors_owner"),
    path("vendors/reply/", vendors.reply, name="reply"),
    path("vendors/replies/<int:number>/", vendors.take_back, name="reply_take_back"),
    path("switch/", feedback.switch, name="switch"),
    path("sign-offs/<int:pk>/", feedback.take_back, name="sign_off_take_back"),
    path("pilot/", overview.pilot, name="pilot"),
    path("pilot/new/", overview.new, name="pilot_new"),
    path("pilot/<int:number>/", overview.one, name="pilot_one"),
    path("pilot/<int:number>/act/", overview.act, name="pilot_act"),
    path("pilot/<int:number>/cases/", answers.cases, name="pilot_cases"),
    path("pilot/<int:number>/files/", answers.files, name="pilot_files"),
    path("pilot/<int:number>/files/<str:file_key>/", answers.owned, name="pilot_file"),
    path("pilot/<int:number>/rate/", rating.rate, name="rate"),
    path("pilot/<int:number>/settle/", rating.settle, name="pilot_settle"),
    path("pilot/<int:number>/month/", month.month, name="pilot_month"),
    path("pilot/<int:number>/bring/", results.bring, name="pilot_bring"),
    path("what-if/", handles.owned, name="owned_what_if"),
    path("<below:key>/", plan.owned_below, name="owned_below"),
)
# Pages of the catalog's use cases with what only the wizard knows, under the catalog's names.
of_the_catalog: list[URLPattern | URLResolver] = [
    path("use-cases/<slug:slug>/", public.use_case, name="use_case"),
    path("use-cases/<slug:slug>/<slug:branch>/", public.cell, name="cell"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="front"),
    path("record/", public.record, name="field_record"),
    path("p/plan.schema.json", plan.schema, name="schema"),
    *made_private(
        path("p/sign-off/<key:sign_key>/", feedback.signed, name="signed"),
        path("p/rate/<key:rating_key>/", rating.second, name="rate_second"),
        path(
            "p/rate/<key:rating_key>/files/<str:file_key>/", answers.rated, name="rate_second_file"
        ),
        path("plan/", mine.mine, name="mine"),
        path("plan/new/", start.new, name="new"),
    ),
    path("p/<key:view_key>/", include(for_colleagues)),
    path("plan/examples/", public.examples, name="examples"),
    path("plan/examples/<slug:slug>/", public.example, name="example"),
    path("plan/examples/<slug:slug>/card.png", public.example_card, name="example_card"),
    path("plan/examples/<slug:slug>/what-if/", handles.of_example, name="example_what_if"),
    path("plan/examples/<slug:slug>/<below:key>/", public.example_below, name="example_below"),
    path("plan/<key:edit_key>/", include(for_the_owner)),
]
