"""The journal: who did what, under which mandate, why, and what changed. Append-only, each row chained to the last.

It holds values and no foreign keys, so that what it says stays true whatever becomes of the rows that it speaks of.
"""
