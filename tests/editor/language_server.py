"""A yaml-language-server in a test: one process, spoken to as an editor speaks to it (LSP over stdio)."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO, Any

PATIENCE = 60  # seconds for one answer, on a busy machine
RED = 1  # a diagnostic of severity Error
SETTINGS = {
    "yaml": {
        "schemaStore": {"enable": False},  # nothing is fetched: a plan file names its schema itself
        "validate": True,
        "hover": True,
        "completion": True,
    }
}
CAPABILITIES = {
    "textDocument": {
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}},
    },
    "workspace": {"configuration": True},
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A red line: the piece of text above it (its first line), and the message."""

    line: int
    under: str
    message: str


class LanguageServer:
    """What an editor asks of the server. Lines and characters count from 0, as the protocol has it."""

    def __init__(self, stdin: IO[bytes], stdout: IO[bytes], root: Path) -> None:
        self._stdin = stdin
        self._received: Queue[dict[str, Any]] = Queue()
        self._asked = 0
        Thread(target=self._listen, args=(stdout,), daemon=True).start()
        self._ask(
            "initialize",
            {"processId": None, "rootUri": root.as_uri(), "capabilities": CAPABILITIES, "workspaceFolders": None},
        )
        self._send({"method": "initialized", "params": {}})
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": SETTINGS}})

    def open(self, path: Path, text: str) -> list[Mark]:
        """Open a text as if it were the file; what is marked in it."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        told = self._await(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"]["uri"] == path.as_uri()
            )
        )
        marks = told["params"]["diagnostics"]
        return [_mark(text, told) for told in marks]

    def hover(self, path: Path, line: int, character: int) -> str:
        """What is shown when the mouse rests there; empty for nothing."""
        shown = self._ask("textDocument/hover", _at(path, line, character))
        return str(shown["contents"]["value"]) if shown else ""

    def completions(self, path: Path, line: int, character: int) -> dict[str, str]:
        """What is offered there: label → documentation."""
        offered = self._ask("textDocument/completion", _at(path, line, character))
        items = offered["items"] if isinstance(offered, dict) else offered
        return {item["label"]: str(item.get("documentation", "")) for item in items}

    def _ask(self, method: str, params: object) -> Any:
        self._asked += 1
        number = self._asked
        self._send({"id": number, "method": method, "params": params})
        answer = self._await(lambda message: message.get("id") == number and "method" not in message)
        if "error" in answer:
            raise AssertionError(answer["error"])
        return answer["result"]

    def _await(self, is_wanted: Any) -> dict[str, Any]:
        """The next message that is wanted; on the way the server's own questions are answered."""
        while True:
            message = self._received.get(timeout=PATIENCE)
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": _answer(message)})
            elif is_wanted(message):
                return message

    def _send(self, message: dict[str, object]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
        self._stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._stdin.flush()

    def _listen(self, stdout: IO[bytes]) -> None:
        while header := stdout.readline():
            length = int(header.partition(b":")[2]) if header.lower().startswith(b"content-length") else 0
            while header.strip():
                header = stdout.readline()
                if header.lower().startswith(b"content-length"):
                    length = int(header.partition(b":")[2])
            self._received.put(json.loads(stdout.read(length)))


@contextmanager
def started(command: list[str], root: Path) -> Iterator[LanguageServer]:
    """A server that ends with the block."""
    with subprocess.Popen(
        [*command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield LanguageServer(process.stdin, process.stdout, root)
        finally:
            process.kill()


def _mark(text: str, told: dict[str, Any]) -> Mark:
    assert told["severity"] == RED, told
    starts, ends = told["range"]["start"], told["range"]["end"]
    line = text.splitlines()[starts["line"]]
    stops = ends["character"] if ends["line"] == starts["line"] else len(line)
    return Mark(starts["line"], line[starts["character"] : stops], told["message"])


def _at(path: Path, line: int, character: int) -> dict[str, object]:
    return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": character}}


def _answer(question: dict[str, Any]) -> object:
    if question["method"] == "workspace/configuration":
        return [SETTINGS.get(item.get("section", "")) for item in question["params"]["items"]]
    return None
