"""The start: books opened lately, open, new, sample, rehearsal."""
