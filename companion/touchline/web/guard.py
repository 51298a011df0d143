"""Who may talk to the companion at all, decided on a request's head before its body is read.

A request must name exactly this host and one of these paths, be a POST of exactly one media type that no
page can send unasked, announce a body of bearable length, and come from a browser extension. Whatever
else arrives gets the same empty 403, so that nobody learns which companion runs here or why it said no.
Headers prove nothing (another extension can forge them): that is the seal's work. This module must not
know sockets, Flask, routes' meaning or text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from touchline.web.origin import EXTENSION_ORIGIN_RE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

BODY_LIMIT = 262_144
"""Longest accepted body in bytes: 20,000 characters of any script and five earlier messages, sealed."""

HEAD_LIMIT = 16_384
"""Longest accepted request head in bytes."""

_SAME_SITE = frozenset({"none", "same-origin"})  # Chromium's and Firefox's words for an extension's own page
_CROSS_SITE = "cross-site"  # sent when the user did not grant the host permission


class Head(NamedTuple):
    """A request without its body: what stands on its first line, and its headers.

    Header names are in capitals with underscores; the values of a repeated one are joined by commas,
    which no accepted value contains.
    """

    method: str
    target: str
    version: str
    headers: Mapping[str, str]


class Guard:
    """Accepts `POST`s of `media_type` to `paths` of exactly `host` ("127.0.0.1:port").

    `is_paired` says whether an Origin is a connected browser's. Such a one may lack the host permission:
    its preflights pass, and its requests that the browser calls cross-site.
    """

    def __init__(
        self,
        host: str,
        paths: Collection[str],
        media_type: str,
        is_paired: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._host = host
        self._paths = frozenset(paths)
        self._media_type = media_type
        self._is_paired = is_paired

    def admits(self, head: Head) -> bool:
        """Whether the body may be read and the request answered."""
        origin = head.headers.get("ORIGIN", "")
        if (
            head.version != "1.1"
            or head.target not in self._paths
            or head.headers.get("HOST") != self._host
            or "TRANSFER_ENCODING" in head.headers
            or EXTENSION_ORIGIN_RE.fullmatch(origin) is None
            or not self._site_is_ours(head.headers.get("SEC_FETCH_SITE"), origin)
        ):
            return False
        if head.method == "OPTIONS":
            return "CONTENT_LENGTH" not in head.headers and self._is_paired(origin)
        return (
            head.method == "POST"
            and head.headers.get("CONTENT_TYPE") == self._media_type
            and _is_bearable(head.headers.get("CONTENT_LENGTH", ""))
        )

    def _site_is_ours(self, site: str | None, origin: str) -> bool:
        return site is None or site in _SAME_SITE or (site == _CROSS_SITE and self._is_paired(origin))


def _is_bearable(length: str) -> bool:
    """Whether an announced length is a plain number of a few digits within the limit."""
    is_number = length.isascii() and length.isdecimal() and len(length) <= len(str(BODY_LIMIT))
    return is_number and 0 < int(length) <= BODY_LIMIT
