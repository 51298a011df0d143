"""Landlock: Linux itself refuses TCP connections, other programs and writes outside one folder.

It needs no rights, and unlike the interpreter's guard it also holds for native code. It does not cover
UDP, which the interpreter's guard does. Linux 6.7 or newer. Source: landlock(7) and
include/uapi/linux/landlock.h. This module must not know what the folder is for.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import TYPE_CHECKING

from touchline.hardening.layer import Layer, State

if TYPE_CHECKING:
    from pathlib import Path

_PROMISE = "Linux refuses connections, other programs, and files outside Touchline's folder."

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every architecture
_ASK_VERSION, _RULE_PATH_BENEATH, _PR_SET_NO_NEW_PRIVS = 1, 1, 38
_NETWORK_ABI = 4  # Linux 6.7
# every right but reading: execute, write, remove, make (all kinds), refer, truncate
_CHANGING = 1 << 0 | 1 << 1 | sum(1 << bit for bit in range(4, 15))
_CONNECT_TCP = 1 << 1


class _Ruleset(ctypes.Structure):
    _fields_ = [("handled_access_fs", ctypes.c_uint64), ("handled_access_net", ctypes.c_uint64)]


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32)]


def arm(folder: Path | None) -> Layer:
    """Restrict this thread and every thread it starts, so call it before there are others."""
    if sys.platform != "linux":
        return Layer("kernel", _PROMISE, State.UNAVAILABLE, "only Linux has Landlock")
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)
    if version < _NETWORK_ABI:
        return Layer("kernel", _PROMISE, State.UNAVAILABLE, "it needs Linux 6.7 or newer, with Landlock on")
    rules = _Ruleset(_CHANGING, _CONNECT_TCP)
    ruleset = libc.syscall(_CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(ctypes.sizeof(rules)), 0)
    if ruleset < 0:
        return Layer("kernel", _PROMISE, State.UNAVAILABLE, os.strerror(ctypes.get_errno()))
    try:
        if folder is not None:
            beneath = _PathBeneath(_CHANGING & ~1, os.open(folder, os.O_PATH | os.O_CLOEXEC))
            failed = libc.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, ctypes.byref(beneath), 0)
            os.close(beneath.parent_fd)
        else:
            failed = 0
        failed = failed or libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        if failed or libc.syscall(_RESTRICT_SELF, ruleset, 0):
            return Layer("kernel", _PROMISE, State.UNAVAILABLE, os.strerror(ctypes.get_errno()))
    finally:
        os.close(ruleset)
    return Layer("kernel", _PROMISE, State.ACTIVE)
