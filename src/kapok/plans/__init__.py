"""Published plans: their text, clauses, targets, tasks and duties, each tied to its sentence."""
