"""The pages of the season's path, one folder a step."""
