"""An OpenAI-compatible chat endpoint on the loopback address, for tests: real HTTP, any fault.

    with ChatServer(lambda request: {"text": "Hello."}) as server:
        ...  # ask at server.base_url
    assert server.requests[0].body["model"] == "toy"

The script is called with each request's JSON, one at a time, and returns what to answer:
a text, a JSON value (sent as text), a `Said`, or a fault: `Refused`, `Raw`, `Hang`, `Drop`.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Said:
    """A whole answer, where a text alone does not do."""

    content: str | None = ""
    finish_reason: str = "stop"
    refusal: str | None = None
    usage: Mapping[str, Any] | None = None
    """None counts characters / 4; an empty mapping sends no usage at all."""
    after: Callable[[], bool] | None = None
    """Sent only once this is true; looked at every few milliseconds."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer with an error status."""

    status: int
    message: str = "something is wrong"
    code: str | None = None
    param: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Raw:
    """Any bytes with status 200; `promised` more bytes than are sent cut the body short."""

    content: bytes
    content_type: str = "application/json"
    promised: int = 0


class Hang:
    """No answer, ever; the connection stays open."""


class Drop:
    """The connection is closed instead of an answer."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One request as it arrived."""

    path: str
    headers: Mapping[str, str]
    """By lower-case name."""
    body: dict[str, Any]


class ChatServer:
    """The server, in a thread of its own, for the length of a `with` block."""

    def __init__(self, script: Callable[[dict[str, Any]], Any]) -> None:
        self._script = script
        self.requests: list[Heard] = []
        """Everything that was asked, in the order it arrived."""
        self.most_at_once = 0
        """The highest number of requests that were under way together."""
        self._under_way = 0
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop
        self._stop: asyncio.Event
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self.port = 0

    @property
    def base_url(self) -> str:
        """The address for OPENAI_BASE_URL."""
        return f"http://127.0.0.1:{self.port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        tasks: set[asyncio.Task[None]] = set()

        def welcome(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.ensure_future(self._converse(reader, writer))
            tasks.add(task)
            task.add_done_callback(tasks.discard)

        server = await asyncio.start_server(welcome, "127.0.0.1", 0, backlog=1024)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.wait(tasks) if tasks else None

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._answer_one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _answer_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        lines = (line.partition(":") for line in head[1:] if line)
        headers = {name.strip().lower(): value.strip() for name, _, value in lines}
        body = json.loads(await reader.readexactly(int(headers.get("content-length", 0))) or b"{}")
        self.requests.append(Heard(head[0].split()[1], headers, body))
        self._under_way += 1
        self.most_at_once = max(self.most_at_once, self._under_way)
        try:
            said = self._script(body)
            if isinstance(said, Drop):
                return False
            if isinstance(said, Hang):
                await reader.read()
                return False
            while isinstance(said, Said) and said.after is not None and not said.after():
                await asyncio.sleep(0.002)
            writer.write(_response(said, body))
            await writer.drain()
        finally:
            self._under_way -= 1
        return not (isinstance(said, Raw) and said.promised)


def _response(said: Any, asked: dict[str, Any]) -> bytes:
    if isinstance(said, Refused):
        error = {"message": said.message, "code": said.code, "param": said.param, "type": None}
        return _http(said.status, json.dumps({"error": error}).encode(), headers=said.headers)
    if isinstance(said, Raw):
        return _http(200, said.content, content_type=said.content_type, more=said.promised)
    if not isinstance(said, Said):
        said = Said(said if isinstance(said, str) else json.dumps(said, ensure_ascii=False))
    return _http(200, json.dumps(_completion(said, asked)).encode())


def _completion(said: Said, asked: dict[str, Any]) -> dict[str, Any]:
    prompt = sum(len(message["content"]) for message in asked["messages"]) // 4
    completion = len(said.content or "") // 4
    usage = {"prompt_tokens": prompt, "completion_tokens": completion}
    message = {"role": "assistant", "content": said.content, "refusal": said.refusal}
    answer: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": asked["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": said.finish_reason}],
    }
    counted = usage if said.usage is None else said.usage
    return answer | {"usage": dict(counted)} if counted else answer


def _http(
    status: int,
    content: bytes,
    *,
    content_type: str = "application/json",
    headers: Mapping[str, str] | None = None,
    more: int = 0,
) -> bytes:
    lines = [
        f"HTTP/1.1 {status} Status",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(content) + more}",
        *(f"{name}: {value}" for name, value in (headers or {}).items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + content
