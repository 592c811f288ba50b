"""The command `verify`: papers, bundles, folders; scans, photos and codes of printed pages; known keys."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from db.ballot_box import BoxError
from desktop.recount import contradiction
from forms import scan, trust
from forms.verify import FileVerdict, Verdict
from forms.verify import verify as check


def verify(files: Sequence[str], dossier: Path | None, known: Sequence[str], *, as_json: bool) -> int:
    """Check each; 0 all good, 1 something is wrong, 2 not readable.

    `dossier` is the bundle or folder that printed pages are looked for in; `known` are fingerprints, or files
    of them.
    """
    keys = trust.read_known(known) if known else None
    verdicts = [trust.judge(one, keys) if keys else one for one in _all(files, dossier)]
    if as_json:
        print(json.dumps([one.as_json() for one in verdicts], ensure_ascii=False, indent=1))
    else:
        for one in verdicts:
            print(one.line)
    return max((one.exit_code for one in verdicts), default=2)


def _all(files: Sequence[str], dossier: Path | None) -> Iterator[FileVerdict]:
    papers = scan.read_dossier(dossier) if dossier else None
    for name in files:
        if scan.is_code(name):
            yield scan.check_text(name, papers)
        elif Path(name).suffix.lower() in scan.PICTURES:
            yield from scan.check_picture(Path(name), papers)
        else:
            yield from (_with_boxes(Path(name), one) for one in check(Path(name)))


def _with_boxes(path: Path, one: FileVerdict) -> FileVerdict:
    """A sound bundle is wrong all the same where its results are not those of the ballot boxes in it."""
    whole = path / one.file if path.is_dir() else path
    if one.verdict is not Verdict.GOOD or whole.name != one.file or whole.suffix.lower() != ".zip":
        return one
    try:
        sentence = contradiction(whole)
    except BoxError as error:
        sentence = str(error)
    return replace(one, verdict=Verdict.WRONG, sentence=sentence) if sentence else one
