"""What people set: sliders, choices and the seed, each with a range, so that a value from outside can be checked."""

from dataclasses import dataclass
from typing import ClassVar

__all__ = ["Choice", "Layers", "Menu", "Seed", "Slider"]


@dataclass(frozen=True)
class Slider:
    """A number between ``low`` and ``high``; ``log=True`` spaces rates evenly in their logarithm.

    Parameters
    ----------
    name : str
        One word, as it stands in the line that describes the state.
    label : str
        What people read.
    step : float
        The distance of two positions; of a logarithmic slider about their ratio minus 1, a whole number a decade.
    """

    kind: ClassVar = "slider"
    name: str
    label: str
    low: float
    high: float
    value: float
    step: float = 0.05
    log: bool = False

    def read(self, value):
        """Return ``value`` as a number of the range.

        Raises
        ------
        ValueError
            If it is no number, or outside.
        """
        number = _number(float, value, self)
        if not self.low <= number <= self.high:
            raise ValueError(f"{self.name} must lie between {self.low:g} and {self.high:g}, got {number:g}")
        return number


@dataclass(frozen=True)
class Choice:
    """One of a few ``options``."""

    kind: ClassVar = "choice"
    name: str
    label: str
    options: tuple
    value: str

    def read(self, value):
        """Return ``value`` if it is one of the options."""
        if value not in self.options:
            raise ValueError(f"{self.name} must be one of {', '.join(self.options)}, got {value}")
        return value


@dataclass(frozen=True)
class Menu(Choice):
    """One of several options, in a list that opens."""

    kind: ClassVar = "menu"


@dataclass(frozen=True)
class Layers:
    """How many units the hidden layers of a network have: "4,2" is four, then two; "0" is no hidden layer."""

    kind: ClassVar = "layers"
    name: str
    label: str
    value: str
    most_layers: int = 4
    most_units: int = 8

    def read(self, value):
        """Return ``value`` if it describes layers in the range."""
        layers = str(value).split(",")
        units = [int(part) for part in layers if part.isdigit() and 1 <= int(part) <= self.most_units]
        if str(value) != "0" and not len(units) == len(layers) <= self.most_layers:
            raise ValueError(
                f"{self.name} must be 0, or up to {self.most_layers} numbers from 1 to {self.most_units} "
                f"with commas between, got {value}"
            )
        return ",".join(map(str, units)) or "0"


@dataclass(frozen=True)
class Seed:
    """The number that all chance comes from."""

    kind: ClassVar = "seed"
    name: str = "seed"
    label: str = "seed"
    value: int = 0

    def read(self, value):
        """Return ``value`` as a whole number from 0 to 9999."""
        number = _number(int, value, self)
        if not 0 <= number <= 9999:
            raise ValueError(f"{self.name} must lie between 0 and 9999, got {number}")
        return number


def _number(kind, value, control):
    try:
        return kind(value)
    except (TypeError, ValueError):
        words = "a number" if kind is float else "a whole number"
        raise ValueError(f"{control.name} must be {words}, got {value}") from None
