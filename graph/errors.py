"""Every deliberate error of Factloom.

    FactloomError
    ├── InputError          a file or stream cannot be read as a document
    ├── ModelError          a spaCy pipeline is missing or is not the one recorded
    ├── OutputError         a file or folder cannot be written
    ├── FormatError         a format is not known, or a file of ours does not read back
    ├── QueryError          a query cannot be understood or answered
    └── StoreError          a triple store cannot be reached, refuses, or holds not what was sent

A message is one line, names the place and says what to do.
"""

from __future__ import annotations


class FactloomError(Exception):
    """Base of all errors that Factloom raises on purpose."""


class InputError(FactloomError):
    """A file, folder or stream holds nothing that can be read as a document."""


class ModelError(FactloomError):
    """A spaCy pipeline is missing, or its files are not the recorded ones."""


class OutputError(FactloomError):
    """A file or folder cannot be written."""


class FormatError(FactloomError):
    """A format is unknown, or a file does not read back as what was written."""


class QueryError(FactloomError):
    """A query does not parse or cannot be answered."""


class StoreError(FactloomError):
    """A triple store cannot be reached, refuses, or does not hold what it was sent."""
