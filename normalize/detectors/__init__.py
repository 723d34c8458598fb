"""One file for each way of finding garble; a detector reads a view and its context and returns findings. Detectors do not know each other."""
