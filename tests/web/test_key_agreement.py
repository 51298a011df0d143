"""The sums of pairing against the shared vectors, and what a relay in the middle gets."""

from __future__ import annotations

import hashlib
import random

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)
from tests.web.vectors import KEY, PAIRING, raw

from touchline.errors import AccessDenied
from touchline.web.pairing import key_agreement
from touchline.web.pairing.key_agreement import Share


def private_key(side: str) -> EllipticCurvePrivateKey:
    secret = raw(PAIRING[side]["private_key"]["d"])
    return derive_private_key(int.from_bytes(secret, "big"), SECP256R1())


def share(side: str) -> Share:
    return Share(raw(PAIRING[side]["public_key"]), raw(PAIRING[side]["nonce"]))


SAID = key_agreement.transcript(share("extension"), share("companion"), PAIRING["origin"])


def test_the_vectors_digits_key_and_kid_come_out_on_both_sides() -> None:
    assert key_agreement.commitment(share("extension")) == raw(PAIRING["commitment"])
    assert hashlib.sha256(SAID).digest() == raw(PAIRING["transcript_sha256"])
    assert key_agreement.digits(SAID) == PAIRING["digits"]
    for own, other in (("extension", "companion"), ("companion", "extension")):
        assert key_agreement.point_of(private_key(own)) == share(own).point
        assert key_agreement.pair_key(private_key(own), share(other).point, SAID) == (PAIRING["kid"], KEY)


def test_the_digits_keep_their_leading_zeros() -> None:
    assert {len(key_agreement.digits(bytes([number]))) for number in range(200)} == {6}
    assert any(key_agreement.digits(bytes([number])).startswith("0") for number in range(200))


def test_digits_key_and_kid_depend_on_every_part_of_the_transcript() -> None:
    extension, companion, origin = share("extension"), share("companion"), PAIRING["origin"]
    changed = {
        key_agreement.transcript(extension._replace(nonce=bytes(32)), companion, origin),
        key_agreement.transcript(extension, companion._replace(nonce=bytes(32)), origin),
        key_agreement.transcript(companion, extension, origin),
        key_agreement.transcript(extension, companion, origin[:-1] + "a"),
        SAID,
    }
    own, point = private_key("companion"), extension.point
    assert len({key_agreement.digits(said) for said in changed}) == 5
    assert len({key_agreement.pair_key(own, point, said) for said in changed}) == 5


@pytest.mark.parametrize(
    "point",
    [
        b"",
        b"\x00",
        bytes(65),
        b"\x04" + bytes(64),
        b"\x04" + b"\xff" * 64,
        share("extension").point[:-1],
        share("extension").point + b"\x00",
    ],
)
def test_what_is_no_point_on_the_curve_is_refused(point: bytes) -> None:
    with pytest.raises(AccessDenied):
        key_agreement.pair_key(private_key("companion"), point, SAID)


def test_a_relay_in_the_middle_makes_the_two_sides_show_different_digits() -> None:
    """It must put its own key to both sides, and has committed before it sees what it would have to match."""
    origin = PAIRING["origin"]
    seeded = random.Random(482_913)  # noqa: S311  the same thousand every time: one in a million is equal by chance

    def fresh() -> Share:
        key = derive_private_key(seeded.randrange(1, 2**255), SECP256R1())
        return Share(key_agreement.point_of(key), seeded.randbytes(key_agreement.NONCE_BYTES))

    alike = 0
    for _ in range(1_000):
        extension, companion, relay = fresh(), fresh(), fresh()
        shown = key_agreement.digits(key_agreement.transcript(extension, relay, origin))
        expected = key_agreement.digits(key_agreement.transcript(relay, companion, origin))
        alike += shown == expected
    assert alike == 0
