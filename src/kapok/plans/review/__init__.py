"""Reviewing what the compiler read: a draft beside its source, corrected by people until it becomes a plan."""
