"""Messages of a wanted length and sort, made of our own sentences; the same seed gives the same text."""

from __future__ import annotations

import random

ORDINARY = (
    "Thanks for the quick reply, I like the direction of the second draft.",
    "Please make the header a bit smaller and use the darker blue we talked about.",
    "I will go through everything tomorrow morning and leave my notes in the document.",
    "The client wants a clean look with more white space around the photos.",
    "Could you also export the final version with a transparent background?",
    "We sell handmade soap, so the tone should be warm and a little playful.",
    "The intro sounds great, but the middle part feels too long to me.",
    "Let me know which of these layouts you would pick and why.",
    "My last designer used a serif font and our readers found it hard to read.",
    "If the colours clash on the dark theme, feel free to change the accent.",
    "I have added the missing chapters and fixed the typos you found.",
    "The voice should be calm and friendly, as if talking to a neighbour.",
    "Take the time you need, there is no rush on this part at all.",
    "Most of our visitors come from search, so the titles matter a lot.",
    "Your portfolio convinced me, especially the packaging for the tea brand.",
    "Do you need the raw files or are the flattened ones enough for now?",
)
EVERYDAY = (
    "Call the second version final, the number of pages is fine with me.",
    "I will mail the samples to the printer and call it a day.",
    "Could you find me a warmer photo for the contact section of the page?",
    "My phone shows the menu in two rows, is that on purpose?",
    "Please meet the deadline of the fair, the fee for the stand is paid.",
    "One more place for a quote would help, anyway I like the way it reads!",
)
NUMBERS = (
    "The deadline is 2026-03-14 and the budget is $1,250.00 for 12 pages.",
    "Invoice 20240817 covers 3 logos at 45 each and 2 banners at 60.5 each.",
    "Export it at 1920x1080, 30 fps, and keep the file under 25 MB.",
    "We went from 4.2% to 6.8% between 01/02/2026 and 15/03/2026.",
)
CONTACTS = (
    "You can reach me at mara.lindt84@gmail.com whenever it suits you.",
    "My number is +44 7700 900123 if something comes up.",
    "Add me on skype: live:mara.lindt_7 and we can go through it.",
    "See www.mara-lindt-studio.com for the rest of it.",
    "It is mara dot lindt at outlook dot com, all lower case.",
)
OTHER_SCRIPTS = (
    "Спасибо за быстрый ответ, второй вариант мне нравится больше первого.",
    "Пожалуйста, сделайте заголовок меньше и возьмите синий потемнее.",
    "Gracias por la rápida respuesta, el segundo boceto está muy bien logrado.",
    "Der zweite Entwurf gefällt mir, nur die Überschrift wäre größer schöner.",
    "शुक्रिया, दूसरा डिज़ाइन मुझे ज़्यादा पसंद आया।",
    "ধন্যবাদ, দ্বিতীয় নকশাটি আমার বেশি ভালো লেগেছে।",
    "It’s “perfect” — thank you so much… ❤️ 😊",
)
UNITS = ("1", "@", "a.", " 1 - ", "one ", "at ", "dot ", "a@", "‍", "a‍", "(", "[at] ", "%40", "&#64;", "a b ")
HOSTILE_SIZE = 20_000


def ordinary(size: int, seed: int = 0) -> str:
    """Text with nothing in it."""
    return _text(ORDINARY, size, seed)


def everyday(size: int, seed: int = 0) -> str:
    """Text with nothing in it but words that announce a detail elsewhere: "call", "number", "mail"."""
    return _text(ORDINARY + EVERYDAY, size, seed)


def other_scripts(size: int, seed: int = 0) -> str:
    """Text with nothing in it that is not ASCII."""
    return _text(OTHER_SCRIPTS, size, seed)


def with_contacts(size: int, count: int = 1, seed: int = 0) -> str:
    """Ordinary text with numbers and `count` contact details, spread out."""
    rng = random.Random(seed)  # noqa: S311  the same text each time is the point
    planted = rng.sample(CONTACTS, min(count, len(CONTACTS)))
    room = max(size - sum(len(each) + 2 for each in planted), 0)
    sentences = _text(ORDINARY + NUMBERS, room, seed).split(". ")
    for contact in planted:
        sentences.insert(rng.randrange(len(sentences) + 1), contact.rstrip("."))
    return ". ".join(sentences)[:size] if size > len(planted[0]) else planted[0]


def hostile() -> dict[str, str]:
    """Inputs of the longest accepted length that punish a careless grammar, by what they repeat."""
    inputs = {repr(unit): (unit * HOSTILE_SIZE)[:HOSTILE_SIZE] for unit in UNITS}
    marks = [chr(0x300 + index % 0x70) for index in range(HOSTILE_SIZE - 1)]
    random.Random(0).shuffle(marks)  # noqa: S311  as above
    inputs["unsorted marks"] = "a" + "".join(marks)
    inputs["ordinary"] = ordinary(HOSTILE_SIZE)
    inputs["contacts"] = (" ".join(CONTACTS) * HOSTILE_SIZE)[:HOSTILE_SIZE]
    inputs["numbers"] = (" ".join(NUMBERS) * HOSTILE_SIZE)[:HOSTILE_SIZE]
    inputs["other scripts"] = other_scripts(HOSTILE_SIZE)
    inputs["long word"] = "a" * HOSTILE_SIZE
    inputs["long cyrillic word"] = "б" * HOSTILE_SIZE
    return inputs


def _text(sentences: tuple[str, ...], size: int, seed: int) -> str:
    rng = random.Random(seed)  # noqa: S311  the same text each time is the point
    parts: list[str] = []
    length = 0
    while length < size:
        parts.append(rng.choice(sentences))
        length += len(parts[-1]) + 1
    return " ".join(parts)[:size]
