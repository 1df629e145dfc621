"""Reading lines: the measure of a column, and the best reading of a run of its lines."""
