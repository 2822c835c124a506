"""The rim: every way a command can end becomes an exit code, a clear block, and valid JSON."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any

import typer

from tinytroupe_cli.cli._interrupt import StoppedError, raising_signals
from tinytroupe_cli.cli._pipe import patient
from tinytroupe_cli.errors import SpecError, TroupeError

BUG, USAGE, STORE, INTERRUPTED = 70, 2, 5, 130
PRECEDENCE = (BUG, USAGE, STORE, INTERRUPTED, 3, 4, 1)
RESUMABLE = frozenset({3, 4, STORE, INTERRUPTED})
PAYING = frozenset({"run", "resume", "fork", "extract", "persona", "population"})
"""Commands that keep every reply, so that the same command goes on where it stopped."""


def guarded(command: Callable[[], Any], arguments: Sequence[str]) -> int:
    """Carry a command out; the only place that decides how an error looks and exits."""
    sys.stdout = patient(sys.stdout, carries_result=True)
    sys.stderr = patient(sys.stderr, carries_result=False)
    debug = "--debug" in arguments
    failure: Exception
    with raising_signals() as came:
        try:
            code = int(command() or 0)
            if came and code == INTERRUPTED:  # typer made an exit code of the interrupt
                raise StoppedError
            sys.stdout.flush()
        except (KeyboardInterrupt, typer.Abort):
            failure = StoppedError()
        except Exception as caught:  # noqa: BLE001 - nothing gets past the rim
            failure = caught
        else:
            return code
    code, document = _told(failure, debug=debug)
    if code in RESUMABLE and arguments and arguments[0] in PAYING:
        tell_how_to_go_on(code)
    if _format(arguments) == "json":
        _write_json(document)
    return code


def first_of(codes: Iterable[int]) -> int:
    """The exit code of several: the first that applies."""
    found = set(codes)
    return next((code for code in PRECEDENCE if code in found), 0)


def complain(failure: TroupeError, *, debug: bool = False) -> None:
    """Tell what is wrong, where, and what to do."""
    if debug:
        import traceback

        traceback.print_exception(failure, file=sys.stderr)
    lines = [f"troupe: {failure}", *(failure.hint or "").splitlines()]
    sys.stderr.write("\n  ".join(lines) + "\n")


def tell_how_to_go_on(code: int, *commands: Sequence[str]) -> None:
    """Name the commands that continue: the same one, for what was answered is kept, or others."""
    told = [shlex.join(["troupe", *words]) for words in commands or [sys.argv[1:]]]
    before = "once that is mended" if code == STORE else "what was answered is kept"
    sys.stderr.write(f"  {before}; to go on: {' && '.join(told)}\n")


def error_document(failure: TroupeError) -> dict[str, Any]:
    """A failure as JSON; of several problems the errors are lines, and so are the hints."""
    if isinstance(failure, SpecError):
        hints = dict.fromkeys(each.hint for each in failure.problems if each.hint)
        return {
            "exit_code": failure.exit_code,
            "error": "\n".join(each.fault for each in failure.problems),
            "hint": "\n".join(hints) or None,
        }
    return {"exit_code": failure.exit_code, "error": str(failure), "hint": failure.hint}


def _told(failure: Exception, *, debug: bool) -> tuple[int, dict[str, Any]]:
    """Tell the human of a failure; its exit code, and what JSON says of it."""
    if isinstance(failure, typer.TyperException):
        getattr(failure, "show", lambda: None)()
        said = getattr(failure, "format_message", lambda: str(failure))()
        return USAGE, {"exit_code": USAGE, "error": said, "hint": "--help lists what there is"}
    if isinstance(failure, TroupeError):
        complain(failure, debug=debug)
        return failure.exit_code, error_document(failure)
    return BUG, _bug(failure, debug=debug)


def _bug(failure: Exception, *, debug: bool) -> dict[str, Any]:
    import tempfile
    import traceback

    if debug:
        traceback.print_exception(failure, file=sys.stderr)
    cause: BaseException = failure
    while isinstance(cause, BaseExceptionGroup):  # several things at once: the first of them
        cause = cause.exceptions[0]
    said = " ".join(f"{type(cause).__name__}: {cause}".split())
    hint = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="troupe-bug-", suffix=".txt", delete=False, encoding="utf-8",
            errors="backslashreplace",
        ) as file:  # fmt: skip
            traceback.print_exception(failure, file=file)
        hint = f"the traceback is in {file.name}"
    except OSError:
        hint = "--debug shows the traceback"
    sys.stderr.write(f"troupe: this is a bug: {said} ({hint})\n")
    return {"exit_code": BUG, "error": f"a bug: {said}", "hint": hint}


def _write_json(document: dict[str, Any]) -> None:
    import json

    try:
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        sys.stdout.flush()
    except TroupeError:
        pass  # the result cannot be written, which is what went wrong


def _format(arguments: Sequence[str]) -> str:
    """What `--format` says, also where the other arguments could not be read."""
    chosen = ""
    for flag, value in pairwise([*arguments, ""]):
        if flag == "--":
            break
        if flag == "--format":
            chosen = value
        elif flag.startswith("--format="):
            chosen = flag.partition("=")[2]
    return chosen
