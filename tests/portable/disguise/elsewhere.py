"""Makes this Python look like one on another system, as far as that can be done from within.

What only POSIX systems have is taken away and `sys.platform` is changed, after the standard library and the
libraries were loaded: they have wheels and tests of their own, and choose their system when they are
imported. So only our code is fooled. It proves that our code needs nothing that is missing there; that
Windows does what its documentation says, it cannot prove.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import importlib.util
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

MODULES = frozenset(
    {
        *("fcntl", "grp", "posixshmem", "pty", "pwd", "readline", "resource", "spwd", "syslog", "termios"),
        *("tty", "_posixsubprocess", "_crypt", "crypt", "nis", "ossaudiodev"),
    }
)
"""Modules that Python has on POSIX systems only."""

NAMES = {
    "os": frozenset(
        {
            *("fork", "forkpty", "openpty", "posix_spawn", "posix_spawnp", "register_at_fork"),
            *("getuid", "geteuid", "getgid", "getegid", "getgroups", "getresuid", "getresgid"),
            *("setuid", "seteuid", "setgid", "setegid", "setgroups", "setsid", "setpgid", "initgroups"),
            *("getpgid", "getpgrp", "getsid", "killpg", "nice", "getpriority", "setpriority", "getloadavg"),
            *("wait", "wait3", "wait4", "waitid", "WIFEXITED", "WEXITSTATUS", "WIFSIGNALED", "WTERMSIG"),
            *(
                "uname",
                "chown",
                "fchown",
                "lchown",
                "chroot",
                "mkfifo",
                "mknod",
                "statvfs",
                "sync",
                "sendfile",
            ),
            *("getxattr", "setxattr", "listxattr", "removexattr", "pipe2", "ttyname", "ctermid", "sysconf"),
            *(
                "sched_getaffinity",
                "sched_setaffinity",
                "sched_yield",
                "memfd_create",
                "pidfd_open",
                "sendfile",
            ),
            *("O_CLOEXEC", "O_DIRECTORY", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK", "O_PATH", "O_SYNC"),
        }
    ),
    "signal": frozenset(
        {
            *("SIGALRM", "SIGCHLD", "SIGCONT", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGSTOP"),
            *("SIGTSTP", "SIGUSR1", "SIGUSR2", "SIGWINCH", "alarm", "pause", "setitimer", "getitimer"),
            *("pthread_kill", "pthread_sigmask", "sigpending", "sigtimedwait", "sigwait", "siginterrupt"),
        }
    ),
    "socket": frozenset(
        {"AF_NETLINK", "AF_PACKET", "AF_UNIX", "CMSG_LEN", "MSG_DONTWAIT", "MSG_NOSIGNAL", "SO_REUSEPORT"}
    ),
    "select": frozenset({"epoll", "kqueue", "poll"}),
}
"""Names that these modules of the standard library have on POSIX systems only."""

KEPT = frozenset({"O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK", "posix_spawn"})
"""Names that filelock and subprocess, loaded for this system, still need: only our code may not use them."""

PACKAGE = Path(__file__).parent.parent.parent.parent / "companion" / "touchline"


class _Hiding(MetaPathFinder):
    def find_spec(self, name: str, _path: object, _target: object = None) -> None:
        """Say of a hidden module what Python says where there is none."""
        if name.partition(".")[0] in MODULES:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def disguise(platform: str) -> None:
    """Look like `platform` ("win32", "darwin") from now on."""
    for name in sorted(_libraries()):
        with contextlib.suppress(ModuleNotFoundError):  # tkinter is a package of its own on Debian
            importlib.import_module(name)
    for name in MODULES:
        sys.modules.pop(name, None)
    sys.meta_path.insert(0, _Hiding())
    for module, names in NAMES.items():
        for name in (names - KEPT) & vars(importlib.import_module(module)).keys():
            delattr(importlib.import_module(module), name)
    sys.platform = platform


def _libraries() -> set[str]:
    """Every module that ours import, or import a name from, and that is not ours nor hidden."""
    found = {"flask.json.provider", "click.shell_completion", "joserfc.jwk", "idna", "platform", "webbrowser"}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
    return {name for name in found if name.partition(".")[0] not in MODULES | {"touchline"}}
