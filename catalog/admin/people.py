"""Who works on the desk: Django’s own pages, with one list in place of two.

No screen reader could tell the two apart.
"""

from typing import Any, override

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import ReadOnlyPasswordHashWidget
from django.contrib.auth.models import Group, User
from django_otp.plugins.otp_totp.models import TOTPDevice

from catalog.admin.base import PickedAdmin

admin.site.unregister((User, Group))
# its page shows the secret; the command make_editor sets up a new one
admin.site.unregister(TOTPDevice)


class PasswordSummary(ReadOnlyPasswordHashWidget):
    """What is known of a password; it is text, which cannot be disabled."""

    @override
    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return super().get_context(
            name, value, {key: attrs[key] for key in attrs if key != "disabled"}
        )


@admin.register(User)
class PersonAdmin(PickedAdmin, UserAdmin):  # type: ignore[type-arg]  # Django’s cannot be subscripted at run time
    """People and their roles."""

    filter_horizontal = ()

    @override
    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if "password" in form.base_fields:
            form.base_fields["password"].widget = PasswordSummary()
        return form


@admin.register(Group)
class RoleAdmin(PickedAdmin, GroupAdmin):
    """Roles and what they may do."""

    filter_horizontal = ()
