"""Runs a command where there is no network but this computer's own: `python loopback.py COMMAND ...`.

Expects a network namespace of its own (`unshare --map-root-user --net`). Brings the loopback interface up,
makes sure that there really is no way out, and becomes the command.
"""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import struct
import sys

SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 0x1  # <linux/sockios.h>, <linux/if.h>


def bring_up(name: bytes) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        flags = struct.unpack(
            "16xh", fcntl.ioctl(control, SIOCGIFFLAGS, struct.pack("16sh14x", name, 0))[:18]
        )[0]
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sh14x", name, flags | IFF_UP))


def make_sure_nothing_is_reached() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as outward:
        outward.settimeout(5)
        error = outward.connect_ex(("192.0.2.1", 80))
    if error != errno.ENETUNREACH:
        sys.exit(f"there is a way out of here: {errno.errorcode.get(error, error)}")


if __name__ == "__main__":
    bring_up(b"lo")
    make_sure_nothing_is_reached()
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606  no shell is wanted
