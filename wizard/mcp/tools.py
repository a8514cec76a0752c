"""The tools by name: what each is for, what it takes and gives, and how its arguments are read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec
from django.http import HttpRequest
from django.utils.timezone import localdate

from catalog import limits, releases
from catalog.asof import FIRST_DAY, LAST_DAY, Moment, may_be_read
from config.context import base_url
from wizard.mcp import compare, decide, find_job, look_up, what_changed
from wizard.mcp.arguments import RefusedCallError
from wizard.mcp.results import Scope, ToolAnswer

DECISIONS = "decisions"  # the limit that calls of the API count against too


@dataclass(frozen=True, kw_only=True)
class McpTool:
    """One tool."""

    name: str
    title: str
    about: str
    takes: type[Any]  # a struct; its fields are the arguments
    gives: type[Any]
    run: Callable[[Scope, Any], ToolAnswer]
    limit: str = ""  # counted besides the limit of all calls

    @cached_property
    def takes_schema(self) -> dict[str, Any]:
        return _schema(self.takes)

    @cached_property
    def gives_schema(self) -> dict[str, Any]:
        return _schema(self.gives)

    def call(self, request: HttpRequest, arguments: Mapping[str, Any]) -> ToolAnswer:
        """Answer a call. Raises `RefusedCallError`."""
        taken = self._read(arguments)
        if self.limit and (refused := limits.ask(request, self.limit)):
            raise RefusedCallError("too-many", refused.sentence)
        return self.run(_scope(request, taken), taken)

    def _read(self, arguments: Mapping[str, Any]) -> Any:
        try:
            return msgspec.convert(arguments, self.takes)
        except msgspec.ValidationError as reason:
            raise RefusedCallError("wrong-arguments", self._what_is_wrong(reason)) from reason

    def _what_is_wrong(self, reason: msgspec.ValidationError) -> str:
        """Say which argument cannot be taken, without quoting it: it may be an instruction."""
        message = str(reason)
        names = self.takes.__struct_fields__
        place = re.search(r"at `\$\.(\w+)", message)
        if place is not None and place[1] in names:
            allowed = self.takes_schema["properties"][place[1]]
            return f"The argument {place[1]} cannot be taken. {_wording(allowed)}"
        missing = re.search(r"required field `(\w+)`", message)
        if missing is not None:
            return f"The argument {missing[1]} is missing."
        return f"This tool takes {', '.join(names)}, and nothing else."


def _wording(schema: Mapping[str, Any]) -> str:
    """Say what an argument takes."""
    forms = (schema, *schema.get("anyOf", ()))
    parts = (*forms, *(form.get("items", {}) for form in forms))
    choices = next((part["enum"] for part in parts if "enum" in part), ())
    if choices:
        return f"It takes {', '.join(map(str, choices))}."
    return next((part["description"] for part in parts if "description" in part), "")


def _schema(struct: type[Any]) -> dict[str, Any]:
    """Return the JSON Schema of a struct, with the object itself at the root as MCP wants it."""
    _, definitions = msgspec.json.schema_components([struct], ref_template="#/$defs/{name}")
    root = definitions.pop(struct.__name__)
    return {**root, "$defs": definitions} if definitions else root


def _scope(request: HttpRequest, taken: Any) -> Scope:
    """Return the release and the day that a call asks for. Raises `RefusedCallError`."""
    day = taken.as_of or localdate()
    if not may_be_read(day):
        sentence = f"as_of is a day from {FIRST_DAY} to {LAST_DAY}."
        raise RefusedCallError("wrong-arguments", sentence)
    reading = releases.current().read_as_of(Moment(day=day))
    return Scope(reading=reading, base=base_url(request))


TOOLS: Mapping[str, McpTool] = {
    tool.name: tool
    for tool in (
        McpTool(
            name="find_job",
            title="Find a job",
            about=(
                "Find which jobs on file mean what somebody wants AI to do, in English or German "
                "words. Gives ids for decide, what solves each job, and which kind of AI does it."
            ),
            takes=find_job.FindJobArguments,
            gives=find_job.FindJobResult,
            run=find_job.find_job,
        ),
        McpTool(
            name="decide",
            title="Decide what to use",
            about=(
                "Decide by fixed rules which AI app or model a firm should use for a job: what to "
                "do, what it costs, how to test it, when to stop, the biggest risk. Ask the person "
                "first what a mistake does and whether somebody decides by the results; where that "
                "is missing and matters, this tool asks back and names nothing. What is left out "
                "counts as usual, and is listed."
            ),
            takes=decide.DecideArguments,
            gives=decide.DecideResult,
            run=decide.decide,
            limit=DECISIONS,
        ),
        McpTool(
            name="look_up",
            title="Look up a fact",
            about=(
                "Look up a model, app, plan, price, end of sale, job, test, term or claim by its "
                "name, as of a day: every statement on file with source and day. Use it for “what "
                "does X cost”, “when does X end”, “does X read PDF”, “what is X”, “is it true "
                "that”."
            ),
            takes=look_up.LookUpArguments,
            gives=look_up.LookUpResult,
            run=look_up.look_up,
        ),
        McpTool(
            name="compare",
            title="Compare",
            about=(
                "Set two to four models, or two to four apps, side by side: where they differ, "
                "with source and day."
            ),
            takes=compare.CompareArguments,
            gives=compare.CompareResult,
            run=compare.compare,
        ),
        McpTool(
            name="what_changed",
            title="What changed since a day",
            about=(
                "List what changed in the market since a day and what is announced: new models, "
                "prices that moved, models that went off sale, prices of plans of apps."
            ),
            takes=what_changed.WhatChangedArguments,
            gives=what_changed.WhatChangedResult,
            run=what_changed.what_changed,
        ),
    )
}
# Made before threads start, which is all that they are for: arguments are converted, not decoded.
_SHAPES = tuple(msgspec.json.Decoder(tool.takes) for tool in TOOLS.values())
