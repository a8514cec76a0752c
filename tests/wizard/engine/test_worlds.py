"""The worlds of the regret table are the editors' rows; the starter's are the four that the engine knows itself."""

from dataclasses import replace
from decimal import Decimal

from catalog.schema import Catalog, World as Row
from tests.support import starter_catalog
from wizard.engine.regret import WORLDS, World, worlds_of


def test_starter_holds_the_four_worlds_of_the_engine() -> None:
    assert worlds_of(starter_catalog()) == WORLDS


def test_release_without_worlds_uses_our_own() -> None:
    assert worlds_of(Catalog()) == WORLDS


def test_editors_worlds_stand_in_their_order() -> None:
    rows = (Row(slug="b", position=1, name="Rain"), Row(slug="a", position=2, name="Sun", price=Decimal(3)))

    found = worlds_of(replace(starter_catalog(), worlds=rows))

    assert found == (World(slug="b", name="Rain"), World(slug="a", name="Sun", price=Decimal(3)))
