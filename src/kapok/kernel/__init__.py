"""What would be true if no computer existed: spans of text, Chinese numerals, lists of problems."""
