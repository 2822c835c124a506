"""`python -m benchmarks.server [PORT]`: serve until stdin ends; prints the port when ready."""

from __future__ import annotations

import asyncio
import gc
import sys

from benchmarks.server.desk import Desk
from benchmarks.server.wire import Wire


async def serve(port: int) -> None:
    """Serve on the loopback address until stdin ends, so that no server outlives its bench."""
    desk, loop = Desk(), asyncio.get_running_loop()
    server = await loop.create_server(lambda: Wire(desk), "127.0.0.1", port, backlog=2048)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    gc.freeze()
    asyncio.run(serve(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
