"""Các năm, khen thưởng: the levels of earlier years, and who may be commended for years in a row."""
