"""What was mended or could not be settled, as sentences."""
def warnings(*rest: object) -> tuple[()]:
    return ()
