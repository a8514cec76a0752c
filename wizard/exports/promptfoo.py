"""The pilot as a promptfoo configuration.

It has two models, the instructions, rows from the owner's examples, and what is agreed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml
from django.template.loader import render_to_string

from catalog.data_files import toml_of
from catalog.schema import Catalog
from catalog.vocabulary import LANGUAGE_MEDIA, Medium
from wizard.decision.costs import Priced
from wizard.decision.options import Option
from wizard.decision.vocabulary import OptionKind, Place
from wizard.document.instructions import instructions
from wizard.exports.copies import Copy
from wizard.pilot.context import Frame, tested
from wizard.pilot.protocol import Protocol
from wizard.plans.tools import main_part, models_of, tool_name

SCHEMA = "https://promptfoo.dev/config-schema.json"
MOST_ROWS = 20  # made from the owner's examples; more are for the owner to add
MISSING = "[missing]"  # what the instructions tell a model to write for a fact it was not given
NOTHING_MISSING = {"type": "not-contains", "value": MISSING, "metric": "Nothing missing"}
_BRACES = re.compile(r"\{(?=[{%#])|(?<=[}%#])\}")  # that open or close something in a template


# ---------------------------------------------------------------------------------------- providers

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
    """Return how promptfoo reaches a model at the plan's offer.

    Where we do not know, there is a place to fill in.
    """
    tool = priced.option.tool
    name, model = tool_name(catalog, tool), next(iter(models_of(catalog, tool)), "")
    offer = catalog.offer.get(priced.option.offer)
    if offer is None:
        return _by_address(name, model, medium, [f"{name}. No seller is on file."])
    notes = [f"{name} at {catalog.provider[offer.seller].name}."]
    region = SELLERS["region"].get(offer.seller, "") if in_eu else ""
    endpoint = offer.eu_endpoint if in_eu else ""
    if in_eu:
        notes.append(f"The plan keeps the material in the EU: {_where(region, endpoint)}.")
    way = SELLERS.get("chat" if medium in LANGUAGE_MEDIA else medium, {}).get(offer.seller)
    # An endpoint of Bedrock that promptfoo has no id for.
    is_unnamed = offer.seller == BEDROCK and "/" in offer.seller_model_id
    if way is None or is_unnamed:
        return _by_address(name, model, medium, notes, endpoint)
    prefix, written = way
    model_id = offer.seller_model_id.removeprefix(written)
    if not offer.seller_model_id:
        notes.append(f"Put the id by which the seller calls the model in place of {MODEL_ID}.")
    called: dict[str, Any] = {"id": f"{prefix}{model_id or MODEL_ID}", "label": name}
    if region:
        called["config"] = {"region": region}
    return PromptfooProvider(node=called, note=" ".join(notes))


def _by_address(
    name: str, model: str, medium: Medium, notes: Sequence[str], endpoint: str = ""
) -> PromptfooProvider:
    """Return a model that is called at an address, in the form that most sellers take."""
    fill_in = [
        (
            "Fill in the address, the model’s id and how the answer is read; see promptfoo’s "
            "HTTP provider."
        )
    ]
    if medium not in LANGUAGE_MEDIA:
        fill_in.append("The answer should be the address of the result.")
    config = {
        "url": endpoint or ENDPOINT,
        "method": "POST",
        "headers": {
            "Content-Type": "application/json",
            "Authorization": "Bearer {{env.MODEL_API_KEY}}",
        },
        "body": {"model": model, "messages": [{"role": "user", "content": "{{prompt}}"}]},
        "transformResponse": "json.choices[0].message.content",
    }
    node = {"id": "https", "label": name, "config": config}
    return PromptfooProvider(node=node, note=" ".join((*notes, *fill_in)))


def _where(region: str, endpoint: str) -> str:
    """Return how a model is called in the EU."""
    if region:
        return f"it is called in {region}; name another region of the EU if the model is not there"
    return f"call {endpoint}" if endpoint else "call its region there"


# --------------------------------------------------------------------------------------------- file


def promptfoo(copy: Copy) -> bytes:
    """Return the pilot as a file that promptfoo runs.

    What only a person can judge is left to a person.
    """
    pilot = copy.frame
    if pilot is None:
        raise ValueError("A plan without a pilot has nothing to try.")
    medium = main_part(pilot.job, copy.decided.catalog).medium
    examples, providers = _examples(copy), _providers(copy, pilot, medium)
    tells_missing = medium in LANGUAGE_MEDIA  # elsewhere no result can say that something is
    checks = {"defaultTest": {"assert": [NOTHING_MISSING]}} if tells_missing else {}
    node: dict[str, Any] = {
        # It is no template, so that braces are kept apart.
        "description": _BRACES.sub(" ", f"Pilot of “{copy.heading}”: {pilot.protocol.job}"),
        "prompts": [{"label": "Instructions from the plan", "raw": _prompt(copy, pilot)}],
        "providers": [provider.node for provider in providers],
        "evaluateOptions": {"cache": False, "maxConcurrency": 1},
        **checks,
        "tests": _tests(examples, pilot.protocol),
    }
    agreed = pilot.protocol
    context = {
        "schema": SCHEMA,
        "copy": copy,
        "pilot": pilot,
        "rules": tuple(agreed.rules),
        "pass_rate": 100 * (agreed.cases - agreed.rule.most_redone) // agreed.cases,
        "providers": providers,
        "missing": MISSING if tells_missing else "",
        "examples": examples,
    }
    return f"{_comment(context)}\n{yaml.dump(node, Dumper=_Dumper, **_FORM)}".encode()


def _examples(copy: Copy) -> list[str]:
    """Return the owner's examples, which empty lines part."""
    pieces = re.split(r"\r?\n\s*\r?\n", copy.decided.answers.brief.examples)
    return [piece.strip() for piece in pieces if piece.strip()][:MOST_ROWS]


def _providers(copy: Copy, pilot: Frame, medium: Medium) -> list[PromptfooProvider]:
    in_eu = pilot.basis.decided.work.place is Place.EU
    return [
        provider_of(priced, medium, copy.decided.catalog, in_eu=in_eu)
        for priced in tested(pilot.basis.decided)
        if is_model(priced.option)
    ]


def _comment(context: Mapping[str, Any]) -> str:
    """Return what is said at the top of the file, as comments whatever letters an owner typed."""
    text = render_to_string("exports/promptfoo.txt", dict(context))
    printable = "".join(
        letter if letter.isprintable() or letter == "\n" else " " for letter in text.strip("\n")
    )
    return "\n".join(f"# {line}".rstrip() for line in printable.split("\n"))


def literal(text: str) -> str:
    """Return text that promptfoo's templates give back as it is, whatever braces it holds."""
    return _BRACES.sub(lambda match: f'{{{{ "{match[0]}" }}}}', text)


# --------------------------------------------------------------------------------------------- YAML


class _Dumper(yaml.SafeDumper):
    """Quotes whatever a reader of another version of YAML could take for a number or a day."""


def _written(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None if text.isidentifier() else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _written)
_FORM: dict[str, Any] = {"sort_keys": False, "allow_unicode": True, "width": 10_000}


# -------------------------------------------------------------------------------------------- parts


def _prompt(copy: Copy, pilot: Frame) -> str:
    """Return the instructions with a place for the input.

    The examples are left out, since the rows are made from them.
    """
    answers = copy.decided.answers
    without = replace(answers, brief=replace(answers.brief, examples=""))
    lines = instructions(pilot.job, without, copy.decided.catalog)
    return literal("\n".join(lines)) + "\n\nThe input:\n\n{{input}}"


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
                "input": (
                    f"Make one like this from the facts in it, in new words:\n\n{literal(example)}"
                ),
                "reference": f"A good {agreed.unit}:\n\n{literal(example)}",
            },
        }
        for place, example in enumerate(examples, start=1)
    ]
