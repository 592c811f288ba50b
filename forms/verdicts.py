"""What a check says of a file: one verdict, one Vietnamese sentence, who signed."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import IO, Any, Final

from forms.errors import FormsError
from forms.seals import SignerFound, UnreadableError, WrongError


class Verdict(StrEnum):
    """How a check ended."""

    GOOD = "good"
    WRONG = "wrong"
    UNREADABLE = "unreadable"


_EXIT: Final = {Verdict.GOOD: 0, Verdict.WRONG: 1, Verdict.UNREADABLE: 2}
_WORD: Final = {Verdict.GOOD: "ĐÚNG", Verdict.WRONG: "SAI", Verdict.UNREADABLE: "KHÔNG ĐỌC ĐƯỢC"}


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """The verdict on one file: one sentence, who signed, whether it says that it is a rehearsal."""

    file: str
    verdict: Verdict
    sentence: str
    signers: tuple[SignerFound, ...] = ()
    rehearsal: bool = False
    digest: str = ""

    @property
    def exit_code(self) -> int:
        """0 good, 1 wrong, 2 unreadable."""
        return _EXIT[self.verdict]

    @property
    def line(self) -> str:
        """The verdict in one line for the command line."""
        mark = " [TẬP DƯỢT]" if self.rehearsal else ""
        return f"{_WORD[self.verdict]}{mark}  {self.file}: {self.sentence}"

    def as_json(self) -> dict[str, Any]:
        """The verdict as plain JSON values."""
        return {
            "file": self.file,
            "verdict": self.verdict.value,
            "sentence": self.sentence,
            "rehearsal": self.rehearsal,
            "sha256": self.digest,
            "signers": [
                {
                    "name": s.name,
                    "fingerprint": s.fingerprint,
                    "own_key": s.own_key,
                    "issuer": s.issuer,
                    "known": s.known,
                    "when": s.when,
                }
                for s in self.signers
            ],
        }


def judged(name: str, data: bytes | IO[bytes], check: Callable[[], FileVerdict]) -> FileVerdict:
    """Turn whatever a hostile file may raise into a verdict."""
    digest = _digest(data)
    try:
        return replace(check(), digest=digest)
    except WrongError as fault:
        return FileVerdict(name, Verdict.WRONG, str(fault), digest=digest)
    except (UnreadableError, FormsError) as fault:
        return FileVerdict(name, Verdict.UNREADABLE, str(fault), digest=digest)
    except Exception:  # noqa: BLE001 - parsers of hostile files raise anything
        return FileVerdict(name, Verdict.UNREADABLE, "Tệp bị hỏng nên không kiểm tra được.", digest=digest)


def _digest(data: bytes | IO[bytes]) -> str:
    if isinstance(data, bytes):
        return hashlib.sha256(data).hexdigest()
    data.seek(0)
    return hashlib.file_digest(data, "sha256").hexdigest()  # type: ignore[arg-type]


def names_of(signers: tuple[SignerFound, ...]) -> str:
    """Return who signed, each with what is known of the key."""
    return "; ".join(f"“{s.name}” ({_key(s)}, vân tay {s.fingerprint[:19]})" for s in signers)


def _key(signer: SignerFound) -> str:
    if signer.own_key:
        return "khóa tự tạo"
    return f"chứng thư ghi nơi cấp “{signer.issuer}”, chưa kiểm tra nơi cấp"
