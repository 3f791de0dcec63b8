"""Documents that know only where each character stands on its page: lines and paragraphs are found again."""
