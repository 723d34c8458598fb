"""What a run shows: the terminal, the workbook, the page."""
