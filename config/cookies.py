"""Every cookie that this site may set; the page on privacy shows this table, and a test finds no other cookie."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie: its name, its purpose, when it is set, and how long it stays."""

    name: str  # without the prefix __Host-, which Django's cookies have over TLS
    why: str
    when: str
    stays: str


COOKIES = (
    Cookie(
        "plans",
        "finds your plans again; signed, and sent to pages of plans alone",
        "you make a plan",
        "a year",
    ),
    Cookie("theme", "the one word “light” or “dark”", "you press Keep", "a year"),
    Cookie(
        "csrftoken",
        "shows that a form is ours, and says nothing about you",
        "you open a page with a form",
        f"{settings.CSRF_COOKIE_AGE // 86_400} days",
    ),
    Cookie(
        "wrote",
        "has your next page read where you wrote",
        "you send something, where there is a second database",
        "10 seconds",
    ),
    Cookie(
        "sessionid", "keeps an editor signed in", "an editor signs in", f"{settings.SESSION_COOKIE_AGE // 3_600} hours"
    ),
    Cookie(
        "known",
        "lets an editor sign in while strangers try; signed, says nothing about you, sent to the log-in alone",
        "an editor signs in",
        "90 days",
    ),
    Cookie(
        "messages",
        "carries “was saved” to an editor’s next page",
        "an editor saves something",
        "until that page is shown",
    ),
)
