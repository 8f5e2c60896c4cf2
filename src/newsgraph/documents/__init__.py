"""Files to documents: read, decode, clean, tell the blocks apart."""

from newsgraph.documents.markdown import from_markdown
from newsgraph.documents.markup import from_html
from newsgraph.documents.notes import Known, Note, Notes
from newsgraph.documents.read import SUFFIXES, read, read_new
from newsgraph.documents.segment import from_text

__all__ = [
    "SUFFIXES",
    "Known",
    "Note",
    "Notes",
    "from_html",
    "from_markdown",
    "from_text",
    "read",
    "read_new",
]
