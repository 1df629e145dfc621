"""Running the passes, applying their edits, and checking that nothing was lost."""
