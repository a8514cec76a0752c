"""The pilot as a promptfoo configuration: two models, the instructions, rows from the owner's examples, the targets."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from catalog.formatting import format_day, format_number
from catalog.vocabulary import LANGUAGE_MEDIA
from wizard.decision.decision import Part
from wizard.exports.copies import Copy
from wizard.exports.providers import PromptfooProvider, provider_of
from wizard.exports.yaml import Node, Noted, write_yaml
from wizard.pilot.context import Frame
from wizard.pilot.protocol import Target, target_text

SCHEMA = "https://promptfoo.dev/config-schema.json"
MOST_ROWS = 20  # made from the owner's examples; more are for the owner to add
MILLISECONDS_A_MINUTE = 60_000
MISSING = "[missing]"  # what the instructions tell a model to write for a fact it was not given

_BRACES = re.compile(r"\{(?=[{%#])|(?<=[}%#])\}")  # that open or close something in a template


def promptfoo(copy: Copy) -> bytes:
    """Return the pilot as a file that promptfoo runs; what only a person can judge is left to a person."""
    pilot = copy.frame
    if pilot is None:
        raise ValueError("A plan without a pilot has nothing to try.")
    part = pilot.part
    providers = _providers(copy, part)
    examples = _examples(copy)
    checks = _checks(pilot, part, providers)
    node: dict[str, Node | Noted] = {
        "description": _described(copy, pilot),
        "prompts": [{"label": "Instructions from the plan", "raw": _prompt(copy, part, bare=bool(examples))}],
        "providers": [provider.entry for provider in providers],
        "evaluateOptions": Noted(
            {"cache": False, "maxConcurrency": 1}, "A kept answer has no waiting time to measure."
        ),
    }
    if checks:
        node["defaultTest"] = Noted({"assert": checks}, _OPTIONAL if part.medium in LANGUAGE_MEDIA else "")
    node["tests"] = _tests(examples, part)
    return write_yaml(node, head=_head(copy, pilot, part)).encode()


def literal(text: str) -> str:
    """Return text that promptfoo's templates give back as it is, whatever braces it holds."""
    return _BRACES.sub(lambda found: f'{{{{ "{found[0]}" }}}}', text)


# ------------------------------------------------------------------------------------------------------------- parts


def _described(copy: Copy, pilot: Frame) -> str:
    """Return the name of the run; it is no template, so that braces are kept apart."""
    return _BRACES.sub(" ", f"Pilot of “{copy.heading}”: {pilot.protocol.job}")


def _head(copy: Copy, pilot: Frame, part: Part) -> str:
    accepted = next((target for target in pilot.targets if target.slug == "accepted"), None)
    pass_rate = f"PROMPTFOO_PASS_RATE_THRESHOLD={format_number(accepted.threshold)} " if accepted else ""
    lines = [
        f"yaml-language-server: $schema={SCHEMA}",
        "",
        f"The pilot of a Pilotlight plan: {copy.heading}",
        f"{copy.permalink} (version {copy.number}, decided {format_day(copy.on)})",
        "",
        "Check it:  npx promptfoo@latest validate -c promptfoo.yaml",
        f"Run it:    {pass_rate}npx promptfoo@latest eval -c promptfoo.yaml",
        "",
        (
            f"The pilot takes {format_number(pilot.plan.cases)} {part.unit_plural}, by {format_day(pilot.plan.decides_by)}; "
            "add rows under tests until there are as many."
        ),
        "It has to reach:",
        *(f"- {target_text(target, pilot.protocol)}" for target in pilot.targets),
        "",
        "The checks below need no model as judge. Whether a result can be used without a redo, a person says: look",
        "through the results with `npx promptfoo@latest view` and mark each row.",
    ]
    return "\n".join(lines)


def _providers(copy: Copy, part: Part) -> list[PromptfooProvider]:
    found = {each.model: each for each in reversed(part.to_test)}
    order = dict.fromkeys(each.model for each in part.to_test)
    return [provider_of(found[slug], part.medium, copy.catalog) for slug in order]


def _examples(copy: Copy) -> list[str]:
    text = str(dict(copy.answers).get("brief_examples") or "")
    pieces = (piece.strip() for piece in re.split(r"\r?\n\s*\r?\n", text))
    return [piece for piece in pieces if piece][:MOST_ROWS]


def _prompt(copy: Copy, part: Part, *, bare: bool) -> Noted:
    """Return the instructions with a place for the input; without the examples, where the rows are made from them."""
    examples = str(dict(copy.answers).get("brief_examples") or "").strip()
    whole = copy.prompt
    instructions = whole.removesuffix(f"\n\nGood results look like this:\n\n{examples}") if bare else whole
    text = f"{literal(instructions or f'Make {part.unit_plural} from the input.')}\n\nThe input:\n\n{{{{input}}}}"
    left_out = instructions != whole
    return Noted(
        text, "Your examples are left out here, because the rows below are made from them." if left_out else ""
    )


def _tests(examples: Sequence[str], part: Part) -> Sequence[Node | Noted]:
    if not examples:
        return [
            Noted(
                {"description": "Row 1", "vars": {"input": "[Put in here what you would give to a colleague.]"}},
                "The brief holds no examples. Put in real inputs, one row each.",
            )
        ]
    rows: list[Node | Noted] = [
        {
            "description": f"Row {place}, from an example of your own",
            "vars": {
                "input": f"Make one like this from the facts in it, in new words:\n\n{literal(example)}",
                "reference": f"A good {part.unit}:\n\n{literal(example)}",
            },
        }
        for place, example in enumerate(examples, start=1)
    ]
    note = "Made from your examples, so that it runs at once. Real inputs are better: put one in each row."
    return [Noted(_value(rows[0]), note), *rows[1:]]


def _value(row: Node | Noted) -> Node:
    return row.value if isinstance(row, Noted) else row


# ------------------------------------------------------------------------------------------------------------ checks


def _checks(pilot: Frame, part: Part, providers: Sequence[PromptfooProvider]) -> list[Node | Noted]:
    """Return what promptfoo can tell by itself of the targets."""
    by_slug = {target.slug: target for target in pilot.targets}
    checks: list[Node | Noted] = []
    if "usd" in by_slug and all(provider.known for provider in providers):
        checks.append(_cost(by_slug["usd"], target_text(by_slug["usd"], pilot.protocol)))
    if "minutes" in by_slug:
        checks.append(_latency(by_slug["minutes"], target_text(by_slug["minutes"], pilot.protocol)))
    if part.medium in LANGUAGE_MEDIA:
        check: Mapping[str, Node | Noted] = {"type": "not-contains", "value": MISSING, "metric": "Nothing missing"}
        checks.append(Noted(check, _COMPLETE))
    return checks


_COMPLETE = f"The instructions ask for {MISSING} where a fact is not in the input."
_OPTIONAL = """Each row is checked without another model. Optional, as a model in the judge’s seat costs and errs too:
    - type: llm-rubric
      value: It could be sent out without a change."""


def _cost(target: Target, text: str) -> Noted:
    check: Mapping[str, Node | Noted] = {"type": "cost", "threshold": _plain(target.threshold), "metric": "Cost"}
    return Noted(
        check,
        f"Target: {text}. The minutes of a person come on top; the model alone must stay far below.\n"
        "Take this check out where promptfoo knows no price for a model.",
    )


def _latency(target: Target, text: str) -> Noted:
    milliseconds = int(target.threshold * MILLISECONDS_A_MINUTE)
    return Noted(
        {"type": "latency", "threshold": milliseconds, "metric": "Waiting time"},
        f"Target: {text}. Waiting for the model must not take longer than that, in milliseconds.",
    )


def _plain(amount: Decimal) -> Decimal:
    return Decimal(f"{amount.normalize():f}")
