"""Envelopes: the shared vectors, and every way to spoil one."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st
from tests.web.vectors import KEY, PAIRING, VECTORS, raw

from touchline.errors import AccessDenied
from touchline.web.seal import PADDED_TO, REPLY, REQUEST, Header, header_of, seal, unseal

BOXES = [*VECTORS["envelopes"], *PAIRING["boxes"], VECTORS["unknown_version"]]
HEADER = Header(typ=REQUEST, kid=PAIRING["kid"], boot=VECTORS["boot"], n=7)  # type: ignore[arg-type]


@pytest.mark.parametrize("vector", BOXES, ids=lambda vector: vector["name"])
def test_a_vector_opens_to_its_header_and_words(vector: dict[str, Any]) -> None:
    opened = unseal(vector["box"].encode(), KEY, vector["header"]["typ"])
    assert msgspec.to_builtins(opened.header) == vector["header"]
    assert opened.content.rstrip(b" ").decode() == vector["plaintext"]
    assert len(opened.content) == vector["padded_length"]
    assert vector["padded_length"] % PADDED_TO == 0


@pytest.mark.parametrize("vector", BOXES, ids=lambda vector: vector["name"])
def test_a_vector_is_what_plain_aes_gcm_makes(vector: dict[str, Any]) -> None:
    header, none, nonce, ciphertext, tag = vector["box"].split(".")
    padded = vector["plaintext"].encode().ljust(vector["padded_length"])
    assert (none, json.loads(raw(header))) == ("", vector["header"])
    assert AESGCM(KEY).encrypt(raw(nonce), padded, header.encode()) == raw(ciphertext) + raw(tag)


@pytest.mark.parametrize("vector", VECTORS["refused_as_requests"], ids=lambda vector: vector["name"])
def test_a_spoiled_vector_does_not_open(vector: dict[str, str]) -> None:
    with pytest.raises(AccessDenied):
        unseal(vector["box"].encode(), KEY, REQUEST)


@given(st.binary(min_size=1, max_size=2_000), st.integers(1, 2**53 - 1))
def test_what_is_sealed_opens_again_and_its_length_says_little(content: bytes, counter: int) -> None:
    header = msgspec.structs.replace(HEADER, n=counter)
    opened = unseal(seal(KEY, header, content), KEY, REQUEST)
    assert opened.header == header
    assert opened.content == content.ljust(len(opened.content))
    assert len(opened.content) - len(content) < PADDED_TO
    assert len(opened.content) % PADDED_TO == 0


def test_two_envelopes_of_the_same_words_share_no_nonce_and_no_ciphertext() -> None:
    one, other = (seal(KEY, HEADER, b"{}").split(b".") for _ in range(2))
    assert one[0] == other[0]
    assert not set(one[2:]) & set(other[2:])


def test_every_byte_flipped_cut_or_repeated_spoils_an_envelope() -> None:
    box = VECTORS["envelopes"][2]["box"].encode()
    for place in range(len(box)):
        for changed in (
            box[:place] + bytes([box[place] ^ 1]) + box[place + 1 :],
            box[:place] + bytes([box[place] ^ 128]) + box[place + 1 :],
            box[:place],
            box[:place] + box[place + 1 :],
            box[:place] + box[place : place + 1] + box[place:],
        ):
            with pytest.raises(AccessDenied):
                unseal(changed, KEY, REQUEST)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_of_another_length_opens_nothing(length: int) -> None:
    with pytest.raises(AccessDenied):
        unseal(VECTORS["envelopes"][0]["box"].encode(), KEY[:length].ljust(length), REQUEST)


def test_a_reply_cannot_come_back_as_a_request() -> None:
    box = seal(KEY, msgspec.structs.replace(HEADER, typ=REPLY), b"{}")
    assert unseal(box, KEY, REPLY).header.typ == REPLY
    with pytest.raises(AccessDenied):
        unseal(box, KEY, REQUEST)


@given(st.binary(max_size=300))
def test_no_bytes_at_all_do_more_than_be_refused(box: bytes) -> None:
    with pytest.raises(AccessDenied):
        header_of(box)


def test_the_service_starts_without_the_library_that_seals_and_a_warm_one_loads_no_more() -> None:
    code = (
        "import sys; import touchline.web.service.inner, touchline.web.service.sealed, touchline.web.server;"
        "from touchline.web import seal;"
        "print({'joserfc.jwe', 'cryptography'} & set(sys.modules));"
        "seal.warm_up(); loaded = set(sys.modules);"
        "header = seal.Header(typ=seal.REPLY, kid='1' * 16, boot='', n=1);"
        "seal.unseal(seal.seal(bytes(32), header, b'{}'), bytes(32), seal.REPLY);"
        "print('cryptography' in loaded, set(sys.modules) - loaded)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["set()", "True set()"]
