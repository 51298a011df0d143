"""Payment details: channels, values and checksums."""

from __future__ import annotations

import hashlib

import pytest

import touchline
from touchline.detectors.payment.checksum import is_coin_address, is_iban, keccak256
from touchline.model import Kind


def payments(message: str) -> list[tuple[str | None, str]]:
    return [(found.channel, found.value) for found in touchline.find(message) if found.kind is Kind.PAYMENT]


@pytest.mark.parametrize(
    ("message", "channel", "value"),
    [
        ("venmo @Mara-Stone-7", "venmo", "@Mara-Stone-7"),
        ("cash app $MaraDraws", "cash-app", "$MaraDraws"),
        ("venmo @Mara-Stone-7. Thanks", "venmo", "@Mara-Stone-7"),
        ("cash app $MaraDraws-.", "cash-app", "$MaraDraws"),
        ("paypal.me/marastone", "paypal", "paypal.me/marastone"),
        ("https://cash.app/$MaraDraws", "cash-app", "https://cash.app/$MaraDraws"),
        ("upi mara@okaxis", "upi", "mara@okaxis"),
        ("google pay 98765 01238", "google-pay", "98765 01238"),
        ("03015550177 jazzcash", "jazzcash", "03015550177"),
        ("IBAN: DE02120300000000202051", "bank", "DE02120300000000202051"),
        ("payoneer pay@studio-north.com", "payoneer", "pay@studio-north.com"),
        ("btc 1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "crypto", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"),
    ],
)
def test_the_channel_and_the_value_are_named(message: str, channel: str, value: str) -> None:
    assert payments(message) == [(channel, value)]


@pytest.mark.parametrize(
    "message",
    [
        "integrate PayPal into the checkout",
        "PayPal takes 3 days and 4.4%",
        "the bank account form needs 12 fields",
        "bkash paid 2500000 taka",
        "echo $username",
        "ssh mara@server",
    ],
)
def test_the_service_alone_is_a_topic(message: str) -> None:
    assert payments(message) == []


def test_iban_check_digits() -> None:
    assert is_iban("GB33 BUKB 2020 1555 5555 55")
    assert not is_iban("GB34 BUKB 2020 1555 5555 55")


@pytest.mark.parametrize(
    "address",
    [
        "1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
    ],
)
def test_coin_checksums(address: str) -> None:
    assert is_coin_address(address)
    swapped = address[:-2] + ("q" if address[-2] != "q" else "p") + address[-1]
    assert not is_coin_address(swapped) or address == address.lower()


def test_keccak_is_the_one_before_the_standard() -> None:
    assert keccak256(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    assert keccak256(b"a" * 300) != hashlib.sha3_256(b"a" * 300).digest()
