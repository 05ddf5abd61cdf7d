"""What only this widget lets people set: a picture painted pixel by pixel, and a shelf of stored ones."""

import dataclasses
from dataclasses import dataclass
from typing import ClassVar

from nnlib.widgets.paint_and_recall.pixels import ALPHABET, decode, encode, name_of

__all__ = ["Canvas", "Shelf"]


@dataclass(frozen=True)
class Canvas:
    """A picture of 10 × 10 pixels: a capital letter, or 25 hexadecimal digits."""

    kind: ClassVar = "canvas"
    name: str
    label: str
    value: str

    def read(self, value):
        """Return ``value`` if it is a picture, as a letter where it is one."""
        decode(value)
        return name_of(str(value))


@dataclass(frozen=True)
class Shelf:
    """One to ``most`` different pictures with commas between.

    ``letters`` tells the browser what each letter looks like.
    """

    kind: ClassVar = "shelf"
    name: str
    label: str
    value: str
    most: int = 8
    letters: dict = dataclasses.field(default_factory=lambda: {one: encode(decode(one)) for one in ALPHABET})

    def read(self, value):
        """Return ``value`` if it is such a list."""
        words = str(value).split(",")
        for word in words:
            decode(word)
        words = [name_of(word) for word in words]
        if len(set(words)) != len(words) or len(words) > self.most:
            raise ValueError(f"{self.name} must be one to {self.most} different pictures, got {len(words)}")
        return ",".join(words)
