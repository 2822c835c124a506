"""HTTP/1.1 as far as JSON posts need it, on asyncio's bare protocol: little CPU a request."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

from benchmarks.server.desk import Answered, Desk

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_KEY = re.compile(rb"\r\n(?:authorization: *bearer|api-key:) *([^\r]*)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)


class Wire(asyncio.Protocol):
    """One connection; requests on it are answered one after another."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._buffer = b""
        self._transport: asyncio.Transport
        self._lost: Callable[[], None] | None = None
        """Set while a request is under way."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client is there."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._desk.counters.connections += 1

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """The client is gone, perhaps before its answer."""
        if self._lost is not None:
            self._lost()

    def data_received(self, data: bytes) -> None:
        """More of a request has come."""
        self._buffer += data
        if self._lost is None:
            self._next()

    def _next(self) -> None:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        head = self._buffer[: end + 2]
        if _CHUNKED.search(head):
            self._transport.close()  # no client of chat completions sends these
            return
        found = _LENGTH.search(head)
        size = end + 4 + (int(found[1]) if found else 0)
        if len(self._buffer) < size:
            return
        content, self._buffer = self._buffer[end + 4 : size], self._buffer[size:]
        method, path, *_ = head.decode("latin-1").split(" ", 2)
        if path.startswith("/control"):
            self._write(self._desk.control(method, path, content))
        elif path.partition("?")[0].endswith("/chat/completions"):
            key = _KEY.search(head)
            self._lost = lambda: None
            lost = self._desk.ask(content, key[1].decode() if key else "", self._write)
            if self._lost is not None:
                self._lost = lost
        else:
            self._write((404, b'{"error": {"message": "no such page"}}', {}))

    def _write(self, answered: Answered) -> None:
        self._lost = None
        if self._transport.is_closing():
            return
        if answered is None:
            self._transport.abort()
            return
        status, content, headers = answered
        more = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        head = (
            f"HTTP/1.1 {status} Status\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(content)}\r\n{more}\r\n"
        )
        self._transport.write(head.encode() + content)
        if self._buffer:
            self._next()
