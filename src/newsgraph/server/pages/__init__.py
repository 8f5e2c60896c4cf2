"""What a worker answers besides SPARQL: pages for people, and the data behind them."""

from newsgraph.server.pages.reader import Reader
from newsgraph.server.pages.render import page

__all__ = ["Reader", "page"]
