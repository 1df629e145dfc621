"""Whole folders: what goes where, what was done before, many at a time, and after a kill."""
