"""A plan's own text in, its structure out: every item tied to its sentence."""

from kapok.compiler.diff import Change, Diff, diff_plans
from kapok.compiler.errors import CompileError
from kapok.compiler.pipeline import compile_bytes, compile_plan, compile_source
from kapok.compiler.readers import read
from kapok.compiler.serial import from_dict, to_dict

__all__ = [
    "Change",
    "CompileError",
    "Diff",
    "compile_bytes",
    "compile_plan",
    "compile_source",
    "diff_plans",
    "from_dict",
    "read",
    "to_dict",
]
