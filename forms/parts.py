"""The files of a bundle, read one at a time: with hundreds of papers no more is in memory than one."""

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO, RawIOBase
from typing import IO, Any, Final

from forms import control
from forms.bundle import write_zip
from forms.seals import UnreadableError, WrongError

MOST_FILES: Final = 1000
"""A branch of several hundred members has a paper for each of them."""


class Parts(Mapping[str, bytes]):
    """The files of a bundle by name, in their order; each is read when it is asked for."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive, self._names = archive, tuple(archive.namelist())

    def __getitem__(self, name: str) -> bytes:
        return self._archive.read(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@contextmanager
def opened(source: bytes | IO[bytes]) -> Iterator[Parts]:
    """Yield the files of a bundle that is byte for byte the zip which this program writes of them.

    WrongError where it is not, UnreadableError where it is no zip.
    """
    file = BytesIO(source) if isinstance(source, bytes) else source
    size = file.seek(0, 2)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, OSError) as fault:
        raise UnreadableError(_NONE) from fault
    with archive:
        _check_entries(archive.infolist(), size)
        parts = Parts(archive)
        try:
            same = _written_again(parts, file, size)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
            raise UnreadableError(_NONE) from fault
        if not same:
            raise WrongError("Gói đã bị đóng lại hoặc có phần lạ xen vào.")
        yield parts


_NONE: Final = "Tệp không phải là gói nộp hoặc đã bị hỏng."


def _check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    if sum(entry.file_size for entry in entries) > size:
        raise WrongError("Gói được nén theo cách lạ.")
    if len(entries) > MOST_FILES or len({entry.filename for entry in entries}) != len(entries):
        raise WrongError("Gói có quá nhiều tệp hoặc có hai tệp trùng tên.")
    for entry in entries:
        if entry.flag_bits & 1:
            raise UnreadableError("Gói bị khóa bằng mật khẩu nên không kiểm tra được.")
        if not control.is_file_name(entry.filename):
            raise WrongError("Gói có tệp mang tên không được phép.")
        if entry.compress_type != zipfile.ZIP_STORED or entry.file_size != entry.compress_size:
            raise WrongError("Gói được nén theo cách lạ.")


def _written_again(parts: Parts, file: IO[bytes], size: int) -> bool:
    """Write the zip once more, and compare instead of keeping it."""
    beside = _Beside(file)
    write_zip(beside, parts)
    return not beside.different and beside.end == size


class _Beside(RawIOBase):
    """Takes what is written, and remembers where another file holds something else.

    A head is written twice at one place, the second time with the sum of what followed: the last time counts.
    """

    def __init__(self, other: IO[bytes]) -> None:
        super().__init__()
        self.different: set[tuple[int, int]] = set()
        self.end = 0
        self._other, self._at = other, 0

    def write(self, data: Any) -> int:
        """Compare."""
        place = self._at, len(data)
        self._other.seek(self._at)
        same = self._other.read(len(data)) == data
        (self.different.discard if same else self.different.add)(place)
        self._at += len(data)
        self.end = max(self.end, self._at)
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place, counted from the beginning."""
        if whence:
            raise ValueError("only from the beginning")
        self._at = offset
        return offset

    def tell(self) -> int:
        """Return the place."""
        return self._at
