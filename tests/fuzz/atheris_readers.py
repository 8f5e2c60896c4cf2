"""Bytes to the readers, as coverage guides them: atheris_readers.py [-runs=N] [-max_total_time=S].

Needs atheris (pip install atheris); what it takes after its name are options of libFuzzer.
Whatever is no ReadError ends the run with the input that did it, and so does a text that
takes longer than ten seconds, or a block that does not lie where its document says.
"""

import io
import sys
from itertools import pairwise

import atheris

with atheris.instrument_imports(include=["newsgraph.documents"]):
    from newsgraph.documents import from_html, from_markdown, from_text
    from newsgraph.documents.decode import decode
    from newsgraph.documents.records import from_records
from newsgraph.errors import ReadError
from newsgraph.model import Document

READERS = (from_text, from_markdown, from_html)


def checked(made: Document) -> None:
    """Raise AssertionError if the document does not fit together."""
    made.text.encode("utf-8")
    for before, after in pairwise(made.blocks):
        assert 0 <= before.start < before.end <= after.start < after.end <= len(made.text)
    for block in made.blocks:
        start, end = made.offsets.raw_span(block.start, block.end)
        assert 0 <= start < end <= len(made.raw)


def one_input(data: bytes) -> None:
    """Give the bytes after the first, which says whose they are, to a reader."""
    if not data:
        return
    choice, data = data[0] % (len(READERS) + 1), data[1:]
    try:
        if choice == len(READERS):
            for found in from_records(io.BytesIO(data), "x.jsonl"):
                if isinstance(found, Document):
                    checked(found)
        else:
            checked(READERS[choice](decode(data, "x"), "x"))
    except ReadError as error:
        if len(str(error).splitlines()) != 1:
            raise AssertionError("more than one line") from error


if __name__ == "__main__":
    atheris.Setup([sys.argv[0], "-timeout=10", *sys.argv[1:]], one_input)
    atheris.Fuzz()
