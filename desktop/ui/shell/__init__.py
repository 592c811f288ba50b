"""The window around the pages: the start, the top line, the path at the left, notices, the next step."""
