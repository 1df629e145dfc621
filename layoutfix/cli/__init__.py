"""The command: what a person types, and what a file is made of."""
