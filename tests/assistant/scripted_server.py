"""A server that speaks OpenAI's chat protocol on loopback and does what a test tells it to."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Reply:
    """How one request is answered.

    `pieces` are streamed `pause` seconds apart. `status` other than 200 sends `body` as the error.
    `hang` sends the head and then nothing for so many seconds; `drop` breaks off after the pieces;
    `endless` repeats the pieces until the client leaves; `raw` replaces the stream by any bytes.
    """

    pieces: Sequence[str] = ()
    pause: float = 0.0
    status: int = 200
    body: str = '{"error": {"message": "no", "type": "x"}}'
    hang: float = 0.0
    drop: bool = False
    endless: bool = False
    raw: bytes | None = None


Script = Callable[[dict[str, Any]], Reply]


def says(*sentences: tuple[str, list[int]]) -> Reply:
    """Return a reply in the JSON that is asked for, in small pieces."""
    text = json.dumps(
        {"sentences": [{"text": text, "passages": marks} for text, marks in sentences]},
        ensure_ascii=False,
    )
    return Reply(pieces=[text[at : at + 7] for at in range(0, len(text), 7)])


@dataclass
class ScriptedServer:
    """Answers by `script`, a function of the request's JSON or replies to give in turn."""

    script: Script | Sequence[Reply]
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    address: str = ""

    def reply(self, request: dict[str, Any]) -> Reply:
        """Return the reply to a request; the last of a sequence is repeated."""
        if callable(self.script):
            return self.script(request)
        return self.script[min(len(self.requests), len(self.script)) - 1]


@contextmanager
def serving(script: Script | Sequence[Reply]) -> Iterator[ScriptedServer]:
    """Serve on a free port of loopback; the address ends in "/v1"."""
    scripted = ScriptedServer(script)
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            """Keep the test's output clean."""

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            scripted.requests.append(request)
            scripted.headers.append({name.lower(): value for name, value in self.headers.items()})
            reply = scripted.reply(request)
            with suppress(BrokenPipeError, ConnectionResetError):
                self._answer(reply)

        def _answer(self, reply: Reply) -> None:
            if reply.status != 200:
                self._head(reply.status, "application/json")
                self.wfile.write(reply.body.encode())
                return
            self._head(200, "text/event-stream")
            if reply.hang:
                self.wfile.flush()
                ended.wait(reply.hang)
                return
            if reply.raw is not None:
                self.wfile.write(reply.raw)
                return
            while True:
                for piece in reply.pieces:
                    self._send({"role": "assistant", "content": piece}, None)
                    if reply.pause:
                        time.sleep(reply.pause)
                if not reply.endless or ended.is_set():
                    break
            if reply.drop:
                self.connection.close()
                return
            self._send({}, "stop")
            self.wfile.write(b"data: [DONE]\n\n")

        def _head(self, status: int, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True

        def _send(self, delta: dict[str, str], finish: str | None) -> None:
            chunk = {
                "id": "c",
                "object": "chat.completion.chunk",
                "created": 0,
                "model": "scripted",
                "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
            }
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
            self.wfile.flush()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    scripted.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield scripted
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
