"""Accounts of the desk are made by a command with a role.

They have a second factor where the site asks for one.
"""

import base64
import re
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from config.environment import Environment

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"


def made(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run the command and return what it prints."""
    call_command("make_editor", *arguments)
    return capsys.readouterr().out


def password_of(out: str) -> str:
    """Return the password that the command printed."""
    return str(re.findall(r"^Password, to be changed at the desk: (\S+)$", out, re.MULTILINE)[0])


def code_of(out: str, ahead: int = 0) -> str:
    """Return the code an app shows for what the command printed, some periods from now."""
    (address,) = re.findall(r"^otpauth://totp/.*$", out, re.MULTILINE)
    secret = parse_qs(urlsplit(address).query)["secret"][0]
    totp = TOTP(base64.b32decode(secret))
    totp.time = time.time() + 30 * ahead
    return f"{totp.token():06}"


def test_account_has_its_role_and_signs_in(capsys: pytest.CaptureFixture[str]) -> None:
    out, client = (
        made(capsys, "maria", "--role", "reviewer", "--email", "maria@example.org"),
        Client(),
    )
    user = User.objects.get(username="maria")

    answer = client.post(LOGIN, {"username": "maria", "password": password_of(out)})

    assert (user.is_staff, user.is_superuser, user.email) == (True, False, "maria@example.org")
    assert [group.name for group in user.groups.all()] == ["Reviewer"]
    assert answer.status_code == 302
    assert client.get("/admin/catalog/release/publish/").status_code == 200
    assert not TOTPDevice.objects.exists()


def test_command_run_again_changes_what_is_named_alone(capsys: pytest.CaptureFixture[str]) -> None:
    first = made(capsys, "maria")
    hashed = User.objects.get(username="maria").password

    repeated = made(capsys, "maria", "--role", "keeper")
    unchanged = User.objects.get(username="maria").password
    made(capsys, "maria", "--new-password")

    assert first.startswith("maria: Editor.\n")
    assert repeated == "maria: Keeper.\n"
    assert unchanged == hashed
    assert User.objects.get(username="maria").password != hashed
    assert [group.name for group in User.objects.get(username="maria").groups.all()] == ["Keeper"]


def test_what_cannot_be_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (("maria", "--role", "king"), ("no spaces!",)):
        with pytest.raises(CommandError):
            made(capsys, *arguments)
    assert not User.objects.exists()


def test_account_behind_a_sign_on_has_no_password(
    settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SIGN_ON_HEADER = "X-Remote-User"

    out = made(capsys, "maria")

    assert "Password" not in out
    assert not User.objects.get(username="maria").has_usable_password()


def test_desk_asks_for_the_code_where_the_site_wants_a_second_factor(
    settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SECOND_FACTOR = True
    out, client = made(capsys, "maria"), Client()
    typed = {"username": "maria", "password": password_of(out)}

    page = client.get(LOGIN).content.decode()
    without = client.post(LOGIN, typed)
    wrong = client.post(LOGIN, typed | {"otp_token": "000000"})
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    code = code_of(out)
    right, repeated = (each.post(LOGIN, typed | {"otp_token": code}) for each in (client, Client()))

    assert 'autocomplete="one-time-code"' in page
    assert "This field is required." in without.content.decode()
    assert "This code is wrong or was used before." in wrong.content.decode()
    assert (right.status_code, client.get("/admin/").status_code) == (302, 200)
    assert repeated.status_code == 200  # nobody who looked over a shoulder uses it again


def test_session_without_the_code_opens_nothing(
    settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    client, out = Client(), made(capsys, "maria")
    typed = {"username": "maria", "password": password_of(out)}
    client.post(LOGIN, typed)
    before = client.get("/admin/").status_code

    settings.SECOND_FACTOR = True

    assert (before, client.get("/admin/").status_code) == (200, 302)
    without_an_app = Client().post(LOGIN, typed | {"otp_token": "123456"})
    assert "This account has no authenticator app." in without_an_app.content.decode()


def test_new_app_ends_the_old_one(
    settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SECOND_FACTOR = True
    first = made(capsys, "maria")
    second = made(capsys, "maria", "--second-factor")
    typed = {"username": "maria", "password": password_of(first)}

    old = Client().post(LOGIN, typed | {"otp_token": code_of(first)})
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    new = Client().post(LOGIN, typed | {"otp_token": code_of(second)})

    assert (old.status_code, new.status_code) == (200, 302)


def test_second_factor_and_sign_on_exclude_each_other() -> None:
    with pytest.raises(ValueError, match="leave it out beside SIGN_ON_HEADER"):
        Environment(
            _env_file=None,
            sign_on_header="X-Remote-User",
            sign_on_secret="s" * 20,
            second_factor=True,
        )
