"""Measurements against other programs, in one run."""
