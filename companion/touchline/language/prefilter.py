"""Which of many patterns have all that they need, told for all of them at once.

It must not know what a sign stands for, nor how a pattern is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Needs:
    """The needs of patterns, each a set of signs one of which must be there.

    Each need is a bit of one large number. The bits of a pattern lie side by side with a zero after
    them: when all are set, adding one to the lowest carries into that zero.
    """

    def __init__(self, patterns: Iterable[tuple[frozenset[str], ...]]) -> None:
        self._lowest = self._carries = bit = 0
        self._meets: dict[str, int] = {}
        self._pattern_at: dict[int, int] = {}
        for index, needs in enumerate(patterns):
            self._lowest |= 1 << bit
            for need in needs:
                for sign in need:
                    self._meets[sign] = self._meets.get(sign, 0) | 1 << bit
                bit += 1
            self._carries |= 1 << bit
            self._pattern_at[1 << bit] = index
            bit += 1

    def bits(self, signs: Iterable[str]) -> int:
        """A bit for each pattern for each of whose needs there is one of the signs; 0 where there is none."""
        bits = 0
        for sign in signs:
            bits |= self._meets.get(sign, 0)
        return bits + self._lowest & self._carries

    def met(self, code: str) -> Iterator[int]:
        """Indexes of the patterns for each of whose needs there is a sign in `code`, in order."""
        bits = self.bits(set(code))
        while bits:
            lowest = bits & -bits
            yield self._pattern_at[lowest]
            bits ^= lowest
