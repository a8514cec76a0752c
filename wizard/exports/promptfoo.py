"""The pilot as a promptfoo configuration: two models, the instructions, rows from the owner's examples, what is agreed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

from catalog.data_files import toml_of
from catalog.formatting import format_day, format_number
from catalog.schema import Catalog
from catalog.vocabulary import LANGUAGE_MEDIA, Medium
from wizard.decision.costs import Priced
from wizard.decision.options import Option
from wizard.decision.vocabulary import OptionKind, Place
from wizard.exports.copies import Copy
from wizard.pilot.context import Frame, tested
from wizard.pilot.protocol import Protocol, rule_words
from wizard.plans.prompt import prompt_of
from wizard.plans.tools import main_part, models_of, tool_name

SCHEMA = "https://promptfoo.dev/config-schema.json"
MOST_ROWS = 20  # made from the owner's examples; more are for the owner to add
MISSING = "[missing]"  # what the instructions tell a model to write for a fact it was not given
NOTHING_MISSING = {"type": "not-contains", "value": MISSING, "metric": "Nothing missing"}
MISSING_NOTE = f"The instructions ask for {MISSING} where a fact is not in the input."
JUDGE = "A model as judge costs and errs too; if you want one, add an assert: llm-rubric, “It could be sent out unchanged.”"
FROM_EXAMPLES = "Rows are made from your examples, so the instructions leave them out. Real inputs are better: one in each row."

_BRACES = re.compile(r"\{(?=[{%#])|(?<=[}%#])\}")  # that open or close something in a template


# ----------------------------------------------------------------------------------------------------------- providers

BEDROCK = "amazon-bedrock"
MODEL_ID = "MODEL-ID"
ENDPOINT = "https://models.example.com/v1/chat/completions"

SELLERS: Mapping[str, Any] = toml_of(__file__)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptfooProvider:
    """A model as promptfoo calls it, and what the owner has to know or to fill in."""

    node: Mapping[str, Any]
    note: str


def is_model(option: Option) -> bool:
    """Return whether an option is a model that a program calls, at a seller or on a machine."""
    return option.kind in {OptionKind.MODEL, OptionKind.MACHINE}


def provider_of(
    priced: Priced, medium: Medium, catalog: Catalog, *, in_eu: bool = False
) -> PromptfooProvider:
    """Return how promptfoo reaches a model at the offer that the plan names, with a place to fill in where we do not know."""
    name = tool_name(catalog, priced.option.tool)
    offer = catalog.offer.get(priced.option.offer)
    seller, stated = (offer.seller, offer.seller_model_id) if offer is not None else ("", "")
    note = (
        f"{name} at {catalog.provider[seller].name}."
        if seller
        else f"{name}. No seller is on file."
    )
    region = SELLERS["region"].get(seller, "") if in_eu else ""
    endpoint = offer.eu_endpoint if in_eu and offer is not None else ""
    if in_eu and offer is not None:
        note += f" The plan keeps the material in the EU: {_where(region, endpoint)}."
    ways = (
        SELLERS["chat"]
        if medium in LANGUAGE_MEDIA
        else SELLERS["pictures"]
        if medium is Medium.IMAGE
        else {}
    )
    if seller in ways and not (
        seller == BEDROCK and "/" in stated
    ):  # an endpoint that promptfoo has no id for
        prefix, written = ways[seller]
        if not stated:
            note += f" Put the id by which the seller calls the model in place of {MODEL_ID}."
        id_ = f"{prefix}{stated.removeprefix(written) or MODEL_ID}"
        called: dict[str, Any] = {"id": id_, "label": name}
        if region:
            called["config"] = {"region": region}
        return PromptfooProvider(node=called, note=note)
    note += " Fill in the address, the model’s id and how the answer is read; see promptfoo’s HTTP provider."
    if medium not in LANGUAGE_MEDIA:
        note += " The answer should be the address of the result."
    model = next(iter(models_of(catalog, priced.option.tool)), "")
    config: Mapping[str, Any] = {  # the form that most sellers take
        "url": endpoint or ENDPOINT,
        "method": "POST",
        "headers": {
            "Content-Type": "application/json",
            "Authorization": "Bearer {{env.MODEL_API_KEY}}",
        },
        "body": {"model": model, "messages": [{"role": "user", "content": "{{prompt}}"}]},
        "transformResponse": "json.choices[0].message.content",
    }
    return PromptfooProvider(node={"id": "https", "label": name, "config": config}, note=note)


def _where(region: str, endpoint: str) -> str:
    """Return how a model is called in the EU."""
    if region:
        return f"it is called in {region}; name another region of the EU if the model is not there"
    return f"call {endpoint}" if endpoint else "call its region there"


# ---------------------------------------------------------------------------------------------------------------- file


def promptfoo(copy: Copy) -> bytes:
    """Return the pilot as a file that promptfoo runs; what only a person can judge is left to a person."""
    pilot = copy.frame
    if pilot is None:
        raise ValueError("A plan without a pilot has nothing to try.")
    medium = main_part(pilot.job, copy.decided.catalog).medium
    pieces = (
        piece.strip() for piece in re.split(r"\r?\n\s*\r?\n", copy.decided.answers.brief.examples)
    )
    examples = [piece for piece in pieces if piece][:MOST_ROWS]
    in_eu = pilot.decided.work.place is Place.EU
    providers = [
        provider_of(priced, medium, copy.decided.catalog, in_eu=in_eu)
        for priced in tested(pilot.decided)
        if is_model(priced.option)
    ]
    names_what_is_missing = medium in LANGUAGE_MEDIA
    node: dict[str, Any] = {
        # It is no template, so that braces are kept apart.
        "description": _BRACES.sub(" ", f"Pilot of “{copy.heading}”: {pilot.protocol.job}"),
        "prompts": [{"label": "Instructions from the plan", "raw": _prompt(copy, pilot)}],
        "providers": [provider.node for provider in providers],
        "evaluateOptions": {"cache": False, "maxConcurrency": 1},
    }
    if names_what_is_missing:
        node["defaultTest"] = {"assert": [NOTHING_MISSING]}
    node["tests"] = _tests(examples, pilot.protocol)
    notes = [
        *(provider.note for provider in providers),
        "No answer is cached: a kept answer has no waiting time to measure.",
        *([MISSING_NOTE] if names_what_is_missing else []),
        JUDGE,
        FROM_EXAMPLES
        if examples
        else "The brief holds no examples. Put in real inputs, one row each.",
    ]
    shown = (
        "".join(letter if letter.isprintable() else " " for letter in line)
        for line in _head(copy, pilot, notes)
    )
    comment = "\n".join(f"# {line}".rstrip() for line in shown)
    return f"{comment}\n{yaml.dump(node, Dumper=_Dumper, **_FORM)}".encode()


def literal(text: str) -> str:
    """Return text that promptfoo's templates give back as it is, whatever braces it holds."""
    return _BRACES.sub(lambda match: f'{{{{ "{match[0]}" }}}}', text)


# -------------------------------------------------------------------------------------------------------------- YAML


class _Dumper(yaml.SafeDumper):
    """Quotes whatever a reader of another version of YAML could take for a number or a day."""


def _written(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None if text.isidentifier() else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _written)
_FORM: dict[str, Any] = {"sort_keys": False, "allow_unicode": True, "width": 10_000}


# ------------------------------------------------------------------------------------------------------------- parts


def _head(copy: Copy, pilot: Frame, notes: Sequence[str]) -> list[str]:
    agreed, version = pilot.protocol, copy.version
    pass_rate = 100 * (agreed.cases - agreed.rule.most_redone) // agreed.cases
    return [
        f"yaml-language-server: $schema={SCHEMA}",
        "",
        f"The pilot of a Pilotlight plan: {copy.heading}",
        f"{copy.permalink} (version {version.number}, decided {format_day(version.decided_on)})",
        "",
        "Check it:  npx promptfoo@latest validate -c promptfoo.yaml",
        f"Run it:    PROMPTFOO_PASS_RATE_THRESHOLD={pass_rate} npx promptfoo@latest eval -c promptfoo.yaml",
        "",
        (
            f"The pilot takes {format_number(agreed.cases)} {agreed.units}, by {format_day(pilot.decides_by)}; "
            "add rows under tests until there are as many."
        ),
        "What is agreed:",
        *(f"- {rule}" for rule in rule_words(agreed)),
        "",
        "Whether a result can be used without a redo, a person says: look through the results with",
        "`npx promptfoo@latest view` and mark each row.",
        "",
        *(f"- {note}" for note in notes),
    ]


def _prompt(copy: Copy, pilot: Frame) -> str:
    """Return the instructions with a place for the input; without the examples, from which the rows are made."""
    answers = copy.decided.answers
    without = replace(answers, brief=replace(answers.brief, examples=""))
    instructions = prompt_of(without, copy.decided.catalog, pilot.job)
    return f"{literal(instructions)}\n\nThe input:\n\n{{{{input}}}}"


def _tests(examples: Sequence[str], agreed: Protocol) -> list[dict[str, Any]]:
    if not examples:
        return [
            {
                "description": "Row 1",
                "vars": {"input": "[Put in here what you would give to a colleague.]"},
            }
        ]
    return [
        {
            "description": f"Row {place}, from an example of your own",
            "vars": {
                "input": f"Make one like this from the facts in it, in new words:\n\n{literal(example)}",
                "reference": f"A good {agreed.unit}:\n\n{literal(example)}",
            },
        }
        for place, example in enumerate(examples, start=1)
    ]
