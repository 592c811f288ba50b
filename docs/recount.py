"""Count a ballot box again without the program: Python 3.11 and PyNaCl are enough.

    python recount.py BUNDLE --key HEX           with the key that the tellers handed over
    python recount.py BUNDLE --codes A B ...     with the codes of k tellers

It was written from docs/formats-box.md and shares no line with the program. It checks the log, the hashes
and the signature, opens every slip, and says whether the signed totals are what the slips say. What a record
of the log may say beyond that is left to the program.
"""

import argparse
import base64
import hashlib
import itertools
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_pwhash_alg,
    crypto_pwhash_ALG_ARGON2ID13,
    crypto_sign_open,
    crypto_sign_seed_keypair,
)
from nacl.exceptions import BadSignatureError, CryptoError
from nacl.public import PrivateKey, SealedBox

BUNDLE = {"format", "manifest", "roll", "piles", "log", "head", "result", "signature"}


class Wrong(Exception):  # noqa: N818 -- said to people
    """The bundle does not say what its own slips say."""


def blake(purpose: str, *parts: bytes, key: bytes = b"", size: int = 32) -> bytes:
    """BLAKE2b with a purpose and perhaps a key."""
    return hashlib.blake2b(b"".join(parts), digest_size=size, key=key, person=purpose.encode()).digest()


def require(sound: bool, what: str) -> None:
    """Stop with `what` unless it is sound."""
    if not sound:
        raise Wrong(what)


def written(body: bytes) -> dict[str, Any]:
    """Read JSON that is written in the one way it may be."""
    record: dict[str, Any] = json.loads(body)
    again = json.dumps(record, sort_keys=True, separators=(",", ":"), allow_nan=False)
    require(again.encode() == body, "a part is not written in the one way it may be")
    return record


def unhex(text: str) -> bytes:
    """Read lower-case hex."""
    body = bytes.fromhex(text)
    require(body.hex() == text, "a part is not plain hex")
    return body


def secret_key(manifest: dict[str, Any], codes: list[str]) -> bytes:
    """The key that opens slips, from the codes of k tellers in any order."""
    salt, ops, mem = bytes.fromhex(manifest["salt"]), manifest["argon_ops"], manifest["argon_mem"]
    digits = ["".join(sign for sign in code if sign.isdigit()).encode() for code in codes]
    parts = [crypto_pwhash_alg(32, one, salt, ops, mem, crypto_pwhash_ALG_ARGON2ID13) for one in digits]
    for group in itertools.combinations(parts, manifest["needed"]):
        key = blake("chibo-group", *sorted(group))
        for wrap in map(bytes.fromhex, manifest["wraps"]):
            try:
                secret = crypto_aead_xchacha20poly1305_ietf_decrypt(
                    wrap[24:], bytes.fromhex(manifest["sid"]), wrap[:24], key
                )
            except CryptoError:
                continue
            signer = crypto_sign_seed_keypair(blake("chibo-sign", key=secret))[0]
            require(signer.hex() == manifest["sign_public"], "the signature is not that of these codes")
            return blake("chibo-open", key=secret)
    raise Wrong("these codes do not open the box")


def check_log(
    bundle: dict[str, Any], manifest_hash: bytes, box_hash: str, n: int
) -> tuple[str, str, list[int]]:
    """Check the chain; returns the closing record's link, the counted result's hash, the void contests."""
    link, closing, counted, voided = manifest_hash, "", "", list[int]()
    for number, line in enumerate(bundle["log"]):
        body = unhex(line)
        record = written(body)
        kind = record["kind"]
        link = blake("chibo-audit", link, body.ljust(512, b"\0"))
        require((number == 0) == (kind == "prepared"), "the log does not begin with the preparation")
        require(not closing or kind not in {"closed", "contest_voided"}, "the log goes on after the closing")
        if kind == "closed":
            require((record["box"], record["n"]) == (box_hash, n), "the slips are not those that were closed")
            closing = link.hex()
        elif kind == "counted":
            require(bool(closing) and not counted, "the log counts what is not closed, or counts twice")
            counted = record["result"]
        elif kind == "contest_voided":
            voided.append(record["contest"] - 1)
    require(link.hex() == bundle["head"], "the log does not end where it should")
    return closing, counted, voided


def count(slips: list[bytes], contest: int, tag: bytes, box: SealedBox[PrivateKey]) -> dict[str, Any]:
    """Open the slips of one contest and add them up."""
    marks: Counter[int | None] = Counter()
    for slip in slips:
        try:
            plain = box.decrypt(slip)
        except CryptoError:
            plain = bytes(16)
        good = plain[:10] == tag + contest.to_bytes(2, "big") and plain[10] < 5 and plain[11:] == bytes(5)  # noqa: PLR2004
        marks[plain[10] if good else None] += 1
    return {"levels": [marks[choice] for choice in (1, 2, 3, 4)], "blank": marks[0], "invalid": marks[None]}


def check_signature(bundle: dict[str, Any], manifest: dict[str, Any]) -> bytes:
    """Return the signed bytes of the result."""
    signed = unhex(bundle["result"])
    try:
        crypto_sign_open(unhex(bundle["signature"]) + signed, bytes.fromhex(manifest["sign_public"]))
    except BadSignatureError as error:
        raise Wrong("the signature is not sound") from error
    return signed


def count_all(
    manifest: dict[str, Any], piles: list[list[bytes]], voided: list[int], key: bytes
) -> list[dict[str, Any]]:
    """Count every contest but the void ones."""
    private = PrivateKey(key)
    require(bytes(private.public_key).hex() == manifest["open_public"], "the key belongs to another box")
    tag, box = blake("chibo-tag", bytes.fromhex(manifest["sid"]), size=8), SealedBox(private)
    rows = enumerate(zip(manifest["contests"], piles, strict=True))
    return [{"subject": who, **count(pile, n, tag, box)} for n, (who, pile) in rows if n not in voided]


def read_piles(bundle: dict[str, Any], manifest: dict[str, Any], n: int) -> list[list[bytes]]:
    """The slips of every contest; Wrong where one is cut, missing or doubled."""
    rows = [unhex(row) for row in bundle["piles"]]
    require(len(rows) == len(manifest["contests"]), "there are not as many piles as contests")
    piles = [[row[at : at + 64] for at in range(0, len(row), 64)] for row in rows]
    require(all(len(row) == 64 * n for row in rows), "slips are missing, or too many, or cut")
    require(all(pile == sorted(set(pile)) for pile in piles), "slips are doubled, or do not lie as they must")
    return piles


def recount(body: bytes, key: bytes | list[str]) -> dict[str, Any]:
    """Check a whole bundle and count it again; returns the signed result, Wrong where anything differs."""
    try:
        return _recount(body, key)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Wrong("this is no bundle, or one of its parts is none") from error


def _recount(body: bytes, key: bytes | list[str]) -> dict[str, Any]:
    bundle = written(body)
    require(
        bundle.keys() == BUNDLE and bundle["format"] == "chibo-box-bundle/1", "this is another kind of file"
    )
    manifest_body, roll = unhex(bundle["manifest"]), unhex(bundle["roll"])
    manifest, manifest_hash = written(manifest_body), blake("chibo-manifest", manifest_body)
    voters = manifest["members"]
    require(len(roll) == len(set(voters)) == len(voters) == manifest["capacity"], "roll and voters differ")
    require(set(roll) <= {0, 1, 3}, "a mark on the roll means nothing")
    require(len(set(manifest["contests"])) == len(manifest["contests"]), "a contest stands there twice")
    signed, n = check_signature(bundle, manifest), roll.count(3)
    piles, full = read_piles(bundle, manifest, n), 64 * manifest["capacity"]
    packed = (len(pile).to_bytes(2, "big") + b"".join(pile).ljust(full, b"\0") for pile in piles)
    box_hash = blake("chibo-box", manifest_hash, roll, *packed).hex()
    closing, counted, voided = check_log(bundle, manifest_hash, box_hash, n)
    require(counted == blake("chibo-result", signed).hex(), "the log names another result")
    void = set(voided) & set(range(len(piles)))
    require(len(void) == len(voided) < len(piles), "the log voids what cannot be void")
    expected = {
        "format": "chibo-result/1",
        **{name: manifest[name] for name in ("sid", "round", "rehearsal", "build")},
        "manifest_hash": manifest_hash.hex(),
        "box_hash": box_hash,
        "audit_head": closing,
        "n": n,
        "present": n + roll.count(1),
        "contests": count_all(
            manifest, piles, voided, key if isinstance(key, bytes) else secret_key(manifest, key)
        ),
        "voided": [manifest["contests"][place] for place in sorted(voided)],
    }
    again = json.dumps(expected, sort_keys=True, separators=(",", ":")).encode()
    require(signed == again, "the slips say something else than the signed result")
    return expected


def short(digest: str) -> str:
    """The code that stands for a hash on the signed records."""
    text = base64.b32encode(bytes.fromhex(digest)).decode()
    return "-".join(text[at : at + 5] for at in range(0, 25, 5))


def main() -> int:
    """Read the command line, count, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--key", type=bytes.fromhex)
    parser.add_argument("--codes", nargs="+", default=[])
    args = parser.parse_args()
    try:
        result = recount(args.bundle.read_bytes(), args.key or args.codes)
    except Wrong as wrong:
        print(f"WRONG: {wrong}")
        return 1
    for contest in result["contests"]:
        print(contest["subject"], contest["levels"], "blank", contest["blank"], "invalid", contest["invalid"])
    for name in ("manifest_hash", "box_hash", "audit_head"):
        print(f"{name} on the signed records: {short(result[name])}")
    print(f"{result['n']} ballots, {result['present']} present; signature, log and slips agree")
    return 0


if __name__ == "__main__":
    sys.exit(main())
