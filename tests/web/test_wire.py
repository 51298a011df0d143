"""UTF-16 positions for every place in messages of any script."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from touchline.web.wire import Utf16


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.integers(0, 40))
def test_a_position_counts_the_code_units_before_it(message: str, position: int) -> None:
    position = min(position, len(message))
    assert Utf16(message).position(position) == len(message[:position].encode("utf-16-le")) // 2
