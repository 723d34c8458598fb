"""English read back: which forms are woken, the best path through each, and what a path looks like where it stands."""
