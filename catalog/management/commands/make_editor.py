"""Make an account of the desk, or give one another role, a new password or a second factor."""

import secrets
from io import StringIO
from typing import Any, override

import segno
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from catalog.roles import EDITOR, ROLES


class Command(BaseCommand):
    help = (
        "Make an account of the desk with a role. Run again, it changes the role, the password "
        "or the second factor."
    )

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="what the person signs in with")
        parser.add_argument(
            "--role",
            type=str.capitalize,
            choices=ROLES,
            default="",
            help=f"without it a new account is {EDITOR}",
        )
        parser.add_argument("--email", default="", help="the person's address")
        parser.add_argument(
            "--new-password", action="store_true", help="replace the password of an account"
        )
        parser.add_argument(
            "--second-factor",
            action="store_true",
            help="replace the authenticator app of an account",
        )

    @override
    @transaction.atomic
    def handle(  # one an option
        self,
        *_args: Any,
        name: str,
        role: str,
        email: str,
        new_password: bool,
        second_factor: bool,
        **_: Any,
    ) -> None:
        user, made = User.objects.get_or_create(username=name)
        user.is_staff, user.email = True, email or user.email
        password = ""
        if made and settings.SIGN_ON_HEADER:
            user.set_unusable_password()
        elif made or new_password:
            password = secrets.token_urlsafe(12)
            user.set_password(password)
        try:
            user.full_clean(exclude=["password"])
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from wrong
        user.save()
        if made or role:
            user.groups.set([Group.objects.get(name=role or EDITOR)])
        roles = ", ".join(user.groups.order_by("name").values_list("name", flat=True))
        self.stdout.write(f"{name}: {roles or 'no role'}.")
        if password:
            self.stdout.write(f"Password, to be changed at the desk: {password}")
        if second_factor or (made and settings.SECOND_FACTOR):
            TOTPDevice.objects.filter(user=user).delete()
            device = TOTPDevice.objects.create(user=user, name="Authenticator app")
            self.stdout.write("To be read by the authenticator app, and shown to nobody else:")
            picture = StringIO()
            segno.make(device.config_url).terminal(picture, compact=True)
            self.stdout.write(f"{picture.getvalue()}{device.config_url}")
