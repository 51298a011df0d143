"""Check digits of accounts: IBAN, Bitcoin-like addresses and Ethereum addresses.

A fitting checksum is as good as proof; a wrong one only means that somebody mistyped. This module
must not know where the text stands, only the address itself.
"""

from __future__ import annotations

import hashlib
from typing import Final

_BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_GENERATOR: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32_CONSTANTS: Final = frozenset({1, 0x2BC830A3})  # BIP 173, and BIP 350 for taproot
_BECH32_BITS: Final = 25
_BASE58_BYTES: Final = 25
_IBAN_MODULUS: Final = 97

_LANES: Final = 25
_WORD: Final = (1 << 64) - 1
_RATE: Final = 136


def is_iban(text: str) -> bool:
    """Whether the check digits fit (ISO 13616, ISO 7064 mod 97-10)."""
    letters = "".join(char for char in text if char.isalnum()).upper()
    number = "".join(str(int(char, 36)) for char in letters[4:] + letters[:4])
    return int(number) % _IBAN_MODULUS == 1


def is_coin_address(text: str) -> bool:
    """Whether the address of a coin is right: base58check, bech32 (BIP 173, 350) or hex (EIP-55)."""
    if text.startswith("0x"):
        return _is_hex_address(text)
    if text.startswith(("bc1", "ltc1")):
        return _is_bech32(text)
    return _is_base58check(text)


def _is_base58check(text: str) -> bool:
    number = 0
    for char in text:
        number = number * 58 + _BASE58.index(char)
    if number.bit_length() > _BASE58_BYTES * 8:
        return False
    payload = number.to_bytes(_BASE58_BYTES)
    digest = hashlib.sha256(hashlib.sha256(payload[:-4]).digest()).digest()
    return digest[:4] == payload[-4:]


def _is_bech32(text: str) -> bool:
    prefix, _, data = text.partition("1")
    values = [ord(char) >> 5 for char in prefix] + [0] + [ord(char) & 31 for char in prefix]
    values += [_BECH32.index(char) for char in data]
    check = 1
    for value in values:
        top = check >> _BECH32_BITS
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_BECH32_GENERATOR):
            check ^= generator if top >> bit & 1 else 0
    return check in _BECH32_CONSTANTS


def _is_hex_address(text: str) -> bool:
    """EIP-55: the case of each letter is a bit of the address's Keccak hash; one case has no checksum."""
    digits = text[2:]
    if digits in {digits.lower(), digits.upper()}:
        return True
    lower = digits.lower()
    digest = keccak256(lower.encode()).hex()
    return all(
        char.isdecimal() or (char.isupper() == (int(bit, 16) > 7))  # noqa: PLR2004  the top bit of four
        for char, bit in zip(digits, digest, strict=False)
    )


def keccak256(data: bytes) -> bytes:
    """Keccak-256 as Ethereum uses it: the padding of the submission, not of SHA3-256 in `hashlib`.

    Of no bytes it is c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470, the hash that EIP-1052
    gives for an account without code.
    """
    padded = _padded(data)
    lanes = [0] * _LANES
    for offset in range(0, len(padded), _RATE):
        block = padded[offset : offset + _RATE]
        for index in range(_RATE // 8):
            lanes[index] ^= int.from_bytes(block[index * 8 : index * 8 + 8], "little")
        lanes = _permuted(lanes)
    return b"".join(lane.to_bytes(8, "little") for lane in lanes[:4])


def _padded(data: bytes) -> bytes:
    gap = _RATE - len(data) % _RATE
    return data + (b"\x81" if gap == 1 else b"\x01" + b"\x00" * (gap - 2) + b"\x80")


def _permuted(lanes: list[int]) -> list[int]:
    """Keccak-f[1600]; round constants and rotations come from the shift registers of the specification."""
    register = 1
    for _ in range(24):
        columns = [lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20] for x in range(5)]
        mixed = [columns[x - 1] ^ _rotated(columns[(x + 1) % 5], 1) for x in range(5)]
        lanes = [lane ^ mixed[index % 5] for index, lane in enumerate(lanes)]
        x, y, current = 1, 0, lanes[1]
        for step in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            current, lanes[x + 5 * y] = lanes[x + 5 * y], _rotated(current, (step + 1) * (step + 2) // 2 % 64)
        for row in range(0, _LANES, 5):
            old = lanes[row : row + 5]
            for x in range(5):
                lanes[row + x] = old[x] ^ (~old[(x + 1) % 5] & _WORD & old[(x + 2) % 5])
        for bit in range(7):
            register = (register << 1 ^ (register >> 7) * 0x71) % 256
            if register & 2:
                lanes[0] ^= 1 << ((1 << bit) - 1)
    return lanes


def _rotated(lane: int, places: int) -> int:
    return (lane << places | lane >> (64 - places)) & _WORD
