"""The acts of a process as strace(1) wrote them down: connections, addresses, programs, files and writes.

Expects `strace -f -yy -xx` output: every line begins with a process id, descriptors carry what they are
open on, and strings are all in hexadecimal, so no quote inside one can mislead. This module must not know
what the process was asked.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CALLS = (
    *("%network", "execve", "execveat", "open", "openat", "openat2", "creat"),
    *("write", "writev", "pwrite64", "pwritev", "pwritev2"),
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "mkdir", "mkdirat"),
    *("mknod", "mknodat", "unlink", "unlinkat", "rmdir", "truncate", "setxattr", "lsetxattr"),
    *("sendfile", "splice", "tee", "vmsplice", "copy_file_range", "io_uring_setup", "process_vm_writev"),
    *("memfd_create", "ftruncate", "fsetxattr"),
)
OPTIONS = (
    *("-f", "--seccomp-bpf", "-qq", "-yy", "-xx", "-s", "1048576", "-e"),
    f"trace={','.join(f'?{name}' for name in _CALLS)}",  # "?": not every architecture has every call
)

_LINE_RE = re.compile(
    r"""
    (?P<process> \d+ ) \s+
    (?:
        (?P<name> \w+ ) \( (?P<arguments> .* ) \) \s+ = \s (?P<result> -?\d+ | \? ) .*
      | (?P<begun> \w+ \( .* ) \s <unfinished\ \.\.\.>       # another thread's call came between
      | <\.\.\.\ \w+\ resumed> (?P<rest> .* )
    )
    """,
    re.VERBOSE,
)
_HEX_RE = re.compile(r"(?:\\x[0-9a-f]{2})+")
_STRING_RE = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_DESCRIPTOR_RE = re.compile(r"\s*(?:AT_FDCWD|\d+)<([^>]*(?:->[^>]*)*)>")
_SOCKET_RE = re.compile(r"\s*\d+<(?:socket|TCP|TCPv6|UDP|UDPv6|UNIX|NETLINK)\b")
_WRITING_RE = re.compile(r"\bO_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)\b")

_WRITES = {"write", "writev", "pwrite64", "pwritev", "pwritev2"}
_OPENS = {"open", "openat", "openat2", "creat"}
_CHANGES = {
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "mkdir", "mkdirat"),
    *("mknod", "mknodat", "unlink", "unlinkat", "rmdir", "truncate", "setxattr", "lsetxattr"),
}
_UNSEEN = {  # data that moves without passing a call that this module reads
    *("sendfile", "splice", "tee", "vmsplice", "copy_file_range", "io_uring_setup", "process_vm_writev"),
    *("memfd_create", "ftruncate", "fsetxattr"),
}


@dataclass(frozen=True, slots=True)
class Call:
    """One system call; `result` is negative when the kernel refused, None when it never returned."""

    name: str
    arguments: str
    result: int | None

    @property
    def data(self) -> bytes:
        """Every string of the call, one after the other."""
        return b"".join(_bytes(match[1]) for match in _STRING_RE.finditer(self.arguments))

    @property
    def path(self) -> str:
        """The last path of the call, made whole with the folder it is relative to."""
        strings = [
            _bytes(match[1]).decode("utf-8", "replace") for match in _STRING_RE.finditer(self.arguments)
        ]
        folders = [_text(match[1]) for match in _DESCRIPTOR_RE.finditer(self.arguments)]
        return posixpath.normpath(posixpath.join(folders[-1] if folders else "/", strings[-1]))

    def __str__(self) -> str:
        return f"{self.name}({_text(self.arguments)})"


@dataclass(frozen=True, slots=True)
class Trace:
    """The calls of one process and all its threads and children, in order."""

    calls: tuple[Call, ...]

    def after(self, written: bytes) -> Trace:
        """The acts after the process wrote this. Raises `ValueError` when it never did."""
        for position, call in enumerate(self.calls):
            if call.name in _WRITES and written in call.data:
                return Trace(self.calls[position + 1 :])
        raise ValueError("the process never wrote it")

    def connections(self) -> list[Call]:
        """Every attempt to reach something: connecting, or sending to an address other than the kernel's."""
        return [
            call
            for call in self.calls
            if (call.name == "connect" or (call.name.startswith("send") and "sa_family=" in call.arguments))
            and "sa_family=AF_NETLINK" not in call.arguments
        ]

    def binds(self) -> list[str]:
        """Every address that was listened on, "127.0.0.1:47615"; another family as strace shows it."""
        return [_address(call.arguments) for call in self.calls if call.name == "bind" and call.result == 0]

    def programs(self) -> list[Call]:
        """Every program that was started, or tried to be; the first one is the process itself."""
        return [call for call in self.calls if call.name in {"execve", "execveat"}]

    def opened_for_writing(self) -> list[Call]:
        """Every attempt to open a file for writing."""
        return [
            call
            for call in self.calls
            if call.name == "creat" or (call.name in _OPENS and _WRITING_RE.search(call.arguments))
        ]

    def changed(self) -> list[Call]:
        """Every attempt to make, rename, link, label or remove something by its name."""
        return [call for call in self.calls if call.name in _CHANGES]

    def unseen(self) -> list[Call]:
        """Calls that could carry data past this trace."""
        return [call for call in self.calls if call.name in _UNSEEN]

    def written(self) -> Iterator[tuple[Call, bytes]]:
        """The bytes written to files, pipes and terminals, but not to sockets."""
        for call in self.calls:
            if call.name in _WRITES and not _SOCKET_RE.match(call.arguments):
                yield call, call.data

    def travelled(self) -> Iterator[tuple[Call, bytes]]:
        """The bytes received and sent on sockets."""
        for call in self.calls:
            carries = call.name.startswith(("recv", "send")) or call.name in _WRITES
            if carries and _SOCKET_RE.match(call.arguments):
                yield call, call.data


def read_trace(lines: Iterable[str]) -> Trace:
    """Read strace's output. Raises `ValueError` for a line that cannot be read: nothing may go unjudged."""
    calls: list[Call] = []
    begun: dict[str, str] = {}
    for line in lines:
        if line.rstrip().endswith(("+++", "---")):  # an exit or a signal
            continue
        match = _LINE_RE.fullmatch(line.rstrip("\n"))
        if match is None:
            raise ValueError("strace wrote a line that cannot be read")
        if match["begun"]:
            begun[match["process"]] = match["begun"]
            continue
        if match["rest"] is not None:
            whole = f"{match['process']} {begun.pop(match['process'], '')}{match['rest']}"
            match = _LINE_RE.fullmatch(whole)
            if match is None or not match["name"]:
                raise ValueError("strace wrote a line that cannot be read")
        result = None if match["result"] == "?" else int(match["result"])
        calls.append(Call(match["name"], match["arguments"], result))
    for start in begun.values():  # a call that the process's end cut short
        name, _, arguments = start.partition("(")
        calls.append(Call(name, arguments, None))
    return Trace(tuple(calls))


def _address(arguments: str) -> str:
    port = re.search(r"sin_port=htons\((\d+)\)", arguments)
    host = re.search(r'sin_addr=inet_addr\("([^"]*)"\)', arguments)
    return f"{_text(host[1])}:{port[1]}" if port and host else _text(arguments)


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


def _text(escaped: str) -> str:
    return _HEX_RE.sub(lambda match: _bytes(match[0]).decode("utf-8", "replace"), escaped)
