"""Which file of a built site an address leads to: nothing outside its folder, and nothing hidden."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

# Pages hold no script of others and ask nothing of other hosts.
PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def page_file(root: Path, path: str) -> Path | None:
    """The file at `path`, which begins with no slash, below the resolved folder `root`."""
    found = (root / path / "index.html") if path.endswith("/") or not path else root / path
    with suppress(OSError, ValueError):
        real = found.resolve()
        inside = real.relative_to(root).parts  # a ValueError where it lies outside
        if not any(part.startswith(".") for part in inside) and real.is_file():
            return real
    return None


def missing_page(root: Path, path: str) -> bytes:
    """What is shown where there is no page, in the language of the address."""
    missing = root / ("ru/404.html" if path.startswith("ru/") else "404.html")
    return missing.read_bytes() if missing.is_file() else b"404"
