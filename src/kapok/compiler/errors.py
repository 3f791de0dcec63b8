"""What the compiler refuses, as sentences: cause, place, what to do next."""


class CompileError(Exception):
    """A document that cannot be compiled. ``str(error)`` is a sentence for the person who gave it."""

    def __init__(self, cause: str, next_step: str, *, name: str = "", code: str = "unreadable") -> None:
        self.cause, self.next_step, self.name, self.code = cause, next_step, name, code
        super().__init__(f"{name}：{cause}{next_step}" if name else f"{cause}{next_step}")
