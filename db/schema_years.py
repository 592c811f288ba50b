"""Version 13: what the branch itself was rated in earlier years.

As in `db.schema`, the text is part of the file format and never changes.
"""

from typing import Final

_BRANCH_YEARS: Final = (
    "CREATE TABLE branch_years("
    'year INTEGER PRIMARY KEY NOT NULL CONSTRAINT "năm" CHECK(year BETWEEN 1930 AND 9999), '
    "level TEXT CONSTRAINT \"mức xếp loại năm trước\" CHECK(level IN ('HTXSNV','HTTNV','HTNV','KHTNV')), "
    'commended INTEGER NOT NULL CONSTRAINT "commended" CHECK(commended IN (0,1)), '
    'awarded INTEGER NOT NULL CONSTRAINT "awarded" CHECK(awarded IN (0,1)), '
    "source TEXT NOT NULL DEFAULT '') STRICT"
)

VERSION_13: Final = (_BRANCH_YEARS,)
