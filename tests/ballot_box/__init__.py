"""The ballot box: its steps, its refusals, its arithmetic."""
