"""Fuzzy comparison of strings; pages are unknown here."""
