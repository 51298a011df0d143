"""One run of pairing with one extension: its commitment, the digits, and the key that comes out.

The order is commitment, our share, its share, digits; then, once a person has found the digits equal,
two sealed messages that prove the key to both sides. Who may start one, when, and how often a person may
try is `session`'s business; this module must not know time, HTTP or where keys are kept.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from typing import TYPE_CHECKING, Literal

import msgspec

from touchline.errors import AccessDenied
from touchline.web.pairing import key_agreement
from touchline.web.pairing.key_agreement import Share
from touchline.web.pairing.store import Browser, Pairing
from touchline.web.seal import REPLY, REQUEST, Header, seal, unseal

if TYPE_CHECKING:
    from datetime import date

    from touchline.web.pairing.key_agreement import PairKey

ID_BYTES = 16

# The counters of the sealed messages; the exchange's id stands where a service's boot id would.
_MATCHED, _FINISH = 1, 2


class _Finished(msgspec.Struct, forbid_unknown_fields=True):
    """The extension's word that it has kept the key."""

    state: Literal["finish"]


_FINISHED = msgspec.json.Decoder(_Finished)


class Exchange:
    """The companion's side; `origin` is the one the browser named, never one that was claimed."""

    def __init__(self, origin: str, name: str, commitment: bytes) -> None:
        self.id = base64url(secrets.token_bytes(ID_BYTES))
        self.origin = origin
        self.name = name
        self.digits: str | None = None
        self._commitment = commitment
        self._private_key = key_agreement.new_private_key()
        self.share = Share(
            key_agreement.point_of(self._private_key), secrets.token_bytes(key_agreement.NONCE_BYTES)
        )
        self._agreed: PairKey | None = None

    def reveal(self, share: Share) -> None:
        """Hold the extension to its commitment; the digits are known from now on.

        Raises `AccessDenied` for another share than the one it committed to, for bytes that are no point,
        and for a second time.
        """
        if self._agreed is not None or not hmac.compare_digest(
            key_agreement.commitment(share), self._commitment
        ):
            raise AccessDenied("not what was committed to")
        said = key_agreement.transcript(share, self.share, self.origin)
        self._agreed = key_agreement.pair_key(self._private_key, share.point, said)
        self.digits = key_agreement.digits(said)

    def matched_box(self) -> str:
        """Sealed word that the digits were equal: whoever opens it knows that we have the same key."""
        return self._box(_MATCHED, b'{"state":"matched"}')

    def done_box(self) -> str:
        """Sealed word that the key is kept."""
        return self._box(_FINISH, b'{"state":"done"}')

    def is_finished_by(self, box: bytes) -> bool:
        """Whether this is the extension's sealed word that it has kept the key."""
        agreed = self._key()
        try:
            header, content = unseal(box, agreed.key, REQUEST)
            _FINISHED.decode(content)
        except (AccessDenied, msgspec.DecodeError, UnicodeDecodeError):
            return False
        expected = Header(typ=REQUEST, kid=agreed.kid, boot=self.id, n=_FINISH)
        return header == expected

    def pairing(self, today: date) -> Pairing:
        """The pairing to keep."""
        agreed = self._key()
        return Pairing(Browser(agreed.kid, self.origin, self.name, today), agreed.key)

    def _box(self, counter: int, content: bytes) -> str:
        agreed = self._key()
        header = Header(typ=REPLY, kid=agreed.kid, boot=self.id, n=counter)
        return seal(agreed.key, header, content).decode("ascii")

    def _key(self) -> PairKey:
        if self._agreed is None:
            raise AccessDenied("nothing is agreed yet")
        return self._agreed


def base64url(raw: bytes) -> str:
    """RFC 4648, section 5, without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")
