"""Papers as they were printed once: data and digests of their pages.

Run as a program (`python -m tests.forms.golden`) after REVISION was raised, to keep today's papers instead.
"""
