"""Kapok: runs a government action plan, from the sentence that promised it to the record that proves it."""

__version__ = "0.1.0"
