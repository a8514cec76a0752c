"""`make audit`: all checks in one table, the findings below it, and an exit status.

The status says whether there was a finding.
"""

import argparse
import sys
import time
from collections.abc import Iterable, Sequence
from http import HTTPStatus

from tests.audit import editing, lighthouse, looking, planning, reading, tools, validating
from tests.audit.reading import Finding, Site
from tests.serving import Served, served
from tests.wizard.walker import Reader

# What the map leaves out: lists as people filter them, other days, what is asked for, what is not
# there.
UNLINKED = (
    "/models/?makes=image&price=0.03",
    "/models/?q=zzz",
    "/models/?as_of=2026-03-01",
    "/models/compare/?m=gemini-4-argon&m=glm-5-3-flash&m=midjourney-v7&results=500&job=product-description",
    "/models/compare/?m=gemini-4-argon&m=glm-5-3-flash",
    "/use-cases/?out=3d&industry=legal",
    "/search/?q=chatbot",
    "/search/?q=zzzzqqq",
    "/report/?page=/models/gemini-4-argon/",
    "/plan/new/",
)
MISSING = "/no-such-page/"
PLAN = "/plan/examples/restaurant/"
SCORED = ("/", "/models/", "/models/gemini-4-argon/", "/use-cases/", "/changes/")
QUESTION = "goal/amounts/"  # of a plan
UNINDEXED = ("seo",)  # a plan and its wizard ask search engines to stay away
PRINTED = 60  # findings that are printed in full


def main() -> int:
    """Run the audit and return 1 if it found anything."""
    wanted = argparse.ArgumentParser(prog="make audit", description=__doc__)
    wanted.add_argument(
        "--most", type=int, metavar="N", help="look at N addresses of the map for each kind of page"
    )
    wanted.add_argument(
        "--no-browser", action="store_true", help="leave out axe, the console and Lighthouse"
    )
    chosen = wanted.parse_args()
    try:
        found_tools = tools.ready()
    except tools.MissingToolError as missing:
        sys.exit(str(missing))
    with served() as site:
        return _report(*_audited(site, found_tools, chosen.most, browser=not chosen.no_browser))


def _audited(
    server: Served, found_tools: tools.Tools, most: int | None, *, browser: bool
) -> tuple[list[tuple[str, str, float]], list[Finding]]:
    site, findings, table = Site(server.base), list[Finding](), list[tuple[str, str, float]]()
    begun = time.monotonic()

    def step(name: str, what: str, found: Iterable[Finding]) -> None:
        nonlocal begun
        rows = list(found)
        findings.extend(rows)
        what = f"{what}: {f'{len(rows)} found' if rows else 'nothing found'}"
        table.append((name, what, time.monotonic() - begun))
        sys.stderr.write(f"{name}: {what}\n")
        begun = time.monotonic()

    shared, private = planning.planned(site.base)
    mapped = reading.sampled(reading.mapped(site), most)
    addresses = [
        *mapped,
        *UNLINKED,
        *planning.reached(site, shared, private),
    ]
    answers = {address: site[address] for address in [*addresses, MISSING]}
    wrong = [
        Finding("status", address, f"answers {answer.status_code}")
        for address, answer in answers.items()
        if answer.status_code != (HTTPStatus.NOT_FOUND if address == MISSING else HTTPStatus.OK)
    ]
    step("status", f"{len(answers):,} addresses", wrong)
    texts = {address: answer.text for address, answer in answers.items() if answer.is_page}
    pages = {address: Reader(text) for address, text in texts.items()}
    rules = (
        row
        for address, page in pages.items()
        for row in reading.policy(address, answers[address], page)
    )
    step("policy", f"{len(pages):,} pages", rules)
    public = [address for address in mapped if not address.startswith("/api/")]
    step("shape", f"{len(public):,} pages", reading.shapeless(site, public, pages))
    links = list(reading.broken(site, pages))
    step("links", f"{len(site):,} addresses in all", links)
    step("html", f"{len(texts):,} pages", validating.invalid(found_tools, texts))
    desk = editing.desk(server)
    step("desk", f"HTML of {len(desk):,} pages of the desk", validating.invalid(found_tools, desk))
    if browser:
        for address in (*SCORED, PLAN, private + QUESTION):
            scored = lighthouse.score(found_tools, site.base + address)
            leave_out = () if address in SCORED else UNINDEXED
            summary = (
                f"{address} {' '.join(map(str, scored.scores.values()))}, "
                f"{scored.bytes_sent / 1000:.1f} kB"
            )
            step("lighthouse", summary, scored.findings(address, leave_out))
        looked = looking.look(site.base, [address for address in addresses if address in texts])
        step(
            "browser",
            f"{len(texts):,} pages in four shapes: axe, keyboard, console, layout",
            looked,
        )
    return table, findings


def _report(table: Sequence[tuple[str, str, float]], findings: Sequence[Finding]) -> int:
    for check, words, seconds in table:
        sys.stdout.write(f"{check:<12} {seconds:>7.1f} s  {words}\n")
    for finding in findings[:PRINTED]:
        sys.stdout.write(f"\n{finding.check}  {finding.address}\n    {finding.words}\n")
    if len(findings) > PRINTED:
        sys.stdout.write(f"\n… and {len(findings) - PRINTED} more\n")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
