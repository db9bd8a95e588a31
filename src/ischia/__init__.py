"""Ischia: careful self-care for sciatica."""

__version__ = "0.1.0"
