"""Loaded by every Python process of a guarded night: only this machine may be spoken to, the rest is written down."""

import ipaddress
import os
import socket

_LOG = os.environ.get("MINGJIAN_SOCKET_LOG")
_connect, _connect_ex, _getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo


def _is_here(host):
    if host in ("localhost", "", None, socket.gethostname()):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback or ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def _refuse(what, host):
    with open(_LOG, "a", encoding="utf-8") as log:
        log.write(f"{what} {host}\n")
    raise OSError(f"the socket guard refuses {what} {host}")


def _checked(original, what):
    def guarded(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
            _refuse(what, address[0])
        return original(self, address)

    return guarded


def _resolve(host, *args, **kwargs):
    if isinstance(host, bytes):
        host = host.decode()
    if not _is_here(host):
        _refuse("look-up of", host)
    return _getaddrinfo(host, *args, **kwargs)


if _LOG:
    socket.socket.connect = _checked(_connect, "connection to")
    socket.socket.connect_ex = _checked(_connect_ex, "connection to")
    socket.getaddrinfo = _resolve
