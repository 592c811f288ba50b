"""Khắc phục: what is to be remedied, by whom, until when; and who is still to be reviewed and rated."""
