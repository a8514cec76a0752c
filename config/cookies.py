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


def _long(seconds: int) -> str:
    hours, days = seconds // 3600, seconds // (24 * 3600)
    return "a year" if days == 365 else f"{days} days" if days else f"{hours} hours" if hours else f"{seconds} seconds"  # noqa: PLR2004  # days of a year


COOKIES = (
    Cookie(
        "plans",
        "finds your plans again; signed, and sent to pages of plans alone",
        "you make a plan",
        _long(365 * 24 * 3600),
    ),
    Cookie("theme", "the one word “light” or “dark”", "you press Keep", _long(365 * 24 * 3600)),
    Cookie(
        "csrftoken",
        "shows that a form is ours, and says nothing about you",
        "you open a page with a form",
        _long(settings.CSRF_COOKIE_AGE),
    ),
    Cookie(
        "wrote",
        "has your next page read where you wrote",
        "you send something, where there is a second database",
        _long(10),
    ),
    Cookie("sessionid", "keeps an editor signed in", "an editor signs in", _long(settings.SESSION_COOKIE_AGE)),
    Cookie(
        "known",
        "lets an editor sign in while strangers try; signed, says nothing about you, sent to the log-in alone",
        "an editor signs in",
        _long(90 * 24 * 3600),
    ),
    Cookie(
        "messages",
        "carries “was saved” to an editor’s next page",
        "an editor saves something",
        "until that page is shown",
    ),
)
