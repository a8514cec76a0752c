"""The addresses of the wizard."""

from django.urls import URLPattern, URLResolver, path, register_converter

from wizard import feeds
from wizard.converters import Export, Key
from wizard.views import (
    bringing_results,
    copying,
    exports,
    home,
    links,
    money,
    pilot,
    plan,
    previews,
    questions,
    record,
    results,
    signoffs,
    versions,
    walk,
)

register_converter(Key, "key")
register_converter(Export, "export")

app_name = "wizard"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="front"),
    path("record/", record.record, name="field_record"),
    path("p/<key:view_key>/", plan.shared, name="shared"),
    path("p/<key:view_key>/v/<int:number>/", plan.fixed, name="fixed"),
    path("p/<key:view_key>/history/", versions.history, name="history"),
    path("p/<key:view_key>/compare/", versions.pick, name="pick"),
    path("p/<key:view_key>/compare/<int:first>/<int:second>/", versions.beside, name="beside"),
    path("p/<key:view_key>/copy/", copying.ask, name="copy"),
    path("p/<key:view_key>/original/", versions.original, name="original"),
    path("p/<key:view_key>/plan.atom", feeds.feed, name="feed"),
    path("p/<key:view_key>/plan.ics", feeds.calendar, name="calendar"),
    path("p/<key:view_key>/money/", money.read, name="money_read"),
    path("p/<key:view_key>/pilot/", results.pilot, name="results"),
    path("p/<key:view_key>/pilot.csv", results.as_csv, name="results_csv"),
    path("p/<key:view_key>/pilot.json", results.as_json, name="results_json"),
    path("p/<key:view_key>/<export:name>", exports.latest, name="export"),
    path("p/<key:view_key>/v/<int:number>/<export:name>", exports.fixed, name="export_fixed"),
    path("p/<key:view_key>/questions/", questions.ask, name="questions"),
    path("p/<key:view_key>/sign-off/", signoffs.sign, name="sign_off"),
    path("p/sign-off/<key:sign_key>/", signoffs.signed, name="signed"),
    path("p/plan.schema.json", exports.schema, name="schema"),
    path("plan/examples/", plan.examples, name="examples"),
    path("plan/examples/<slug:slug>/", plan.example, name="example"),
    path("plan/", walk.mine, name="mine"),
    path("plan/new/", walk.new, name="new"),
    path("plan/<key:edit_key>/", plan.owned, name="home"),
    path("plan/<key:edit_key>/check/", walk.check, name="check"),
    path("plan/<key:edit_key>/exit/", walk.exit_, name="exit"),
    path("plan/<key:edit_key>/make/", walk.make, name="make"),
    path("plan/<key:edit_key>/redecide/", versions.redecide, name="redecide"),
    path("plan/<key:edit_key>/links/", links.links_of, name="links"),
    path("plan/<key:edit_key>/delete/", links.delete, name="delete"),
    path("plan/<key:edit_key>/previews/", previews.allow, name="previews"),
    path("plan/<key:edit_key>/questions/", questions.owned, name="questions_owner"),
    path("plan/<key:edit_key>/questions/close/", questions.close, name="questions_close"),
    path("plan/<key:edit_key>/questions/<int:pk>/", questions.answer, name="question_answer"),
    path("plan/<key:edit_key>/sign-offs/<int:pk>/", signoffs.take_back, name="sign_off_take_back"),
    path("plan/<key:edit_key>/money/", money.edit, name="money"),
    path("plan/<key:edit_key>/pilot/", pilot.overview, name="pilot"),
    path("plan/<key:edit_key>/pilot/terms/", pilot.terms, name="terms"),
    path("plan/<key:edit_key>/pilot/lock/", pilot.lock, name="lock"),
    path("plan/<key:edit_key>/pilot/trial/", pilot.trial, name="trial"),
    path("plan/<key:edit_key>/pilot/trials/", pilot.trials, name="trials"),
    path("plan/<key:edit_key>/pilot/trials/<int:trial_number>/", pilot.correction, name="correction"),
    path("plan/<key:edit_key>/pilot/bring/", bringing_results.bring, name="bring"),
    path("plan/<key:edit_key>/pilot/take/", bringing_results.take, name="take"),
    path("plan/<key:edit_key>/pilot/token/", pilot.token, name="token"),
    path("plan/<key:edit_key>/pilot/record/", pilot.record, name="record"),
    path("plan/<key:edit_key>/<slug:step>/<slug:page>/", walk.page, name="page"),
]
