"""Hồ sơ trước họp: what is due when, and whose papers are still missing."""
