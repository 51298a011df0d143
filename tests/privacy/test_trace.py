"""A recorded trace is read as it was meant, and each kind of misdeed in it fells its claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from touchline.proof.canary import Canary
from touchline.proof.claims import claims
from touchline.proof.run import READY, Session
from touchline.proof.trace import read_trace

CANARY = Canary()
HOME = Path("/home/jo/proof")


def text(words: str) -> str:
    """A string as `strace -xx` writes it."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in words.encode()) + '"'


def fd(number: int, path: str) -> str:
    return f"{number}<{text(path)[1:-1]}>"


def bound(host: str, port: int) -> str:
    address = f"{{sa_family=AF_INET, sin_port=htons({port}), sin_addr=inet_addr({text(host)})}}"
    return f"7 bind(3<socket:[1]>, {address}, 16) = 0"


CWD = f"AT_FDCWD<{text('/work')[1:-1]}>"
REPORT = text(str(HOME / "state/companion.json"))
STARTED = [
    f"7 execve({text('/usr/bin/python3')}, [{text('python3')}], 0x7ffc /* 3 vars */) = 0",
    bound("127.0.0.1", 47615),
    f"7 openat({CWD}, {REPORT}, O_WRONLY|O_CREAT, 0666) = {fd(4, '/x')}",
    f"7 write({fd(1, 'pipe:[5]')}, {text(READY)}, 22) = 22",
]
SEALED = f"7 sendto(5<TCP:[1->2]>, {text('eyJ0eXAi..')}, 10, 0, NULL, 0) = 10"
STRANGER = f"8 recvfrom(5<TCP:[1->3]>, {text(CANARY.in_clear.text)}, 99, 0, NULL, NULL) = 30"
STOPPED = [SEALED, STRANGER]
WAKING = f"9 write({fd(9, 'pipe:[6]')}, {text('x')}, 1) = 1"
PRINTING = f"8 write({fd(1, '/dev/pts/0')}, {text(CANARY.text)}"
PRINTED = "8 <... write resumed>, 30) = 30"
HARMLESS = {
    "reading a file": f"8 openat({CWD}, {text('/etc/hosts')}, O_RDONLY|O_CLOEXEC) = {fd(6, '/etc/hosts')}",
    "waking itself": f"8 write({fd(9, 'pipe:[6]')}, {text('x')}, 1) = 1",
    "asking the kernel": "8 sendto(6<NETLINK:[3]>, {}, 20, 0, {sa_family=AF_NETLINK, nl_pid=0}, 12) = 20",
    "forgetting its report": f"8 unlink({text(str(HOME / 'state/companion.json'))}) = 0",
    "a signal": "8 --- SIGTERM {si_signo=SIGTERM, si_code=SI_USER, si_pid=1, si_uid=0} ---",
    "an end": "8 +++ exited with 0 +++",
}
MISDEEDS = {
    "connecting": ("connect", "8 connect(6<TCP:[2]>, {sa_family=AF_INET, sin_port=htons(443)}, 16) = 0"),
    "trying to connect": (
        "connect",
        "8 connect(6<TCP:[2]>, {sa_family=AF_INET6}, 28) = -1 EACCES (Permission denied)",
    ),
    "a datagram": ("connect", f"8 sendto(6<UDP:[2]>, {text('x')}, 1, 0, {{sa_family=AF_INET}}, 16) = 1"),
    "a second address": ("one address", bound("192.0.2.1", 80)),
    "a program": (
        "program",
        f"8 execve({text('/bin/true')}, [], 0x1 /* 3 vars */) = -1 EACCES (Permission denied)",
    ),
    "a file": ("writing", f"8 openat({CWD}, {text(str(HOME / 'x'))}, O_RDWR|O_CREAT, 0666) = 6"),
    "a file elsewhere": ("outside", f"8 openat({CWD}, {text('x')}, O_WRONLY|O_APPEND) = 6"),
    "a file that was refused": (
        "outside",
        f"8 openat({CWD}, {text('x')}, O_WRONLY) = -1 EACCES (Permission denied)",
    ),
    "a folder that begins alike": ("outside", f"8 mkdir({text(str(HOME) + '-too')}, 0777) = 0"),
    "a way up": ("outside", f"8 mkdir({text(str(HOME / '../x'))}, 0777) = 0"),
    "printing": ("no terminal", f"8 write({fd(1, 'pipe:[5]')}, {text('hi ' + CANARY.text)}, 33) = 33"),
    "printing between other calls": ("no terminal", f"{PRINTING} <unfinished ...>\n{WAKING}\n{PRINTED}"),
    "writing in parts": (
        "no terminal",
        f"8 writev({fd(6, '/x')}, [{{iov_base={text(CANARY.text)}, iov_len=30}}], 1) = 30",
    ),
    "being cut off while writing": (
        "no terminal",
        f"8 write({fd(6, '/x')}, {text(CANARY.text)} <unfinished ...>",
    ),
    "an answer in clear": ("sealed", f"8 sendto(5<TCP:[1->2]>, {text(CANARY.text)}, 30, 0, NULL, 0) = 30"),
    "a question in clear": (
        "sealed",
        f"8 recvfrom(5<TCP:[1->2]>, {text(CANARY.text)}, 99, 0, NULL, NULL) = 30",
    ),
    "a stranger's words": ("no terminal", f"8 write({fd(6, '/x')}, {text(CANARY.in_clear.text)}, 30) = 30"),
    "io_uring": ("way round", "8 io_uring_setup(8, {flags=0}) = 6"),
}


def fallen(*lines: str) -> list[str]:
    trace = read_trace(line for each in (*STARTED, *lines, *STOPPED) for line in each.splitlines())
    seen = Session(HOME, 20, (), "Touchline has stopped.\n", 0, trace)
    return [claim.words for claim in claims(seen, CANARY) if claim.evidence]


def test_an_honest_life_is_proved() -> None:
    assert fallen(*HARMLESS.values()) == []


@pytest.mark.parametrize("name", MISDEEDS)
def test_a_misdeed_fells_its_claim(name: str) -> None:
    claim, lines = MISDEEDS[name]
    assert any(claim in words for words in fallen(lines))


@pytest.mark.parametrize(
    ("change", "claim"),
    [
        ({"wrong": ("a check",)}, "19 of 20"),
        ({"printed": "a line\nTouchline has stopped.\n"}, "printed"),
        ({"exit_code": -11}, "stopped"),
    ],
)
def test_an_answer_a_line_or_a_crash_fells_its_claim(change: dict[str, object], claim: str) -> None:
    honest = {"wrong": (), "printed": "Touchline has stopped.\n", "exit_code": 0, **change}
    seen = Session(home=HOME, asked=20, trace=read_trace([*STARTED, *STOPPED]), **honest)  # type: ignore[arg-type]
    (fell,) = (each.words for each in claims(seen, CANARY) if each.evidence)
    assert claim in fell


@pytest.mark.parametrize("line", ["", "strace: a message", "7 write(1, ", "8 <... write resumed>, 30) = 30"])
def test_a_line_that_cannot_be_read_is_never_passed_over(line: str) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        read_trace([*STARTED, line])


def test_a_list_without_what_came_over_sockets_does_not_show_that_it_was_sealed() -> None:
    seen = Session(HOME, 20, (), "Touchline has stopped.\n", 0, read_trace([*STARTED, SEALED]))
    (fell,) = (each for each in claims(seen, CANARY) if each.evidence)
    assert "sealed" in fell.words


def test_a_companion_that_never_got_ready_proves_nothing() -> None:
    seen = Session(HOME, 20, (), "", 0, read_trace(STARTED[:-1]))
    with pytest.raises(ValueError, match="never"):
        claims(seen, CANARY)
