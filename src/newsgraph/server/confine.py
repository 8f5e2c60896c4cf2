"""What a worker may not do: open a connection, or take all the memory.

Sources: seccomp(2), prctl(2) and linux/filter.h of Linux; elsewhere only the refusal of
SERVICE in the query's text keeps a query from asking other hosts.
"""

import ctypes
import errno
import platform
import struct
import sys

_DEATH_SIGNAL, _SET_SECCOMP, _NO_NEW_PRIVS = 1, 22, 38  # linux/prctl.h
_FILTER, _KILL = 2, 9  # linux/seccomp.h, signal(7)
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
_LOAD, _IF_EQUAL, _RETURN = 0x20, 0x15, 0x06  # BPF instructions of linux/bpf_common.h
_CALL, _ARCHITECTURE, _FIRST = 0, 4, 16  # offsets in struct seccomp_data
_URING = 425  # io_uring_setup: a way to a socket that needs no call of socket
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}  # its number, socket's
_LOCAL = 1  # AF_UNIX, the one family that stays


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def confine(memory: int) -> bool:
    """Take from this process the network and all memory above so many bytes.

    Returns whether connections are refused by the system; call it before threads begin.
    """
    _limit_memory(memory)
    return _refuse_connections()


def _limit_memory(most: int) -> None:
    try:
        import resource
    except ImportError:  # not a POSIX system
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a worker that aborts leaves no dump


def _refuse_connections() -> bool:
    machine = _MACHINES.get(platform.machine())
    if not sys.platform.startswith("linux") or machine is None:
        return False
    architecture, socket = machine
    steps = (
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_IF_EQUAL, 0, 5, architecture),  # calls of another architecture are refused
        (_LOAD, 0, 0, _CALL),
        (_IF_EQUAL, 3, 0, _URING),
        (_IF_EQUAL, 0, 3, socket),
        (_LOAD, 0, 0, _FIRST),
        (_IF_EQUAL, 1, 0, _LOCAL),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    )
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    program = _Program(len(steps), code)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_DEATH_SIGNAL, _KILL, 0, 0, 0)  # no worker outlives its server
    if libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return bool(libc.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)
