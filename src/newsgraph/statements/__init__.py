"""Relations and entities to statements."""

from newsgraph.statements.make import make_statements
from newsgraph.statements.page import page_statements

__all__ = ["make_statements", "page_statements"]
