"""What a run knows: the concepts with their listed forms and the ways in which each can come out in English, compiled and kept."""
