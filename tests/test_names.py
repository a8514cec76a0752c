"""Each class has a name of its own, and a bare function name means one thing.

Names are words of the field.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pkgutil import resolve_name

from config.environment import PROJECT

PRODUCT = ("config", "catalog", "wizard", "ops")
# Names that several modules may give a class.
SHARED = {
    "Command": "Django finds commands by it",
    "Problem": "one is the schema of RFC 9457 in the API’s document",
    "Quantity": "one is a schema in the API’s document",
}
# Words that a stranger cannot read in an identifier, and what stands for them.
PRIVATE = {
    "afresh": "recheck, recreate",
    "again": "repeated, recomputed",
    "aside": "partial, unfinished",
    "beside": "comparison, challenger",
    "brute": "oracle",
    "door": "front, gateway",
    "haste": "load",
    "held": "current, locked",
    "judged": "rated, checked",
    "kept": "cached, stored, remaining",
    "kin": "related",
    "moneys": "amounts",
    "paper": "document",
    "room": "space, module",
    "said": "sentence, reply, output",
    "tireless": "load client",
    "tipping": "threshold",
    "told": "message, summary",
    "toys": "cases",
    "victim": "target",
}


@cache
def modules() -> dict[str, ast.Module]:
    """Return the modules of the product, parsed, by their dotted names."""
    found = {}
    for package in PRODUCT:
        for file in sorted((PROJECT / package).rglob("*.py")):
            if "migrations" not in file.parts:
                name = ".".join(file.relative_to(PROJECT).with_suffix("").parts)
                found[name] = ast.parse(file.read_text(encoding="utf-8"))
    return found


def defined(kind: type[ast.ClassDef | ast.FunctionDef]) -> dict[str, set[str]]:
    """Return in which modules each public name is defined."""
    found = defaultdict(set)
    for module, tree in modules().items():
        for node in tree.body:
            if isinstance(node, kind) and not node.name.startswith("_"):
                found[node.name].add(module)
    return found


def is_fact_and_its_table(places: set[str]) -> bool:
    """Tell whether a class is a fact and the other the table made from it, with its name."""
    return sorted(place.rsplit(".", 1)[0] for place in places) == [
        "catalog.models",
        "catalog.schema",
    ]


def test_each_class_has_a_name_of_its_own() -> None:
    twice = {
        name: sorted(places) for name, places in defined(ast.ClassDef).items() if len(places) > 1
    }

    assert {*SHARED} <= {*twice}  # no exception is kept for nothing
    assert {
        name: places
        for name, places in twice.items()
        if name not in SHARED and not is_fact_and_its_table({*places})
    } == {}


def test_bare_name_of_a_function_means_one_function() -> None:
    bare = defaultdict(set)
    for tree in modules().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    bare[alias.name].add(str(node.module))
    twice = {
        name: sorted(places & bare[name])
        for name, places in defined(ast.FunctionDef).items()
        if len(places) > 1
    }

    assert {name: places for name, places in twice.items() if len(places) > 1} == {}


def identifiers(tree: ast.Module) -> Iterator[str]:
    """Yield every name that a module gives to something."""
    for node in ast.walk(tree):
        match node:
            case (
                ast.ClassDef(name=name)
                | ast.FunctionDef(name=name)
                | ast.AsyncFunctionDef(name=name)
            ):
                yield name
            case (
                ast.Name(id=name, ctx=ast.Store())
                | ast.Attribute(attr=name, ctx=ast.Store())
                | ast.arg(arg=name)
            ):
                yield name


def test_names_are_words_of_the_field() -> None:
    found = [
        f"{module}: {name}, better: {PRIVATE[word]}"
        for module, tree in modules().items()
        for name in (module.rsplit(".", 1)[-1], *identifiers(tree))
        for word in {word.lower() for word in re.findall(r"[A-Z]?[a-z]+", name)} & {*PRIVATE}
    ]

    assert found == []


def test_comments_of_templates_name_what_there_is() -> None:
    files = [file.read_text(encoding="utf-8") for file in (PROJECT / "templates").rglob("*.html")]
    comments = re.findall(r"\{#.*?#\}", "".join(files))
    named = re.findall(r"\b(?:catalog|config|wizard)(?:\.\w+)+", " ".join(comments))

    assert named
    assert all(resolve_name(name) for name in named)


def test_what_is_read_on_a_day_is_called_a_reading() -> None:
    """A release that is loaded is an edition; read on a day, it is a reading, in every module."""
    named = {
        node.arg.removeprefix("_") or "reading"
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.arg)
        and node.annotation is not None
        and ast.unparse(node.annotation) == "Reading"
    }

    assert named == {"reading"}
