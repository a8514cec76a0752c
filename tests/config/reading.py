"""The type of the fixture that reads settings."""

from collections.abc import Callable, Mapping

from config.environment import Environment

type Read = Callable[[Mapping[str, str]], Environment]
