"""One text: its blocks, words and lines, and the grammar around a place in it."""
