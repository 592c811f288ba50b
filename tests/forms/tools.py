"""Other people's programs that look at our papers: poppler, zbar, openssl."""

import subprocess
from pathlib import Path

from forms.layout import MM


def run(*command: str | Path) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    return done.stdout.decode("utf-8") + done.stderr.decode("utf-8", "replace")


def text_of(path: Path, *options: str) -> str:
    return run("pdftotext", *options, path, "-")


def pages_of(path: Path) -> list[str]:
    return text_of(path, "-layout").split("\f")[:-1]


def pdfsig(path: Path) -> str:
    return run("pdfsig", path)


def qr_texts(path: Path, folder: Path, dpi: int = 150) -> list[str]:
    """Render the pages and read their QR codes with zbar."""
    run("pdftoppm", "-r", str(dpi), "-png", path, folder / "trang")
    pictures = sorted(folder.glob("trang*.png"))
    command = ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", *map(str, pictures)]
    done = subprocess.run(command, capture_output=True, check=False)
    return done.stdout.decode().split()


def mm(points: float) -> float:
    return points / MM
