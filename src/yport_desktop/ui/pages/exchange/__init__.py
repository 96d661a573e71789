"""The exchange page: sending and receiving bundles, settling conflicts, and the people one exchanges with."""

from yport_desktop.ui.pages.exchange.page import ExchangePage as PAGE

__all__ = ["PAGE"]
