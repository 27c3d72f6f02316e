"""Finds the FBA units that Amazon lost or damaged and never paid for."""

__version__ = "0.1.0"
