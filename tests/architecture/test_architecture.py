"""The architecture of docs/architecture.md, held by tests.

The floors themselves are the import-linter contracts in pyproject.toml; here they are run, and
what import-linter does not see is added: where the frameworks live, sizes, keys of the shelves,
imports inside functions, names.
"""

import ast
import re
import sys

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.architecture.source import PACKAGE, ROOT, Module, folders_of, modules

MODULES = modules()

# Framework -> the only places that may import it.
HOMES: dict[str, tuple[str, ...]] = {
    "PySide6": ("ui",),
    "shiboken6": ("ui",),
    "sqlite3": ("store",),
    "sqlite_utils": ("store",),
    "reportlab": ("documents",),
    "matplotlib": ("figures", "ui.components.figure_canvas"),
}

# What may be imported inside a function, because it costs much to load and is needed by few
# actions: frameworks, and the rooms that load them. Each such import says why in a comment.
HEAVY = (
    "PIL",
    "PySide6",
    "babel",
    "cryptography",
    "keyring",
    "matplotlib",
    "numpy",
    "openpyxl",
    "pypdfium2",
    "pyrage",
    "reportlab",
    "secretstorage",
    "sqlite_utils",
    "winreg",  # not there on other systems
    "yport_desktop.advice",
    "yport_desktop.cli.reporting",
    "yport_desktop.exchange.carriers.workbook_writing",
    "yport_desktop.interop.request_sheet_writing",
    "yport_desktop.documents",
    "yport_desktop.exchange",
    "yport_desktop.figures",
    "yport_desktop.services",
    "yport_desktop.ui",
    "zxingcpp",
)

SECTORS = folders_of("sectors")
# The floors that are handed the registry and loop over it: they name no kind of record. (The
# engagement is the exception: it is also the kind of a space.)
KINDS = folders_of("entities") - {"engagement"}
GENERIC = ("env", "figures", "store", "exchange", "documents", "interop")

LINES_AT_MOST = 400
FUNCTION_LINES_AT_MOST = 80
DECLARATIONS = (
    ast.Import,
    ast.ImportFrom,
    ast.Assign,
    ast.AnnAssign,
    ast.ClassDef,
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.If,
)
BANNED_NAMES = re.compile(r"(Manager|Helper|Utils?|Info|Base)$")
BANNED_FILES = re.compile(r"^(utils?|helpers?|common|misc|base)$")


def test_floors() -> None:
    """Imports go down only; adapters and shelves do not know each other (see pyproject.toml)."""
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, "run `make architecture` to see which import breaks a contract"


@pytest.mark.parametrize("framework", HOMES)
def test_a_framework_lives_in_its_room_only(framework: str) -> None:
    strays = [
        f"{module.shown}:{line} imports {name}"
        for module in MODULES
        if not module.within(*HOMES[framework])
        for line, name in module.imports
        if name.split(".")[0] == framework
    ]
    assert strays == []


def test_only_the_matplotlib_canvas_is_outside_figures() -> None:
    users = {
        module.name
        for module in MODULES
        if module.floor != "figures" and any(name.split(".")[0] == "matplotlib" for _, name in module.imports)
    }
    assert users <= {"ui.components.figure_canvas"}


def test_domain_needs_nothing_but_the_standard_library() -> None:
    import_roots = {
        name.split(".")[0] for module in MODULES if module.floor == "domain" for _, name in module.imports
    }
    foreign = {
        root for root in import_roots if root not in sys.stdlib_module_names and root != "yport_desktop"
    }
    assert foreign == set()


def test_modules_are_read_in_one_sitting() -> None:
    long = {module.shown: len(module.lines) for module in MODULES if len(module.lines) > LINES_AT_MOST}
    assert long == {}


def test_functions_fit_a_screen() -> None:
    long = [
        f"{module.shown}:{node.lineno} {node.name} has {(node.end_lineno or 0) - node.lineno + 1} lines"
        for module in MODULES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES_AT_MOST
    ]
    assert long == []


def test_a_sector_is_named_in_its_own_folder_only() -> None:
    """A sixth sector touches one folder: nobody else names one, not even in a comparison.

    Only a linked input of another sector does, as "sector.indicator".
    """
    named = re.compile(rf"\b({'|'.join(sorted(SECTORS))})\b")
    strays = [
        f"{module.shown}:{line} {text!r}"
        for module in MODULES
        for line, text in module.literals
        for key in named.findall(text)
        if SECTORS and not module.within(f"sectors.{key}")
        if not (module.within("sectors") and re.fullmatch(rf"{key}\.\w+", text))
    ]
    strays += [
        f"{module.shown}:{line} imports {name}"
        for module in MODULES
        for line, name in module.imports
        if (parts := name.split("."))[:2] == ["yport_desktop", "sectors"]
        and len(parts) > 2
        and not module.within(f"sectors.{parts[2]}")
    ]
    assert strays == []


def test_generic_floors_name_no_kind_of_record() -> None:
    strays = [
        f"{module.shown}:{line} {text!r}"
        for module in MODULES
        if module.within(*GENERIC)
        for line, text in module.literals
        if text in KINDS
    ]
    assert strays == []


def test_only_bootstrap_discovers_the_shelves() -> None:
    """Methods of `advice` are called by the use cases; what is on the shelves is found by bootstrap only."""
    shelves = ("yport_desktop.sectors", "yport_desktop.entities")
    strays = [
        f"{module.shown}:{line} imports {name}"
        for module in MODULES
        if module.name != "bootstrap" and not module.within("sectors", "entities", "advice")
        for line, name in module.imports
        if name.startswith(shelves)
    ]
    assert strays == []


def test_imports_stand_at_the_top() -> None:
    """Inside a function only what is heavy, with a comment that says so."""
    strays = []
    for module in MODULES:
        functions = [
            n for n in ast.walk(module.tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        for line, name in {found for function in functions for found in module.imports_in(function)}:
            heavy = any(name == root or name.startswith(f"{root}.") for root in HEAVY)
            if not heavy or not commented(module, line):
                strays.append(f"{module.shown}:{line} imports {name}")
    assert sorted(strays) == []


def commented(module: Module, line: int) -> bool:
    """Whether a comment stands on the line of the import or just above it."""
    return any("#" in text for text in module.lines[max(0, line - 4) : line])


def test_modules_only_declare() -> None:
    """At the top of a module: imports, definitions and constants; no loops, no calls for effect."""
    strays = []
    for module in MODULES:
        if module.name == "__main__":
            continue
        for node in module.tree.body:
            if not isinstance(node, DECLARATIONS) and not harmless(node):
                strays.append(f"{module.shown}:{node.lineno} {type(node).__name__}")
    assert strays == []


def harmless(node: ast.stmt) -> bool:
    """A docstring, or a click command hung into its group."""
    if not isinstance(node, ast.Expr):
        return False
    if isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
        return node.value.func.attr == "add_command"
    return isinstance(node.value, ast.Constant)


def test_no_live_state_in_modules() -> None:
    strays = [
        f"{module.shown}:{node.lineno}"
        for module in MODULES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Global)
    ]
    assert strays == []


def test_names_say_what_a_thing_is() -> None:
    strays = [
        f"{module.shown}:{node.lineno} {node.name}"
        for module in MODULES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and BANNED_NAMES.search(node.name)
    ]
    strays += [module.shown for module in MODULES if BANNED_FILES.match(module.path.stem)]
    assert strays == []


def test_everything_is_explained() -> None:
    silent = [
        module.shown for module in MODULES if module.text.strip() and not ast.get_docstring(module.tree)
    ]
    assert silent == []
    assert PACKAGE.is_dir()
