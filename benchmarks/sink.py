"""A mail server that takes everything and keeps nothing, as fast as a loop can: `python -m benchmarks.sink`.

Prints its port (127.0.0.1) once it listens; ends when its standard input does.
"""

import asyncio
import contextlib
import sys

_ANSWERS = {b"EHLO": b"250-sink\r\n250 SIZE 10485760\r\n", b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One conversation."""
    writer.write(b"220 sink\r\n")
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
        while command := (await reader.readline())[:4].upper():
            writer.write(_ANSWERS.get(command, b"250 ok\r\n"))
            if command == b"DATA":
                await reader.readuntil(b"\r\n.\r\n")
                writer.write(b"250 taken\r\n")
            if command == b"QUIT":
                break
    writer.close()


async def _main() -> None:
    server = await asyncio.start_server(_serve, "127.0.0.1", 0, limit=16 * 1024 * 1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_main())
