"""Tells by one addition which of many patterns may match a sentence.

A pattern needs several words, and for each of them any of several signs will do. `Needs` gives every
need a bit of one large number. The bits of a pattern stand side by side, with a free bit above them:

    pattern              1        0         "LETS ON SERVICE" needs three words, "ASKED SERVICE" two
    bit                f b a   f c b a      f is free
    in the sentence    0 1 0   0 1 1 1      "let's talk on telegram" has LETS, ON and SERVICE, no ASKED
    add a 1 at each a  0 0 1   0 0 0 1
                       -----   -------
    sum                0 1 1   1 0 0 0      only where all bits are 1 does the 1 carry through to f

What stands in the free bits of the sum are the patterns that have all they need. This module must not
know what a sign stands for, nor how a pattern is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Needs:
    """The needs of patterns, each a set of signs one of which must be there."""

    def __init__(self, patterns: Iterable[tuple[frozenset[str], ...]]) -> None:
        self._lowest = 0  # a 1 at the lowest bit of each pattern
        self._free = 0  # a 1 at the free bit of each pattern
        self._meets: dict[str, int] = {}  # sign to the bits of the needs that it meets
        self._pattern_at: dict[int, int] = {}  # free bit to the index of its pattern
        bit = 0
        for index, needs in enumerate(patterns):
            self._lowest |= 1 << bit
            for need in needs:
                for sign in need:
                    self._meets[sign] = self._meets.get(sign, 0) | 1 << bit
                bit += 1
            self._free |= 1 << bit
            self._pattern_at[1 << bit] = index
            bit += 1

    def met(self, code: str) -> Iterator[int]:
        """Indexes of the patterns for each of whose needs there is a sign in `code`, in order."""
        met = 0
        for sign in set(code):
            met |= self._meets.get(sign, 0)
        carried = met + self._lowest & self._free
        while carried:
            first = carried & -carried
            yield self._pattern_at[first]
            carried ^= first
