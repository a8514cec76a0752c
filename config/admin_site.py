"""The admin site: Django's own, without its redirect from a row's number to its public page."""

from typing import Any, override
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.sites import AdminSite
from django.contrib.auth import get_user
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django_otp import devices_for_user
from django_otp.admin import OTPAdminAuthenticationForm

from config.request_cost import RequestCost, declares

REDIRECT = "view_on_site"
LONGEST_SEARCH, SHOWN = 100, 8  # letters; rows of a kind
DAILY, SETTINGS = "Every week", "Settings and records of the catalog"


class SecondFactorForm(OTPAdminAuthenticationForm):  # type: ignore[misc]  # django-otp has no types
    """Name, password, and the code that the authenticator app of the account shows."""

    otp_token = forms.CharField(
        label="Code of your authenticator app",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    otp_device = otp_challenge = None
    otp_error_messages = {
        **OTPAdminAuthenticationForm.otp_error_messages,
        "device_required": (
            "This account has no authenticator app. Whoever runs the site sets one up."
        ),
        "invalid_token": "This code is wrong or was used before. Wait for the next one.",
    }

    def _chosen_device(self, user: Any) -> Any:
        """Return the one app of an account, None where it has none."""
        return next(iter(devices_for_user(user, for_verify=True)), None)

    def _update_form(self, user: Any) -> None:
        """Offer no choice of devices."""


class DeskSite(AdminSite):
    """The admin site.

    With Django's redirect, whoever may sign in could turn the number of a plan into its secret
    link.
    """

    @override
    def has_permission(self, request: HttpRequest) -> bool:
        """Let the staff in, where the site asks for a second factor only with it."""
        user: Any = request.user
        return super().has_permission(request) and (
            not settings.SECOND_FACTOR or user.is_verified()
        )

    @declares(RequestCost(limit="logins"))
    @override
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask for name and password, and for a code where the site wants one."""
        self.login_form = SecondFactorForm if settings.SECOND_FACTOR else AdminAuthenticationForm
        return super().login(request, extra_context)

    @override
    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Say whose desk it is."""
        name = f"{settings.SITE_NAME} desk"
        return {**super().each_context(request), "site_header": name, "site_title": name}

    @override
    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return what editors work on every week first, as one group; the rest as in Django."""
        apps = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        groups = []
        for app in apps:
            daily = [model for model in app["models"] if _everyday(model["model"])]
            rest = [model for model in app["models"] if model not in daily]
            named = [(DAILY, daily), (app["name"] if not daily else SETTINGS, rest)]
            groups += [{**app, "name": name, "models": models} for name, models in named if models]
        return groups

    @override
    def get_urls(self) -> list[Any]:
        """Leave out the redirect; no row of the desk needs it."""
        own = [path("search/", self.admin_view(self.search_page), name="search")]
        return own + [
            pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != REDIRECT
        ]

    def search_page(self, request: HttpRequest) -> HttpResponse:
        """Find rows of all kinds that the asker may see, by what each list's search looks at."""
        term = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
        kinds = [
            (model, page) for model, page in self._registry.items() if _everyday(model) is not None
        ]
        kinds.sort(key=lambda pair: (not _everyday(pair[0]), -pair[0].kind.search))  # type: ignore[attr-defined]
        groups = []
        for model, page in kinds if term else ():
            if page.has_view_permission(request):
                rows, _several = page.get_search_results(request, page.get_queryset(request), term)
                some = list(rows.order_by(*page.get_ordering(request)).distinct()[: SHOWN + 1])
                options = model._meta  # noqa: SLF001 (Django's documented name)
                place = f"admin:{options.app_label}_{options.model_name}"
                named = [(reverse(f"{place}_change", args=[row.pk]), row) for row in some[:SHOWN]]
                more = (
                    f"{reverse(f'{place}_changelist')}?{urlencode({'q': term})}"
                    if some[SHOWN:]
                    else ""
                )
                groups += [(options.verbose_name_plural, named, more)] if named else []
        context = {**self.each_context(request), "title": "Search", "term": term, "found": groups}
        return TemplateResponse(request, "admin/search.html", context)


def is_signed_in(request: HttpRequest) -> bool:
    """Tell whether a request is from somebody who may sign in at the desk.

    Its middleware has not run yet.
    """
    SessionMiddleware(lambda _request: HttpResponse()).process_request(request)
    user = get_user(request)
    return user.is_active and getattr(user, "is_staff", False)


def _everyday(model: Any) -> bool | None:
    """Return whether editors work on a kind's rows every week; None if a table has none of them."""
    return getattr(getattr(model, "kind", None), "everyday", None)
