"""Where the arrows of fields lie."""

from pathlib import Path
from typing import Final

ARROWS: Final = Path(__file__).with_name("arrows")
"""PNG files by direction and colour: down-23201d.png."""
