"""Fields of a form: what is typed becomes a value, or one sentence says what is not right yet."""
