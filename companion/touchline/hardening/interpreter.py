"""An audit hook (PEP 578) that refuses connections, other programs and writes outside one folder.

It stops mistakes, ours and our libraries', on every system Python runs on. It is not a sandbox: native
code does not pass it, which is what the kernel's layer is for. Once added it cannot be taken away.
This module must not know who calls out, or why.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from touchline.hardening.layer import Layer, State
from touchline.hardening.logs import LOG, Event, Place
from touchline.settings import HOST

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import FrameType

_PROMISE = "Python refuses connections, other programs, and files outside Touchline's folder."

_RESOLVERS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo")
_OWN_ADDRESSES = {HOST, "0.0.0.0"}  # noqa: S104  what waitress asks about when it starts; nothing is bound
_PROGRAMS = (
    *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile"),
    *("os.fork", "os.forkpty", "pty.spawn", "webbrowser.open"),
)
_CHANGED_PATHS = {
    "os.mkdir": (0,),
    "os.rename": (0, 1),
    "os.link": (0, 1),
    "os.symlink": (1,),
    "os.remove": (0,),
    "os.rmdir": (0,),
    "os.truncate": (0,),
    "os.setxattr": (0,),
}
"""Audit event to the positions of the paths that it changes (the table in Python's documentation)."""

_PACKAGE = f"{os.sep}touchline{os.sep}"
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_TEST_ADDRESS = ("192.0.2.1", 9)  # RFC 5737: belongs to nobody; the probe raises the event and sends nothing


class Refused(PermissionError):
    """The guard stopped something; names the event and never its arguments."""

    def __init__(self, event: str) -> None:
        super().__init__(errno.EPERM, f"Touchline's guard refused {event}")


def arm(folder: Path | None) -> Layer:
    """Refuse from now on; files may be changed below `folder` only, and nowhere when there is none."""
    sys.dont_write_bytecode = True  # a module imported late would be refused its cache file
    sys.addaudithook(_hook(folder))
    with contextlib.suppress(Refused):
        sys.audit("socket.connect", None, _TEST_ADDRESS)
        return Layer("interpreter", _PROMISE, State.UNAVAILABLE, "another audit hook keeps ours out")
    return Layer("interpreter", _PROMISE, State.ACTIVE)


def _hook(folder: Path | None) -> Callable[[str, tuple[Any, ...]], None]:
    root = None if folder is None else os.path.join(os.path.realpath(folder), "")  # noqa: PTH118  see _is_ours
    deciders: dict[str, Callable[[str, tuple[Any, ...]], None]] = {
        **dict.fromkeys(_RESOLVERS, _refuse_names),
        **dict.fromkeys(_PROGRAMS, _refuse),
        **dict.fromkeys(_CHANGED_PATHS, lambda event, args: _keep_inside(event, args, root)),
        "socket.connect": _refuse_connection,
        "socket.sendto": _refuse_addressed,
        "socket.sendmsg": _refuse_addressed,
        "socket.bind": _refuse_other_hosts,
        "open": lambda event, args: _refuse_writing(event, args, root),
    }

    def hook(event: str, args: tuple[Any, ...]) -> None:
        decide = deciders.get(event)
        if decide is None:
            return
        try:
            decide(event, args)
        except Refused:
            if not (args and args[-1] is _TEST_ADDRESS):
                LOG.error(Event.REFUSED, _culprit(sys._getframe(1)))  # noqa: SLF001  documented for this use
            raise

    return hook


def _culprit(frame: FrameType) -> Place:
    """The nearest line of our own code, which asked a library for it; else the library's."""
    nearest: FrameType | None = frame
    while nearest is not None and _PACKAGE not in nearest.f_code.co_filename:
        nearest = nearest.f_back
    guilty = nearest or frame
    return Place(guilty.f_code.co_filename, guilty.f_lineno)


def _refuse(event: str, _: tuple[Any, ...]) -> NoReturn:
    raise Refused(event)


def _refuse_names(event: str, args: tuple[Any, ...]) -> None:
    # any other question may be put to a server: a name, and whose an address is
    if (args[0][0] if event == "socket.getnameinfo" else args[0]) not in _OWN_ADDRESSES:
        raise Refused(event)


def _refuse_connection(event: str, args: tuple[Any, ...]) -> None:
    # waitress wakes its loop over a loopback connection on Windows, where it has no pipe to wait on
    if sys.platform != "win32" or _host_in(args[1]) != HOST:
        raise Refused(event)


def _refuse_addressed(event: str, args: tuple[Any, ...]) -> None:
    if args[1] is not None:  # a reply on an accepted connection has no address of its own
        raise Refused(event)


def _refuse_other_hosts(event: str, args: tuple[Any, ...]) -> None:
    if _host_in(args[1]) != HOST:
        raise Refused(event)


def _host_in(address: object) -> object:
    return address[0] if isinstance(address, tuple) and address else None


def _refuse_writing(event: str, args: tuple[Any, ...], root: str | None) -> None:
    path, _, flags = args
    if flags & _WRITING and not _is_ours(path, root):
        raise Refused(event)


def _keep_inside(event: str, args: tuple[Any, ...], root: str | None) -> None:
    if not all(_is_ours(args[position], root) for position in _CHANGED_PATHS[event]):
        raise Refused(event)


def _is_ours(path: object, root: str | None) -> bool:
    """Whether `path`, with every link followed, is below `root`; an open descriptor was judged before."""
    if isinstance(path, int):
        return True
    if root is None or not isinstance(path, (str, bytes, os.PathLike)):
        return False
    # os.path and not pathlib: this runs inside every open, and must raise no event of its own
    resolved = os.path.realpath(os.fsdecode(path))
    return resolved.startswith(root) or os.path.join(resolved, "") == root  # noqa: PTH118
