"""Scans and photos of a page, made from its rendering: turned, blurred, seen from the side, badly lit."""

import subprocess
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter


def render(pdf: Path, dpi: int, page: int = 1) -> Image.Image:
    command = [
        "pdftoppm",
        "-r",
        str(dpi),
        "-f",
        str(page),
        "-l",
        str(page),
        "-gray",
        "-singlefile",
        "-png",
        pdf,
    ]
    made = subprocess.run([str(part) for part in command], capture_output=True, check=True).stdout
    return Image.open(BytesIO(made)).convert("L")


def turned(picture: Image.Image, degrees: float) -> Image.Image:
    return picture.rotate(degrees, Image.Resampling.BILINEAR, expand=True, fillcolor=255)


def blurred(picture: Image.Image, radius: float) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(radius))


def badly_lit(picture: Image.Image) -> Image.Image:
    """Darken towards one side, as a lamp or a window does."""
    light = (
        Image.linear_gradient("L").rotate(90).resize(picture.size).point(lambda value: 60 + value * 3 // 4)
    )
    return ImageChops.multiply(picture, light)


def from_the_side(picture: Image.Image, by: float = 0.06) -> Image.Image:
    """The page on a dark table, its far edge narrower than the near one."""
    width, height = picture.size
    table = Image.new("L", (int(width * 1.2), int(height * 1.2)), 70)
    table.paste(picture, (int(width * 0.1), int(height * 0.1)))
    wide, high = table.size
    inset = wide * by
    seen = [(inset, 0), (wide - inset, inset / 2), (wide, high), (0, high - inset / 2)]
    return table.transform(
        table.size,
        Image.Transform.PERSPECTIVE,
        _coefficients([(0, 0), (wide, 0), (wide, high), (0, high)], seen),
        Image.Resampling.BICUBIC,
        fillcolor=70,
    )


def _coefficients(here: list[tuple[float, float]], there: list[tuple[float, float]]) -> list[float]:
    """Solve for the eight numbers of a perspective that takes `here` to `there` (Gauss, eight unknowns)."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(here, there, strict=True):
        rows.extend(([x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]))
    for at in range(8):
        best = max(range(at, 8), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for other in range(8):
            if other != at:
                factor = rows[other][at]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[at], strict=True)]
    return [row[8] for row in rows]


def save(picture: Image.Image, path: Path) -> Path:
    picture.save(path, quality=70) if path.suffix == ".jpg" else picture.save(path)
    return path
