"""What only the race lets people set: boxes to tick, and a place on a surface."""

import re
from dataclasses import dataclass
from typing import ClassVar

__all__ = ["Spot", "Ticks"]


@dataclass(frozen=True)
class Ticks:
    """Any of some ``options``, with commas between; "none" of them is possible, too."""

    kind: ClassVar = "ticks"
    name: str
    label: str
    options: tuple
    value: str

    def read(self, value):
        """Return ``value`` in the order of the options if all are known."""
        chosen = [] if value == "none" else str(value).split(",")
        unknown = [part for part in chosen if part not in self.options]
        if unknown:
            raise ValueError(f"{self.name} must be some of {','.join(self.options)}, or none, got {value}")
        return ",".join(part for part in self.options if part in chosen) or "none"


@dataclass(frozen=True)
class Spot:
    """A place on a surface, "beale@1.5,-2"; on other surfaces, and as "own", it is the surface's own start."""

    kind: ClassVar = "spot"
    name: str
    label: str
    value: str = "own"

    def read(self, value):
        """Return ``value`` if it is "own" or names a surface and two numbers of at most 100."""
        found = re.fullmatch(r"[a-z_]+@(-?\d{1,2}(?:\.\d+)?),(-?\d{1,2}(?:\.\d+)?)", str(value))
        if value != "own" and not found:
            raise ValueError(f"{self.name} must be own, or like beale@1.5,-2, got {value}")
        return str(value)
