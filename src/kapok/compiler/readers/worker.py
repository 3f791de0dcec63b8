"""The child process of :mod:`kapok.compiler.readers.sandbox`: reads one document, within limits, and ends.

It is started as a file, not as a module, so that only the one reader that is needed is loaded.
"""

import importlib
import json
import os
import sys
import types
from pathlib import Path
from typing import Any

# What a caller may tell, beyond the name, by format.
_TOLD: dict[str, tuple[str, ...]] = {"xlsx": ("columns", "sheet"), "html": ("encoding",), "md": ("encoding",)}
_REFUSAL = 65_536  # bytes that a refusal may take beyond the limit of an answer


def main() -> None:
    """Read what stands on standard input, an order on its first line and then a document, and answer in JSON."""
    order = json.loads(sys.stdin.buffer.readline())
    limit(order["limits"])
    sys.path[:] = order["path"]
    _bare_packages()
    with os.fdopen(os.dup(1), "wb") as answer:
        os.dup2(2, 1)  # what a library prints must not stand in the answer
        answer.write(written(read(sys.stdin.buffer.read(), order["request"], order["limits"]), order))


def limit(limits: dict[str, Any]) -> None:
    """Bind this process to its limits, where the system has a way to do it."""
    try:
        import resource
    except ImportError:  # Windows: the time limit of the parent remains
        return
    seconds = int(limits["seconds"]) + 1
    for what, most in (
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, limits["answer"] + _REFUSAL),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def read(data: bytes, request: dict[str, Any], limits: dict[str, Any]) -> dict[str, Any]:
    """The answer to a request: a source, or a refusal. Here, at the border, whatever a library
    raises at bytes that it cannot read becomes one sentence."""
    from kapok.compiler.errors import CompileError
    from kapok.compiler.readers.refusals import MEGABYTE, refused
    from kapok.compiler.readers.wire import to_wire

    name = request["name"]
    try:
        return {"source": to_wire(_reader(request, data))}
    except CompileError as error:
        refusal = error
    except Exception as error:  # noqa: BLE001 - the border of the process: see above
        causes = set(map(type, _causes(error)))
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        if MemoryError in causes:
            refusal = refused("too-much-memory", name, size=limits["memory"] // MEGABYTE)
        elif RecursionError in causes:
            refusal = refused("too-deep", name, part="正文", most=sys.getrecursionlimit())
        else:
            refusal = refused("damaged", name, place="")
    return _told(refusal)


def _causes(error: BaseException | None) -> list[BaseException]:
    """An error and those that it came from: a library may wrap what the system said."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def _told(error: Any) -> dict[str, Any]:
    """A refusal as it goes over the wire."""
    return {"refused": {key: getattr(error, key) for key in ("cause", "next_step", "name", "code")}}


def _reader(request: dict[str, Any], data: bytes) -> Any:
    module = importlib.import_module(f"kapok.compiler.readers.{request['format']}")
    told = [request[key] for key in _TOLD.get(request["format"], ())]
    return module.read(data, request["name"], *told)


def _bare_packages() -> None:
    """Stand-ins for the packages above the readers, so that the compiler and its dictionaries are not loaded."""
    folder = Path(__file__).resolve().parent
    for name, place in (
        ("kapok", folder.parents[1]),
        ("kapok.compiler", folder.parent),
        ("kapok.compiler.readers", folder),
    ):
        package = types.ModuleType(name)
        package.__path__ = [str(place)]
        sys.modules[name] = package


def written(found: dict[str, Any], order: dict[str, Any]) -> bytes:
    """An answer as JSON; one that is too long becomes the sentence that says so."""
    from kapok.compiler.readers.refusals import MEGABYTE, refused

    most = order["limits"]["answer"]
    answer = json.dumps(found).encode()
    if len(answer) > most and "source" in found:
        found = _told(refused("too-much-text", order["request"]["name"], size=most // MEGABYTE))
        answer = json.dumps(found).encode()
    return answer


if __name__ == "__main__":
    main()
