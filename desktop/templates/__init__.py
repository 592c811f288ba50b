"""Templates that the user gives: workbooks with named cells, Word files with tags; filled, never run."""
