"""Keeps the process's memory, which holds what was typed, out of crash files and other programs.

Linux is tested. The calls for macOS and Windows follow their documentation and have never been run;
`State.UNTESTED` says so. This module must not know what the memory holds.
"""

from __future__ import annotations

import ctypes
import re
import sys
from pathlib import Path

from touchline.hardening.layer import Layer, State

_CRASHES = "A crash leaves no copy of the memory on the disk."
_READERS = "Other programs of the same user cannot read the memory."

# include/uapi/linux/prctl.h
_PR_GET_DUMPABLE = 3
_PR_SET_DUMPABLE = 4
# <sys/ptrace.h> of macOS
_PT_DENY_ATTACH = 31
# errhandlingapi.h and werapi.h of Windows
_SEM_NO_BOXES = 0x0001 | 0x0002 | 0x8000
_WER_FAULT_REPORTING_FLAG_NOHEAP = 1


def arm() -> tuple[Layer, Layer]:
    """Switch off core dumps, then reading by others."""
    match sys.platform:
        case "linux":
            return _without_core_files(State.ACTIVE), _undumpable()
        case "darwin":
            return _without_core_files(State.UNTESTED), _not_attachable()
        case "win32":
            reason = "Windows lets programs of one user read each other"
            return _without_windows_reports(), _unprotected(reason)
        case other:
            return _without_core_files(State.UNTESTED), _unprotected(f"not known for {other}")


def _unprotected(reason: str) -> Layer:
    return Layer("readers", _READERS, State.UNAVAILABLE, reason)


def _without_core_files(state: State) -> Layer:
    try:
        import resource  # noqa: PLC0415  Windows has none
    except ModuleNotFoundError:
        return Layer("crashes", _CRASHES, State.UNAVAILABLE, "this Python lacks the module resource")
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError) as error:
        return Layer("crashes", _CRASHES, State.UNAVAILABLE, f"the system refused ({type(error).__name__})")
    return Layer("crashes", _CRASHES, state)


def _undumpable() -> Layer:
    """prctl(2), PR_SET_DUMPABLE: also stops core dumps that are piped to a program, whatever their limit."""
    tracer = re.search(r"^TracerPid:\t(\d+)$", Path("/proc/self/status").read_text("utf-8"), re.MULTILINE)
    if tracer and int(tracer[1]):
        # it is in already: shutting the door now would only blind `touchline prove`
        return _unprotected(f"process {tracer[1]} is tracing this one")
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) or libc.prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0):
        return _unprotected(f"prctl failed ({ctypes.get_errno()})")
    return Layer("readers", _READERS, State.ACTIVE)


def _not_attachable() -> Layer:
    if ctypes.CDLL(None, use_errno=True).ptrace(_PT_DENY_ATTACH, 0, None, 0):
        return _unprotected(f"ptrace failed ({ctypes.get_errno()})")
    return Layer("readers", _READERS, State.UNTESTED)


def _without_windows_reports() -> Layer:
    windll = getattr(ctypes, "windll", None)
    if windll is None:
        return Layer("crashes", _CRASHES, State.UNAVAILABLE, "this Python cannot call Windows")
    try:
        windll.kernel32.SetErrorMode(_SEM_NO_BOXES)
        is_refused = windll.wer.WerSetFlags(_WER_FAULT_REPORTING_FLAG_NOHEAP)
    except (OSError, AttributeError):  # a Windows without the library, or without the function in it
        is_refused = True
    if is_refused:
        return Layer("crashes", _CRASHES, State.UNAVAILABLE, "Windows Error Reporting refused")
    return Layer("crashes", _CRASHES, State.UNTESTED)
