"""Bản kiểm điểm: who has handed in what, and the parts of the form as each member wrote them."""
