"""Pages of the desk as an editor sees them: lists, forms for new rows, first rows."""

import re
import secrets

from tests.http_client import Visitor
from tests.serving import Served, manage
from tests.wizard.walker import filled

LIST = re.compile(r'href="(/admin/\w+/\w+/)"')
ROW = re.compile(r'href="(/admin/\w+/\w+/\d+/change/)[?"]')


def desk(site: Served) -> dict[str, str]:
    """Make an account that may do everything, and return what it is shown by address."""
    password = secrets.token_urlsafe(12)
    account = (
        "createsuperuser",
        "--noinput",
        "--username",
        "auditor",
        "--email",
        "auditor@example.org",
    )
    manage({**site.environment, "DJANGO_SUPERUSER_PASSWORD": password}, *account)
    with Visitor(site.base) as editor:
        pages = {"/admin/login/": editor.get("/admin/login/").text}
        sent = {**filled(pages["/admin/login/"])[1], "username": "auditor", "password": password}
        editor.post("/admin/login/?next=/admin/", sent)
        pages["/admin/"] = editor.get("/admin/").text
        for address in dict.fromkeys(LIST.findall(pages["/admin/"])):
            listed = editor.get(address).text
            for each in (address, f"{address}add/", *ROW.findall(listed)[:1]):
                answer = editor.get(each)
                if answer.status_code == 200:
                    pages[each] = answer.text
    return pages
