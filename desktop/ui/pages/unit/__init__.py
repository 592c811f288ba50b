"""The unit and the regulation it follows."""
