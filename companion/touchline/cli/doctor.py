"""`touchline doctor`: the state of every protection, and of all that Touchline needs to work."""

from __future__ import annotations

import json
import platform
import socket
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import click

from touchline.cli.check import COULD_NOT_CHECK
from touchline.cli.invocation import to_type
from touchline.cli.options.context import output_format
from touchline.cli.output.terms import wrapped
from touchline.cli.output.voice import say
from touchline.errors import PackError
from touchline.hardening.layer import Layer, State
from touchline.hardening.report import last_report
from touchline.hardening.trial import trial
from touchline.settings import HOST, PORTS, Settings, read_settings
from touchline.terms.library import known, load

if TYPE_CHECKING:
    from collections.abc import Iterable

_SECONDS = 1

_KEYS = {
    True: "Other users of this computer can read the keys of your browsers: the disk keeps no rights.",
    False: "Other users of this computer cannot read the keys of your browsers.",
    None: "Whether other users of this computer can read the keys of your browsers is left to Windows:"
    " it keeps them out of the folder of your profile.",
}
"""What `is_open_to_others` found, in a sentence."""


@click.command(short_help="Show what protects you, and what is wrong.")
@output_format
def doctor(form: str) -> None:
    """Show the state of every protection, of the companion, its ports, browsers and rules.

    Each protection is tried in a process of its own. Exit codes: 0 all is well, 3 something is missing.
    """
    found = _examined(read_settings())
    if form == "json":
        say(json.dumps(found, indent=2))
    else:
        say("\n".join(_lines(found)))
    sys.exit(COULD_NOT_CHECK if found["problems"] else 0)


def _examined(settings: Settings) -> dict[str, Any]:
    from touchline.private_files import is_open_to_others
    from touchline.web.pairing.store import Pairings

    layers = trial()
    used = [port for port in PORTS if _listens(port)]
    is_running, barrier = _runs(settings)
    report = last_report(settings.state) if is_running else None
    packs, damaged = _packs(settings)
    problems = [
        f"{layer.promise} {_capital(layer.state)}: {layer.reason}." for layer in layers if _lacks(layer)
    ]
    if barrier:
        problems.append(
            f"Nothing can be kept in {settings.state}: {barrier}. So no browser can be connected."
        )
    is_open = False if barrier else is_open_to_others(settings.state)
    if is_open:
        problems.append(_KEYS[is_open])
    pairings = Pairings(settings.pairings)
    problems += [f"The key file {one.file} is not used: {one.reason}." for one in pairings.refused()]
    problems += _missing(is_running, bool(pairings.browsers()))
    companion = None
    if report is not None:
        companion = {"host": report.host, "version": report.version, "protection": _objects(report.layers)}
        armed_here = {layer.id for layer in layers if not _lacks(layer)}
        problems += [
            f"The running companion lacks a protection that works here: {layer.promise} ({layer.reason})"
            for layer in report.layers
            if _lacks(layer) and layer.id in armed_here
        ]
    elif len(used) == len(PORTS):
        problems.append("Other programs hold all of Touchline's ports.")
    return {
        "version": version("touchline"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "companion": companion,
        "protection": _objects(layers),
        "ports": {str(port): "in use" if port in used else "free" for port in PORTS},
        "browsers": [
            {"name": one.name, "origin": one.origin, "paired": one.paired.isoformat()}
            for one in pairings.browsers()
        ],
        "keys": {"folder": str(settings.pairings), "open_to_others": is_open},
        "packs": packs,
        "problems": problems + damaged,
    }


def _missing(is_running: bool, is_connected: bool) -> list[str]:
    """What has to be done before any message is checked."""
    missing = []
    if not is_running:
        missing.append(f"The companion does not run: nothing is checked. Start it with: {to_type('serve')}")
    if not is_connected:
        missing.append(f"No browser is connected. Connect one with: {to_type('pair')}")
    return missing


def _packs(settings: Settings) -> tuple[list[dict[str, str]], list[str]]:
    """Every pack that can be used, and what is wrong with each other one."""
    packs, damaged = [], []
    for platform_id in known(settings.packs):
        try:
            pack = load(platform_id, settings.packs)
        except PackError as error:
            damaged.append(f"These rules cannot be used: {error}")
        else:
            packs.append({"id": pack.id, "name": pack.name, "revision": str(pack.revision)})
    return packs, damaged


def _runs(settings: Settings) -> tuple[bool, str | None]:
    """Whether a companion of this user runs, and what keeps locks and pairings from being kept, if anything.

    One that was killed has lost its lock and left its report.
    """
    from touchline.private_files import held

    try:
        with held(settings.companion_lock) as is_ours:
            return not is_ours, None
    except OSError as error:
        return False, error.strerror  # where no lock can be kept, no report was


def _listens(port: int) -> bool:
    with socket.socket() as one:
        one.settimeout(_SECONDS)
        return one.connect_ex((HOST, port)) == 0


def _lacks(layer: Layer) -> bool:
    return layer.state is State.UNAVAILABLE


def _objects(layers: Iterable[Layer]) -> list[dict[str, str]]:
    return [
        {"id": layer.id, "promise": layer.promise, "state": layer.state.value, "reason": layer.reason}
        for layer in layers
    ]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lines(found: dict[str, Any]) -> list[str]:
    companion = found["companion"]
    lines = [
        f"Touchline {found['version']}, Python {found['python']}, {found['system']}",
        f"Companion: running on {companion['host']}" if companion else "Companion: not running",
        f"Ports: {', '.join(f'{port} {state}' for port, state in found['ports'].items())}",
        "Connected browsers:" if found["browsers"] else "Connected browsers: none",
        *(f"  {one['name']}, since {one['paired']}" for one in found["browsers"]),
        *wrapped(_KEYS[found["keys"]["open_to_others"]]),
        "Rules:",
        *(f"  {pack['name']}, revision {pack['revision']}" for pack in found["packs"]),
        "Protection, tried just now:",
    ]
    for layer in found["protection"]:
        because = f": {layer['reason']}" if layer["reason"] else ""
        lines += wrapped(f"{layer['promise']} {_capital(layer['state'])}{because}.")
    if found["problems"]:
        lines += ["What is wrong:", *(line for problem in found["problems"] for line in wrapped(problem))]
    else:
        lines.append("All is well.")
    return lines
