"""What makes each database itself refuse to change or remove a row: triggers, as statements for each vendor."""

PUT: dict[str, tuple[str, ...]] = {
    "sqlite": tuple(
        f"CREATE TRIGGER journal_no_{act} BEFORE {act.upper()} ON journal_entry "
        "BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END"
        for act in ("update", "delete")
    ),
    "postgresql": (
        """CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'journal_entry is append-only'; END $$""",
        """CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON journal_entry
        FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
        """CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal_entry
        FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()""",
    ),
}
LIFT: dict[str, tuple[str, ...]] = {
    "sqlite": ("DROP TRIGGER journal_no_update", "DROP TRIGGER journal_no_delete"),
    "postgresql": (
        "DROP TRIGGER journal_no_change ON journal_entry",
        "DROP TRIGGER journal_no_truncate ON journal_entry",
        "DROP FUNCTION journal_refuse()",
    ),
}
