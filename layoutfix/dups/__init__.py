"""Duplicates in a corpus: its units, the pairs among them, clusters, and what is kept."""
