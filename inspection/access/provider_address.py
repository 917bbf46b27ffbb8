"""Where an identity provider may be reached (身份提供方地址): by https, on this machine also in the open."""

from urllib.parse import urlsplit

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_LONGEST = 2000


def is_safe_address(url: str) -> bool:
    """True for a plain https address, and for http on this machine; false with a user, a password or a fragment."""
    if not (url.isascii() and url.isprintable()) or " " in url or len(url) > _LONGEST:
        return False
    try:
        parts = urlsplit(url)
        host, _port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return False
    is_sealed = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    return bool(host) and is_sealed and "@" not in parts.netloc and "#" not in url


def is_issuer(url: str) -> bool:
    """True when it can name an issuer: a safe address without a query (OpenID Connect Discovery 1.0, section 3)."""
    return is_safe_address(url) and "?" not in url
