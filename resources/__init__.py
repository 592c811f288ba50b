"""Data of the program (regulations, layouts, fonts, sample) and where to find it."""
