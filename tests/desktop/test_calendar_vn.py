"""The calendar of Vietnam is loaded without those of the other countries, and leaves the library whole."""

import subprocess
import sys

LOADED = """
import sys
from desktop.calendar_vn import calendar_around
print(len(calendar_around(2025).closed))
print(*sorted(name for name in sys.modules if name.startswith("holidays.countries")))
import holidays
print(len(holidays.country_holidays("VN", years=[2024, 2025, 2026])))
"""


def test_only_vietnam_is_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    days, loaded, again = done.stdout.splitlines()
    assert loaded == "holidays.countries.vietnam"
    assert int(days) == int(again) > 30
