"""Corpora: JSON Lines and text files, packed or not, read as a stream of records."""
