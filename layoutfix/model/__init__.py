"""What a printed page is: characters, lines, blocks, articles, edits, settings, errors."""
