"""What a corpus holds that the termbase does not."""
