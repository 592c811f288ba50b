"""Keys that the superior knows: a fingerprint that was told once by another way, or a file of them.

A signature proves that one key signed. Whose key it is nobody can tell without a fingerprint that came on
another path (told on the telephone, read from the paper when the key was made).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from forms.errors import FormsError
from forms.seals import SignerFound
from forms.verdicts import FileVerdict, Verdict

_BIGGEST: Final = 2**20
_PRINT: Final = re.compile(r"[0-9A-F]{64}")


@dataclass(frozen=True, slots=True)
class Known:
    """The fingerprints that are known, each with the name the superior gave it (or none)."""

    names: Mapping[str, str]

    def mark(self, signer: SignerFound) -> SignerFound:
        """Return the signer with the answer whether the key is known."""
        return replace(signer, known=_bare(signer.fingerprint) in self.names)

    def name_of(self, signer: SignerFound) -> str:
        """Return the superior's own name for the key."""
        return self.names.get(_bare(signer.fingerprint), "")


def _bare(text: str) -> str:
    return re.sub(r"[\s:.-]", "", text).upper()


def read_known(given: Iterable[str]) -> Known:
    """Read fingerprints, or files of them: a line each, `fingerprint ; name`, remarks behind #."""
    names: dict[str, str] = {}
    for one in given:
        if _PRINT.fullmatch(_bare(one)):
            names[_bare(one)] = ""
            continue
        names |= _read_file(Path(one))
    return Known(names)


def _read_file(path: Path) -> dict[str, str]:
    try:
        with path.open("rb") as file:
            text = file.read(_BIGGEST + 1).decode("utf-8-sig")
    except (OSError, ValueError) as fault:
        raise FormsError(
            f"“{path}” không phải là vân tay khóa (64 chữ số thập lục phân), cũng không phải là tệp đọc được."
        ) from fault
    names: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        print_of, _, name = line.partition("#")[0].partition(";")
        if not print_of.strip():
            continue
        if not _PRINT.fullmatch(_bare(print_of)):
            raise FormsError(
                f"Tệp vân tay {path.name}, dòng {number}: vân tay cần đủ 64 chữ số thập lục phân."
            )
        names[_bare(print_of)] = name.strip()
    return names


def judge(verdict: FileVerdict, known: Known) -> FileVerdict:
    """Add to a good verdict which keys are known; where none of them is, the file is not accepted."""
    if verdict.verdict is not Verdict.GOOD or not verdict.signers:
        return verdict
    signers = tuple(known.mark(signer) for signer in verdict.signers)
    told = " ".join(_say(signer, known) for signer in signers)
    accepted = Verdict.GOOD if any(signer.known for signer in signers) else Verdict.WRONG
    return replace(verdict, verdict=accepted, signers=signers, sentence=f"{verdict.sentence} {told}")


def _say(signer: SignerFound, known: Known) -> str:
    if not signer.known:
        return f"Khóa chưa biết: “{signer.name}”, vân tay {signer.fingerprint}."
    name = known.name_of(signer)
    return f"Khóa đã biết: “{signer.name}”{f' ({name})' if name else ''}."
