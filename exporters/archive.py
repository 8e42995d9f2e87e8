"""Several files in one: a ZIP archive whose bytes depend on their contents alone, written piece by piece."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

Fill = Callable[[IO[bytes]], Iterable[object]]
"""Writes a file to a stream, going on each time when its caller has taken what is there."""


def archive(files: Iterable[tuple[str, Fill]], compress: bool = True) -> Iterator[bytes]:
    """Yield an archive of these files, each with its name and what fills it."""
    pieces = _Pieces()
    with ZipFile(pieces, "w") as target:
        for name, fill in files:
            entry = ZipInfo(name)  # dated 1980-01-01: no clock in a file of ours
            entry.compress_type = ZIP_DEFLATED if compress else ZIP_STORED
            entry.external_attr = 0o644 << 16
            with target.open(entry, "w", force_zip64=True) as file:
                for _ in fill(file):
                    yield pieces.take()
    yield pieces.take()


class _Pieces(io.RawIOBase):
    """A stream that keeps what is written until it is taken; it cannot go back, so that nothing has to be kept."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        data = bytes(piece)  # type: ignore[call-overload]  # a buffer
        self._kept.append(data)
        return len(data)

    def take(self) -> bytes:
        data = b"".join(self._kept)
        self._kept.clear()
        return data
