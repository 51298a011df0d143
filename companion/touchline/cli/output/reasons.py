"""A plain sentence for each reason that a claim meets on its way: one table for each sort of reason.

The sentences are for people who read English as a second language. A test demands one for every code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from touchline.claims.fate import Drop, Merge, Reading, Turn

if TYPE_CHECKING:
    from collections.abc import Mapping

DETECTORS: Final[Mapping[str, str]] = {
    "email": "an e-mail address",
    "link": "a link",
    "payment": "payment details",
    "phone": "a phone number",
    "vanity": "a phone number that ends in a word",
    "address": "a postal address",
    "handle": "a user name on another service",
    "handle-link": "a link to a person",
    "request": "a question for contact details",
    "move": "a proposal to talk or pay somewhere else",
    "mention": "the name of another service",
}
"""What each detector looks for."""

READINGS: Final[Mapping[Reading, str]] = {
    Reading.MESSAGE: "",
    Reading.SQUEEZED: "with the single letters put together",
    Reading.DECODED: "with the encoded signs decoded",
    Reading.REVERSED: "from its end to its start",
    Reading.EARLIER: "together with earlier messages",
}
"""How the message was read, after "when the message is read"."""

EVIDENCE: Final[Mapping[str, str]] = {
    "email-plain": "It has the form of an e-mail address.",
    "email-words": 'It is an e-mail address with words for its signs, such as "at" and "dot".',
    "email-symbols": "It is an e-mail address with other signs in place of the usual ones.",
    "email-spaced": "It is an e-mail address with gaps inside.",
    "email-dropped": 'It is an e-mail address without its "@".',
    "email-no-tld": 'The name of an e-mail provider follows an "@"; the ending, such as ".com", is missing.',
    "email-bare": 'A single word follows a sign for "@".',
    "email-labelled": "A provider's name and a user name stand together.",
    "email-unknown-tld": "It has the form of an e-mail address, with an ending that does not exist.",
    "link-scheme": 'It begins as web addresses do, with "https://" for example.',
    "link-www": 'It begins with "www".',
    "link-host": "It is the name of a website that we know.",
    "link-bare": 'It is a name with an ending of websites, such as ".com".',
    "link-words": 'It is the name of a website with "dot" written as a word.',
    "phone-international": "It has the form of a number with its country code.",
    "phone-national": "It is written as numbers of one country are.",
    "phone-trunk": "It begins with the zero of a number within a country, or is grouped like one.",
    "phone-mobile": "It has the form of a mobile number of one country.",
    "phone-ten": "It has ten digits, as many phone numbers have.",
    "phone-generic": "It has as many digits as phone numbers have, and no form that we know.",
    "phone-spelled": "Its digits are written as words.",
    "phone-spelled-short": "It is a short number, and its digits are written as words.",
    "phone-spaced": "Its digits stand one by one.",
    "phone-vanity": "It ends in letters that stand for the keys of a phone.",
    "payment-link": "It is a link to a payment service.",
    "payment-upi": "It has the form of a UPI address.",
    "payment-iban": "It has the form of an IBAN (an international bank account number).",
    "payment-coin": "It has the form of a crypto wallet's address.",
    "payment-coin-hex": 'It has the form of a wallet\'s address that begins with "0x".',
    "payment-mail": "It is the e-mail address of an account at a payment service.",
    "payment-tag": "It is a name at a payment service.",
    "payment-cash": "It is a $name, as Cash App has them.",
    "payment-number": "It is a number at a payment service or a bank.",
    "payment-account": "It is a number beside the name of a bank.",
    "payment-uuid": "It is a long code as payment services give them.",
    "payment-crypto": "It looks like the address of a crypto wallet, without a way to check it.",
    "payment-name": "It is a word that may be a name at a payment service.",
    "address-street": "It has a street and a house number.",
    "address-weak": "It may have a street and a house number.",
    "address-town": "A town or a postcode follows.",
    "address-whole": "It has all parts of a postal address.",
    "address-plus-code": "It is a Plus Code (a place on the map).",
    "handle-scheme": "It has a form that only one service uses for its people.",
    "handle-host": "It is a link to a person's page on a service.",
    "handle-shape": 'It looks like a user name: with a "@", digits or signs inside.',
    "handle-joined": "It may be a user name: words joined into one.",
    "handle-word": "It is an ordinary word that could be a user name.",
    "phrase-strong": "The words ask or propose this clearly.",
    "phrase-fair": "The words usually ask or propose this.",
    "phrase-weak": "The words may ask or propose this.",
    "phrase-topic": "The words only touch this topic.",
    "mention-service": "The name of another service stands here.",
    "service-named": "The name of the service stands beside it.",
    "service-weak": "The word for the service also has an everyday meaning.",
    "service-initials": "Only the first letters of the service stand beside it.",
    "email-valid": "A library for e-mail addresses says that such an address can exist.",
    "provider": "It is at an e-mail provider that we know.",
    "known-host": "It is on a website that we know.",
    "phone-valid": "A library for phone numbers says that such a number exists.",
    "checksum": "Its check digits are right.",
    "email-cue": "A word for e-mail stands near it.",
    "link-cue": "A word for a website stands near it.",
    "phone-cue": "A word for a phone, a call or a messenger stands near it.",
    "phone-weak-cue": "A word that often means a phone stands near it.",
    "payment-service": "The name of a payment service or a bank stands near it.",
    "payment-beside": "That name stands right beside it.",
    "address-cue": "A word for a postal address stands near it.",
    "handle-announced": "The words before it give it as a contact.",
    "handle-cue": "A word for a contact stands near it.",
    "handle-ends": "The sentence ends right after it.",
    "service-disguised": "The name of the service is disguised.",
    "disguised": "It is disguised, and people hide only what may not be sent.",
    "phone-disguise-most": "It may be disguised.",
    "reference-cue": "A word before it says that it is only an example or a model.",
    "phone-leftover": "More digits stand beside it that do not belong to it.",
    "refused": "The sentence says no.",
    "placeholder": "It is a made-up example that everybody uses.",
    "sample": "It leads to nobody, or the words near it say that it is made up.",
    "placeholder-cue": "A word near it says that it is an example.",
    "quoted": "It stands in quotation marks.",
    "material": "It stands in code, a log, a table, a script or a pasted letter.",
    "script": "A word near it says that it is a text for somebody else.",
}
"""What each piece of evidence means."""

VETOES: Final[Mapping[str, str]] = {
    "denied": "The words say that it is no phone number.",
    "label": "A word beside it says what it counts or names: an order, a price, a code or the like.",
    "example": "The words say that it is an example.",
    "amount": 'It is an amount: the words say "number of".',
    "in-link": "It is part of a link or a path.",
    "in-file-name": "It is part of a file's name.",
    "in-code": "It is part of a program: a name has this value there.",
    "in-address": 'It stands before a "@", so it is part of an address.',
    "part-number": "It is joined to letters, as the number of a part or a product is.",
    "book-number": "It is the number of a book or a product, and its check digit is right.",
    "in-tuple": "It is one of a list of figures.",
}
"""Why a claim is no contact detail at all."""

TURNS: Final[Mapping[Turn, str]] = {
    Turn.MESSENGER: "The name of a messenger belongs to the number, so it is a contact there.",
    Turn.REFUSED: "The sentence says no to it.",
    Turn.ANSWERED_NO: "The writer answers the question with no.",
    Turn.REPORTED: "The sentence tells what somebody else says or does.",
    Turn.ABOUT_RULES: "The sentence asks what is allowed.",
    Turn.STAYS: "It happens on the platform itself.",
    Turn.QUOTED: "It stands in quotation marks: these are somebody else's words.",
    Turn.SCRIPT: "A word near it says that it is a text for somebody else, such as a flyer.",
    Turn.SAMPLE: "It is made up: it leads to nobody, or the words near it say so.",
    Turn.WORKED_ON: "The sentence speaks of a site that is worked on, or of an example.",
    Turn.MATERIAL: "It is part of the work: it stands in code, a log, a table, a script or a pasted letter.",
}
"""What the sentence makes of a claim."""

DROPS: Final[Mapping[Drop, str]] = {
    Drop.UNFINISHED: "A number begins right after it, which will count in its place.",
    Drop.ELSEWHERE: "The earlier messages add nothing to it.",
    Drop.ALONE: "The message says it without the earlier messages.",
    Drop.LESS_SURE: "Another number of earlier messages makes it surer.",
    Drop.GIVEN_BEFORE: "The earlier messages gave it already.",
}
"""Why a claim ends although nothing is wrong with it."""

MERGES: Final[Mapping[Merge, str]] = {
    Merge.IN_LINK: "It is part of that link to a person.",
    Merge.SAME_PHRASE: "That phrase stands in the same place and says more.",
    Merge.ANNOUNCES: "These words lead up to it.",
    Merge.SAME_VALUE: "It is the same thing, or a part of it.",
}
"""Why another claim counts in its place."""
