"""How a server is set up; what a user may choose is an option of ``newsgraph serve``."""

from dataclasses import dataclass

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Settings:
    """Where to listen, and how much a client may take."""

    host: str = "127.0.0.1"
    port: int = 8000
    timeout: float = 30.0  # seconds that a query may run
    rows: int = 100_000  # of one answer
    workers: int = 2  # queries that run at once; pages have a worker of their own
    hosts: tuple[str, ...] = ()  # further names that this server goes by
    origins: tuple[str, ...] = ()  # of pages elsewhere that may read from the endpoint
    size: int = 256 * _MIB  # of one answer, in bytes
    memory: int = 4096 * _MIB  # address space of a worker
    body: int = _MIB  # of a request
    kept: int = 32 * _MIB  # of answers that are given again while the graph stays as it is
    waiting: int = 64  # requests that may wait for a worker
    connections: int = 256  # that may be open at once
    patience: float = 30.0  # seconds to wait for a client to send, or to take, anything

    def known_hosts(self) -> frozenset[str] | None:
        """Return the names that a Host header may give, or None where any will do.

        A server on the loopback interface goes by no other name, so that a page elsewhere
        cannot reach it under a name of its own (DNS rebinding).
        """
        if self.host in LOOPBACK:
            return LOOPBACK | set(self.hosts)
        return frozenset({self.host, *LOOPBACK, *self.hosts}) if self.hosts else None
