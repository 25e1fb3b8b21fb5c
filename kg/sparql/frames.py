"""How the pool and its workers talk: a small JSON header and a body, each with its length before it."""
from __future__ import annotations

import json
import os
import select
import struct
import time
from typing import Any, BinaryIO

Header = dict[str, Any]
_LENGTHS = struct.Struct(">II")


class PipeClosed(Exception):
    """The other side has gone."""


class TimeUp(Exception):
    """The other side did not answer in time."""


class TooLong(Exception):
    """The other side announced more than may be read."""


def pack(header: Header, body: bytes = b"") -> bytes:
    """One message, ready to be written."""
    head = json.dumps(header).encode()
    return _LENGTHS.pack(len(head), len(body)) + head + body


def read_blocking(stream: BinaryIO) -> tuple[Header, bytes]:
    """The next message, however long it takes (the worker's side). Raises PipeClosed at the end."""
    def take(size: int) -> bytes:
        data = stream.read(size)
        if len(data) < size:
            raise PipeClosed
        return data

    head_size, body_size = _LENGTHS.unpack(take(_LENGTHS.size))
    return json.loads(take(head_size)), take(body_size)


def write_until(pipe: int, message: bytes, deadline: float) -> None:
    """Writes a message to a non-blocking pipe. Raises PipeClosed, and TimeUp after `deadline` (monotonic)."""
    view = memoryview(message)
    while view:
        _await(pipe, select.POLLOUT, deadline)
        try:
            view = view[os.write(pipe, view):]
        except BlockingIOError:
            continue
        except BrokenPipeError:
            raise PipeClosed from None


def read_until(pipe: int, deadline: float, most_bytes: int) -> tuple[Header, bytes]:
    """The next message of a non-blocking pipe. Raises PipeClosed, TooLong, and TimeUp after `deadline`."""
    head_size, body_size = _LENGTHS.unpack(_take(pipe, _LENGTHS.size, deadline))
    if head_size + body_size > most_bytes:
        raise TooLong
    head = _take(pipe, head_size, deadline)
    return json.loads(head), _take(pipe, body_size, deadline)


def _take(pipe: int, size: int, deadline: float) -> bytes:
    data = bytearray()
    while len(data) < size:
        _await(pipe, select.POLLIN, deadline)
        try:
            part = os.read(pipe, min(size - len(data), 1 << 20))
        except BlockingIOError:
            continue
        if not part:
            raise PipeClosed
        data += part
    return bytes(data)


def _await(pipe: int, event: int, deadline: float) -> None:
    poll = select.poll()
    poll.register(pipe, event)
    left = deadline - time.monotonic()
    if left <= 0 or not poll.poll(left * 1000):
        raise TimeUp
