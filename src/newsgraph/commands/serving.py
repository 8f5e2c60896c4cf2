"""What serving says: where to look, and how to end it."""

from pathlib import Path

from newsgraph.commands.console import err_console
from newsgraph.server.serve import serve
from newsgraph.server.settings import LOOPBACK, Settings


def serve_with_talk(db: Path, settings: Settings) -> None:
    """Serve a store and say where, until the user ends it."""
    talk = err_console()

    def say(address: str) -> None:
        talk.print(f"serving {db} at {address} and {address}sparql; Ctrl-C ends it", soft_wrap=True)
        if settings.host not in LOOPBACK:
            talk.print("anybody who can reach this address can read the whole graph")

    serve(db, settings, say)
