"""Facts to documents: a plan as a spreadsheet. Knows the engines' values, and nothing of the web."""
