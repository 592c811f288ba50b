"""A hostile signer: whoever has k codes and tools of their own can write any bundle and sign it.

`Forged` takes a counted box apart; whatever a test changes, `body` hashes, chains, counts and signs anew, so that
nothing but the change itself can be what a reader refuses.
"""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from db.ballot_box import slip, tellers
from db.ballot_box.bundle import bundle_bytes
from db.ballot_box.canonical import to_bytes
from db.ballot_box.keys import TellerKeys, digest, teller_keys
from tests.ballot_box.boxes import Meeting

Json = dict[str, Any]


def _same(result: Json) -> Json:
    return result


@dataclass
class Forged:
    """A bundle in parts; `result` changes the result before it is signed."""

    keys: TellerKeys
    manifest: Json
    roll: bytes
    piles: list[list[bytes]]
    log: list[Json]
    signer: TellerKeys
    result: Callable[[Json], Json | bytes] = _same
    more: Json = field(default_factory=dict)

    def body(self) -> bytes:
        """Write the bundle."""
        self.manifest["sign_public"] = self.signer.sign_public.hex()
        manifest = to_bytes(self.manifest)
        own = digest("chibo-manifest", manifest)
        full = 64 * self.manifest["capacity"]
        packed = [len(pile).to_bytes(2, "big") + b"".join(pile).ljust(full, b"\0") for pile in self.piles]
        box = digest("chibo-box", own, self.roll, *packed).hex()
        link, closing, signed, bodies = own, "", b"", []
        for record in self.log:
            made = {**record, **({"manifest": own.hex()} if record["kind"] == "prepared" else {})}
            if record["kind"] == "closed":
                made["box"] = box
            elif record["kind"] == "counted":
                told = self.result(self._counted(own.hex(), box, closing))
                signed = told if isinstance(told, bytes) else to_bytes(told)
                made["result"] = digest("chibo-result", signed).hex()
            bodies.append(to_bytes(made))
            link = digest("chibo-audit", link, bodies[-1].ljust(512, b"\0"))
            closing = link.hex() if record["kind"] == "closed" else closing
        document = {
            "format": "chibo-box-bundle/1",
            "manifest": manifest.hex(),
            "roll": self.roll.hex(),
            "piles": [b"".join(pile).hex() for pile in self.piles],
            "log": [body.hex() for body in bodies],
            "head": link.hex(),
            "result": signed.hex(),
            "signature": self.signer.signing.sign(signed).signature.hex(),
        }
        return to_bytes({**document, **self.more})

    def stuff(self, choice: int = 1) -> None:
        """Put one more slip into every pile, and say so in the closing record."""
        for contest, pile in enumerate(self.piles):
            plain = slip.fold(self.tag, contest, choice)
            pile.append(slip.close_slip(plain, self.keys.opener.public))
            pile.sort()
        self.record("closed")["n"] += 1

    def record(self, kind: str) -> Json:
        """The record of this kind."""
        return next(one for one in self.log if one["kind"] == kind)

    @property
    def tag(self) -> bytes:
        return digest("chibo-tag", bytes.fromhex(self.manifest["sid"]), size=8)

    def _counted(self, own: str, box: str, closing: str) -> Json:
        void = [one["contest"] - 1 for one in self.log if one["kind"] == "contest_voided"]
        subjects = list(enumerate(self.manifest["contests"]))
        n = self.roll.count(3)
        return {
            "format": "chibo-result/1",
            **{name: self.manifest[name] for name in ("sid", "round", "rehearsal", "build")},
            "manifest_hash": own,
            "box_hash": box,
            "audit_head": closing,
            "n": n,
            "present": n + self.roll.count(1),
            "contests": [self._count(at, subject) for at, subject in subjects if at not in void],
            "voided": [subject for at, subject in subjects if at in void],
        }

    def _count(self, place: int, subject: str) -> Json:
        opener = self.keys.opener
        marks = Counter(
            slip.unfold(slip.open_slip(one, opener.public, opener.secret), self.tag, place)
            for one in (self.piles[place] if place < len(self.piles) else ())
        )
        levels = [marks[choice] for choice in (1, 2, 3, 4)]
        return {"subject": subject, "levels": levels, "blank": marks[0], "invalid": marks[None]}


def forged(meeting: Meeting) -> Forged:
    """The counted box of a meeting, in the hands of its tellers."""
    made = teller_keys(tellers.secret_of(meeting.box.manifest, meeting.ceremony.teller_codes))
    document = json.loads(bundle_bytes(meeting.box.contents()))
    rows = [bytes.fromhex(row) for row in document["piles"]]
    return Forged(
        keys=made,
        manifest=json.loads(bytes.fromhex(document["manifest"])),
        roll=bytes.fromhex(document["roll"]),
        piles=[[row[at : at + 64] for at in range(0, len(row), 64)] for row in rows],
        log=[json.loads(bytes.fromhex(line)) for line in document["log"]],
        signer=made,
    )
