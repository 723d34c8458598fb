"""From findings to a mended text: what people decided and how its place is known again, the fixes, the records, Chinese behind first mentions."""
