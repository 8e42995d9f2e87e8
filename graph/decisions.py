"""What the user decides on who is who: a small YAML file that every build of a folder reads.

    same:
      - [Bill Clinton, William Jefferson Clinton]
    different:
      - [John Smith @ council.txt, John Smith @ swimming.txt]
    names:
      Kim Jong Un: Kim Jong-un
    types:
      Sputnik: ORG

An entity is told by one of its names; " @ " and a document's id narrow it to that document. YAML is read
by PyYAML, as plain strings: a person called "No" stays one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputError
from graph.model import Entity
from graph.records import line
from graph.spelling import fold

FILENAME = "decisions.yaml"
_AT = " @ "
_SECTIONS = ("same", "different", "names", "types")


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A name or id, in one document where `document` is told."""

    name: str
    document: str = ""

    def fits(self, entity: Entity, names: Sequence[tuple[str, ...]], document: str) -> bool:
        """Tell whether this means `entity` of a document, which is called `names` (folded)."""
        return self.document in ("", document) and (self.name == entity.id or fold(self.name) in names)

    def __str__(self) -> str:
        return f"{self.name}{_AT}{self.document}" if self.document else self.name


@dataclass(frozen=True, slots=True)
class Decisions:
    """Pairs that are one and pairs that are not, preferred names, types."""

    same: tuple[tuple[Reference, Reference], ...] = ()
    different: tuple[tuple[Reference, Reference], ...] = ()
    names: tuple[tuple[Reference, str], ...] = ()
    types: tuple[tuple[Reference, str], ...] = ()

    def references(self) -> Iterator[Reference]:
        """Yield everybody who is spoken of."""
        for pair in (*self.same, *self.different):
            yield from pair
        for reference, _ in (*self.names, *self.types):
            yield reference


def read_decisions(path: Path) -> Decisions:
    """Return the decisions in a YAML file.

    Raises `InputError`, with the line, for a file that cannot be read or that says something else.
    """
    import yaml

    try:
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); give a file of decisions") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 text; save it as UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "unreadable"
        raise InputError(f"{path}{where}: is not YAML ({problem}); write [NAME, NAME] in a line behind '- '") from error
    return _Reader(path).decisions(root)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the nodes of a decisions file."""

    path: Path

    def decisions(self, root: object) -> Decisions:
        import yaml

        if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
            return Decisions()
        if not isinstance(root, yaml.MappingNode):
            raise self._wrong(root, f"write one of {', '.join(_SECTIONS)} with a colon")
        found: dict[str, tuple[object, ...]] = dict.fromkeys(_SECTIONS, ())
        for key, value in root.value:
            if key.value not in _SECTIONS:
                raise self._wrong(key, f"'{key.value}' is no section; use {', '.join(_SECTIONS)}")
            if isinstance(value, yaml.ScalarNode) and not value.value:
                continue  # a section with nothing but comments in it
            read = self._pairs if key.value in ("same", "different") else self._values
            found[key.value] += tuple(read(value))
        return Decisions(**found)  # type: ignore[arg-type]

    def _pairs(self, node: object) -> Iterator[tuple[Reference, Reference]]:
        import yaml

        if not isinstance(node, yaml.SequenceNode):
            raise self._wrong(node, "write each pair as '- [NAME, NAME]'")
        for pair in node.value:
            nodes = pair.value if isinstance(pair, yaml.SequenceNode) else []
            names = [node.value.strip() for node in nodes if isinstance(node, yaml.ScalarNode)]
            if len(nodes) != 2 or len(names) != 2 or not all(names):
                raise self._wrong(pair, "write each pair as '- [NAME, NAME]'")
            yield _reference(names[0]), _reference(names[1])

    def _values(self, node: object) -> Iterator[tuple[Reference, str]]:
        import yaml

        if not isinstance(node, yaml.MappingNode):
            raise self._wrong(node, "write each as 'NAME: value'")
        for key, value in node.value:
            if not isinstance(value, yaml.ScalarNode) or not value.value.strip():
                raise self._wrong(value, "write each as 'NAME: value'")
            if not isinstance(key, yaml.ScalarNode) or not key.value.strip():
                raise self._wrong(key, "write each as 'NAME: value'")
            yield _reference(key.value.strip()), line(value.value)

    def _wrong(self, node: object, advice: str) -> InputError:
        mark = getattr(node, "start_mark", None)
        return InputError(f"{self.path}, line {mark.line + 1 if mark else 1}: {advice}")


def _reference(text: str) -> Reference:
    name, at, document = text.partition(_AT)
    return Reference(name.strip(), document.strip()) if at else Reference(text)
