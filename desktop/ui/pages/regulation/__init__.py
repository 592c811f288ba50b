"""The chosen regulation, to be read."""
