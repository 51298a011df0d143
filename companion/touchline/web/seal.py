"""The envelope that every request and reply travels in: a compact JWE, padded and numbered.

Plain HTTP on this machine can be read by a browser extension with the right to set a proxy, and an
`Origin` can be forged by one. So the words are encrypted and bound to their sender, their moment and
their direction here. This module must not know HTTP, Flask, where keys are kept or what is inside.
The library that seals is loaded when first needed, or by `warm_up`: it takes half as long as Flask.

Form: RFC 7516 compact serialization, `alg` "dir", `enc` "A256GCM" (NIST SP 800-38D: a fresh random 96-bit
nonce for each envelope; a key may seal 2^32 of them). The protected header is the additional
authenticated data, so nothing in it can be changed either.
"""

from __future__ import annotations

import binascii
import re
import secrets
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, NamedTuple

import msgspec
from joserfc.util import urlsafe_b64decode

from touchline.errors import AccessDenied

if TYPE_CHECKING:
    from joserfc import jwe

VERSION = 1
"""The one envelope version that this companion speaks."""

MEDIA_TYPE = "application/jose"
"""RFC 7515, section 9.2.1: what a compact serialization is called. No page may send it unasked."""

PADDED_TO = 512
"""Plaintexts are a multiple of so many bytes, so that their length says little about the words."""

KEY_BYTES = 32
LARGEST_COUNTER = 2**53 - 1  # the largest integer that JavaScript counts exactly

REQUEST: Final = "touchline-request"
REPLY: Final = "touchline-reply"

Kid = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{16}\Z")]


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The protected header: exactly these members, all of them authenticated.

    `typ` keeps a request from coming back as a reply, `kid` names the key, `boot` is the service's boot
    id ("" in a first hello), `n` the counter; a reply repeats the `n` of its request.
    """

    alg: Literal["dir"] = "dir"
    enc: Literal["A256GCM"] = "A256GCM"
    typ: Literal["touchline-request", "touchline-reply"]
    kid: Kid
    v: Annotated[int, msgspec.Meta(ge=0, le=LARGEST_COUNTER)] = VERSION
    boot: Annotated[str, msgspec.Meta(pattern=r"\A(?:[A-Za-z0-9_-]{22})?\Z")]
    n: Annotated[int, msgspec.Meta(ge=1, le=LARGEST_COUNTER)]


class Opened(NamedTuple):
    """An envelope that its key opened: every member of `header` and every byte of `content` is genuine."""

    header: Header
    content: bytes


_LONGEST = 64 * 1024 * 1024
"""More bytes than any reply has; what comes in is limited by the guard."""

_HEADER = msgspec.json.Decoder(Header)
_BOX_RE = re.compile(
    rb"""
    (?P<header> [A-Za-z0-9_-]{1,1024} )
    \. \.                          # "dir" has no encrypted key, so nothing can hide there
    [A-Za-z0-9_-]{16} \.           # nonce, 96 bits
    [A-Za-z0-9_-]+ \.
    [A-Za-z0-9_-]{22}              # tag, 128 bits: a shorter one would be easier to guess
    """,
    re.VERBOSE,
)


@cache
def _registry() -> jwe.JWERegistry:
    from joserfc import jwe  # noqa: PLC0415  see the module's text

    # Our header has members of its own (v, boot, n), which `Header` checks more strictly than joserfc would.
    registry = jwe.JWERegistry(algorithms=["dir", "A256GCM"], strict_check_header=False)
    registry.max_ciphertext_length = _LONGEST
    return registry


def warm_up() -> None:
    """Load all that sealing needs, so that the first envelope opens as fast as the second."""
    key, header = secrets.token_bytes(KEY_BYTES), Header(typ=REQUEST, kid="0" * 16, boot="", n=1)
    unseal(seal(key, header, b"{}"), key, REQUEST)


def seal(key: bytes, header: Header, content: bytes) -> bytes:
    """The envelope of `content`, which is JSON: it may end in white space, so it is padded with spaces."""
    from joserfc import jwe  # noqa: PLC0415  see the module's text
    from joserfc.jwk import OctKey  # noqa: PLC0415  the same

    padded = content.ljust(-(-len(content) // PADDED_TO) * PADDED_TO)
    members: dict[str, Any] = msgspec.to_builtins(header)
    return jwe.encrypt_compact(members, padded, OctKey.import_key(key), registry=_registry()).encode("ascii")


def header_of(box: bytes) -> Header:
    """The header of an envelope, before anything proves it. Raises `AccessDenied`."""
    match = _BOX_RE.fullmatch(box)
    if match is None:
        raise AccessDenied("not an envelope")
    try:
        return _HEADER.decode(urlsafe_b64decode(match["header"]))
    except (binascii.Error, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise AccessDenied("not our header") from error


def unseal(box: bytes, key: bytes, typ: str) -> Opened:
    """Open an envelope of this type with this key.

    Raises `AccessDenied` for a wrong key, a changed byte anywhere, and an envelope of the other direction.
    """
    from joserfc import jwe  # noqa: PLC0415  see the module's text
    from joserfc.errors import JoseError  # noqa: PLC0415  the same
    from joserfc.jwk import OctKey  # noqa: PLC0415  the same

    header = header_of(box)
    try:
        opened = jwe.decrypt_compact(box, OctKey.import_key(key), registry=_registry())
    except (JoseError, ValueError) as error:
        raise AccessDenied("the seal does not open") from error
    if header.typ != typ or opened.plaintext is None:
        raise AccessDenied("an envelope of the other direction")
    return Opened(header, opened.plaintext)
