"""The pilot as promptfoo reads it, in the shape that promptfoo 0.123.1 accepted.

See docs/exports.md.
"""

import re
from typing import Any

import pytest
import yaml

from catalog.schema import AiModel, Catalog, Offer, Provider as Seller
from catalog.vocabulary import Medium
from tests.replacing import replace
from tests.wizard.exports import kit
from wizard.decision.costs import Priced
from wizard.decision.options import Option
from wizard.decision.vocabulary import OptionKind
from wizard.exports.promptfoo import literal, promptfoo, provider_of

MAKES_NO_TEXT: set[str] = set()  # so that no result can say that something is missing
PROVIDER = re.compile(r"https|(openai|anthropic|google|openrouter|vertex|bedrock|[a-z-]+):\S+")


def read(slug: str) -> dict[str, Any]:
    found = yaml.safe_load(promptfoo(kit.example(slug)))
    assert isinstance(found, dict)
    return found


def test_configuration_has_the_shape_that_promptfoo_accepts() -> None:
    assert kit.with_models()
    for slug in kit.with_models():
        found = read(slug)

        checks = ["defaultTest"] if slug not in MAKES_NO_TEXT else []
        assert list(found) == [
            "description",
            "prompts",
            "providers",
            "evaluateOptions",
            *checks,
            "tests",
        ]
        assert [set(prompt) for prompt in found["prompts"]] == [{"label", "raw"}]
        assert "{{input}}" in found["prompts"][0]["raw"]
        assert all(
            {"id", "label"} <= set(each) <= {"id", "label", "config"} for each in found["providers"]
        )
        assert all(PROVIDER.fullmatch(each["id"]) for each in found["providers"])
        assert found["evaluateOptions"] == {"cache": False, "maxConcurrency": 1}
        assert all(isinstance(row["vars"]["input"], str) for row in found["tests"])


def test_checks_ask_no_other_model_and_the_pass_rate_is_what_is_agreed() -> None:
    assert kit.with_models()
    for slug in kit.with_models():
        pilot = kit.example(slug).frame
        assert pilot is not None
        assert [each["label"] for each in read(slug)["providers"]] == list(pilot.protocol.names)
        written = promptfoo(kit.example(slug)).decode()
        passing = int(re.findall(r"PROMPTFOO_PASS_RATE_THRESHOLD=(\d+) ", written)[0])
        cases, misses = pilot.protocol.cases, pilot.protocol.rule.most_redone

        checks = read(slug).get("defaultTest", {"assert": []})["assert"]
        assert [check["type"] for check in checks] == (
            ["not-contains"] if slug not in MAKES_NO_TEXT else []
        )
        assert f" if more than {misses} of {cases} are not good enough" in written
        # As many misses as are agreed pass in promptfoo too, one more does not.
        assert 100 * (cases - misses) / cases >= passing > 100 * (cases - misses - 1) / cases


def test_rows_are_made_from_the_examples_which_the_instructions_then_leave_out() -> None:
    found = yaml.safe_load(
        promptfoo(
            kit.copy(
                "law-office", tune={"brief_examples": "First one.\n\nSecond one,\nwith two lines."}
            )
        )
    )

    assert [
        row["vars"]["input"].endswith(end)
        for row, end in zip(found["tests"], ("First one.", "two lines."), strict=True)
    ]
    assert "First one." not in found["prompts"][0]["raw"]
    without = yaml.safe_load(promptfoo(kit.copy("law-office", tune={"brief_examples": ""})))
    assert [row["vars"] for row in without["tests"]] == [
        {"input": "[Put in here what you would give to a colleague.]"}
    ]


def test_plan_without_a_pilot_has_nothing_to_run() -> None:
    with pytest.raises(ValueError, match="nothing to try"):
        promptfoo(kit.example("wholesaler"))


# What an owner writes


def rendered(text: str) -> str:
    """Do what promptfoo's templates do to text that holds nothing but our own escapes."""
    assert not re.search(r"\{%|\{#|#\}|%\}", text)
    return re.sub(r'\{\{ "([{}])" \}\}', r"\1", text)


def test_template_in_the_owners_words_is_text() -> None:
    words = (
        "{{ env.SECRET }}",
        "{% for x in y %}",
        "{# z #}",
        "{{{a}}}",
        "}}{{",
        "#}",
        "%}",
        "{",
        "}",
        "{}",
        "{{{{",
        "{ {a} }",
        "plain",
    )

    assert [rendered(literal(text)) for text in words] == [*words]


def test_hostile_words_reach_a_model_as_they_are_and_run_nothing() -> None:
    found = yaml.safe_load(promptfoo(kit.hostile("law-office")))

    opened = re.findall(r"\{\{(.*?)\}\}", found["prompts"][0]["raw"])
    assert set(opened) <= {' "{" ', ' "}" ', "input"}
    assert kit.HOSTILE in rendered(found["tests"][0]["vars"]["input"])
    assert not any(
        value.startswith(("file:", "package:"))
        for row in found["tests"]
        for value in row["vars"].values()
    )
    assert "{{" not in found["description"]


# Providers


def catalog(*offers: Offer) -> Catalog:
    names = {
        "openai": "OpenAI",
        "anthropic": "Anthropic",
        "openrouter": "OpenRouter",
        "amazon-bedrock": "Bedrock",
    }
    return Catalog(
        models=(AiModel(slug="m", name="M", provider="openai", source="s", as_of=kit.TODAY),),
        providers=tuple(Seller(slug=slug, name=name) for slug, name in names.items()),
        offers=offers,
    )


def offer(seller: str, id_: str = "") -> Offer:
    return Offer(
        slug=f"m@{seller}",
        model="m",
        seller=seller,
        seller_model_id=id_,
        source="s",
        as_of=kit.TODAY,
    )


def choice(seller: str) -> Priced:
    offer = f"m@{seller}" if seller else ""
    option = Option(key="m", kind=OptionKind.MODEL, tool="m", maker="openai", offer=offer)
    return Priced(
        option=option,
        paid_usd=0.0,
        connecting_usd=0.0,
        hours=0.0,
        work_usd=0.0,
        wrong=0.0,
        corrections_usd=0.0,
        wrong_usd=0.0,
    )


def test_provider_is_the_sellers_and_no_other() -> None:
    for seller, offers, id_ in (
        ("openai", [offer("openai", "gpt-5.5")], "openai:chat:gpt-5.5"),
        ("openrouter", [offer("openrouter", "a/b")], "openrouter:a/b"),
        ("amazon-bedrock", [offer("amazon-bedrock", "global.a.b-v1:0")], "bedrock:global.a.b-v1:0"),
        ("amazon-bedrock", [offer("amazon-bedrock", "bedrock_mantle/a")], "https"),
        ("openai", [offer("openai")], "openai:chat:MODEL-ID"),
        ("nobody", [offer("openai", "gpt-5.5")], "https"),
        ("", [], "https"),
    ):
        found = provider_of(choice(seller), Medium.TEXT, catalog(*offers))
        assert found.node["id"] == id_
        assert ("in place of MODEL-ID" in found.note) is id_.endswith("MODEL-ID")
    made = provider_of(choice("openrouter"), Medium.VIDEO, catalog(offer("openrouter", "a/b")))
    assert made.node["id"] == "https"  # a place to fill in


def test_where_the_material_stays_in_the_eu_its_region_is_named() -> None:
    bedrock = offer("amazon-bedrock", "a.b-v1:0")
    endpoint = replace(offer("nobody-knows", "m"), eu_endpoint="https://api.eu.example.com")

    there = provider_of(choice("amazon-bedrock"), Medium.TEXT, catalog(bedrock), in_eu=True)
    anywhere = provider_of(choice("amazon-bedrock"), Medium.TEXT, catalog(bedrock))
    stated = provider_of(choice("openai"), Medium.TEXT, catalog(offer("openai", "m")), in_eu=True)
    own = provider_of(
        choice("anthropic"),
        Medium.VIDEO,
        catalog(replace(endpoint, slug="m@anthropic", seller="anthropic")),
        in_eu=True,
    )

    assert there.node["config"] == {"region": "eu-central-1"}
    assert "it is called in eu-central-1" in there.note
    assert "config" not in anywhere.node
    assert "call its region there" in stated.note
    assert own.node["config"]["url"] == "https://api.eu.example.com"
