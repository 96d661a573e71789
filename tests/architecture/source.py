"""The program's source as the architecture tests read it: every module parsed once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "yport_desktop"


@dataclass(frozen=True)
class Module:
    """One source file; `name` is dotted and begins below the package: `store.schema`."""

    path: Path
    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=str(self.path))

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def floor(self) -> str:
        """The package directly under ours: `store`; for `bootstrap.py` its own name."""
        return self.name.partition(".")[0]

    @property
    def shown(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    def within(self, *places: str) -> bool:
        """Whether the module is one of the places or lies inside one."""
        return any(self.name == place or self.name.startswith(f"{place}.") for place in places)

    @cached_property
    def imports(self) -> tuple[tuple[int, str], ...]:
        """Line and absolute dotted name of every import, relative ones resolved."""
        return tuple(self.imports_in(self.tree))

    def imports_in(self, node: ast.AST) -> Iterator[tuple[int, str]]:
        """The same for a part of the module."""
        for found in ast.walk(node):
            if isinstance(found, ast.Import):
                for alias in found.names:
                    yield found.lineno, alias.name
            elif isinstance(found, ast.ImportFrom):
                yield found.lineno, self._absolute(found)

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        own = ["yport_desktop", *self.name.split(".")]
        package = own if self.path.name == "__init__.py" else own[:-1]
        base = package[: len(package) - (node.level - 1)]
        return ".".join([*base, *([node.module] if node.module else [])])

    @cached_property
    def literals(self) -> tuple[tuple[int, str], ...]:
        """Line and text of every string in the code; docstrings are no code."""
        prose = {
            id(node.body[0].value)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        return tuple(
            (node.lineno, node.value)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose
        )


def modules() -> list[Module]:
    """Every module of the program."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append(Module(path, name or "__init__", path.read_text(encoding="utf-8")))
    return found


def folders_of(shelf: str) -> set[str]:
    """The names of the folders on a shelf: the keys of its sectors or kinds."""
    return {path.parent.name for path in (PACKAGE / shelf).glob("*/__init__.py")}
