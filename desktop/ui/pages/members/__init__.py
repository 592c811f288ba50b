"""The roll: a table, and one person's facts of the year."""
