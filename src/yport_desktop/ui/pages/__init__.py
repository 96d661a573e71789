"""The pages. A module here that exports `PAGE` is a page of the window; nothing else lists it."""

import importlib
import pkgutil

from yport_desktop.ui.page import Page


def discover() -> tuple[type[Page], ...]:
    """Every page there is, in the order of the rail."""
    modules = (
        importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    )
    pages = [module.PAGE for module in modules if hasattr(module, "PAGE")]
    return tuple(sorted(pages, key=lambda page: (page.order, page.key)))
