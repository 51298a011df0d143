"""The sums of pairing: commitment, the six digits, and the key that both sides end up with.

Number matching as in Bluetooth's numeric comparison (Core Specification, vol. 2 part H, 7.2.1): the
extension commits to its key before it sees ours, so whoever stands in between has one try in a million
at equal digits in each exchange and cannot search for them; `session` allows one exchange. Pure
functions of bytes; who asks, when, and how often is `handshake`'s business.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from touchline.errors import AccessDenied

NONCE_BYTES = 32

_CURVE = SECP256R1()
_PREFIX = b"touchline-pair-1 "  # no hash of one purpose is a hash of another, or of another version
_DIGITS = 10**6
_KEY_BYTES, _KID_BYTES = 32, 8


class Share(NamedTuple):
    """The share that one side shows: an uncompressed P-256 point and 32 random bytes."""

    point: bytes
    nonce: bytes


class PairKey(NamedTuple):
    """The key that both sides derive: its public name (16 hex digits) and the 32 bytes nobody else knows."""

    kid: str
    key: bytes


def new_private_key() -> EllipticCurvePrivateKey:
    """A key for one exchange only."""
    return generate_private_key(_CURVE)


def point_of(private_key: EllipticCurvePrivateKey) -> bytes:
    """Its public point, uncompressed (SEC 1, section 2.3.3): 65 bytes, 0x04 and both coordinates."""
    return private_key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def commitment(share: Share) -> bytes:
    """The commitment that the extension sends first, 32 bytes: it cannot change its share later."""
    return hashlib.sha256(_PREFIX + b"commitment" + share.point + share.nonce).digest()


def transcript(extension: Share, companion: Share, origin: str) -> bytes:
    """Everything both sides must have seen alike: both shares, and who the extension is."""
    return b"".join((*extension, *companion, origin.encode("ascii")))


def digits(said: bytes) -> str:
    """The six digits of a transcript, which a person compares."""
    number = int.from_bytes(hashlib.sha256(_PREFIX + b"digits" + said).digest(), "big")
    return f"{number % _DIGITS:06}"


def pair_key(private_key: EllipticCurvePrivateKey, point: bytes, said: bytes) -> PairKey:
    """ECDH (SEC 1, section 3.3.1), then HKDF (RFC 5869) salted with the transcript.

    Raises `AccessDenied` for bytes that are no point on the curve.
    """
    try:
        peer = EllipticCurvePublicKey.from_encoded_point(_CURVE, point)
    except ValueError as error:
        raise AccessDenied("not a point on P-256") from error
    shared, salt = private_key.exchange(ECDH(), peer), hashlib.sha256(said).digest()
    return PairKey(
        _derived(shared, salt, b"kid", _KID_BYTES).hex(), _derived(shared, salt, b"key", _KEY_BYTES)
    )


def _derived(shared: bytes, salt: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, _PREFIX + purpose).derive(shared)
