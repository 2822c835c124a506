"""`python -m benchmarks.server [PORT]`: serve until stdin ends; prints the port when ready."""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys

from benchmarks.server.desk import Desk
from benchmarks.server.wire import Wire

HIGHEST = 65535
"""The highest number of a port."""


async def serve(port: int) -> None:
    """Serve on the loopback address until stdin ends, so that no server outlives its bench."""
    desk, loop = Desk(), asyncio.get_running_loop()
    server = await loop.create_server(lambda: Wire(desk), "127.0.0.1", port, backlog=2048)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


def port() -> int:
    """What the command line says; ends the process with a usage message where it says no port."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.server",
        description="An OpenAI-compatible endpoint on 127.0.0.1 that makes its answers up. It "
        "prints its port when it is ready, and serves until stdin ends (Ctrl-D).",
    )
    parser.add_argument(
        "port",
        metavar="PORT",
        nargs="?",
        type=_number,
        default=0,
        help="where it listens [default: a port that is free]",
    )
    given: int = parser.parse_args().port
    return given


def _number(text: str) -> int:
    if not text.isdecimal() or int(text[:6]) > HIGHEST:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; there are 0 to {HIGHEST}")
    return int(text)


if __name__ == "__main__":
    chosen = port()
    gc.freeze()
    asyncio.run(serve(chosen))
