"""The book: one SQLite file per branch, its history, and the ballot box beside it."""
