"""The rules of the year-end review: frozen records and pure functions, standard library only."""
