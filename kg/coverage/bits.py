"""Sets of practices as the bits of an integer: joined, met and counted at once, whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload


def bits(numbers: Iterable[int], size: int) -> int:
    """A set of numbers below `size` as an integer with one bit a number."""
    array = bytearray(size // 8 + 1)
    for number in numbers:
        array[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(array, "little")


def positions(held: int) -> Iterator[int]:
    """The numbers of the bits that are set, ascending."""
    text = format(held, "b")[::-1]
    at = text.find("1")
    while at >= 0:
        yield at
        at = text.find("1", at + 1)


class PracticeSet(Sequence[str]):
    """The IRIs of a set of practices in order. Counting it is quick; the IRIs are read when asked for."""

    __slots__ = ("held", "names")

    def __init__(self, held: int, names: Sequence[str]) -> None:
        self.held = held
        self.names = names

    def __len__(self) -> int:
        return self.held.bit_count()

    def __iter__(self) -> Iterator[str]:
        return (self.names[at] for at in positions(self.held))

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        return tuple(self)[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self.held)

    def __repr__(self) -> str:
        return f"PracticeSet({list(self)})"
