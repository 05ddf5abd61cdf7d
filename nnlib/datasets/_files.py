"""Files that are fetched once: found in a directory of yours, or downloaded, checked and kept.

A file counts only if its unpacked content has the SHA-256 that is expected, so neither a damaged cache nor a captive
portal's login page is ever taken for data. It gets its name last, when it is complete and checked: a download that
breaks off leaves nothing behind, and two processes do not disturb each other.
"""

import hashlib
import http.client
import os
import pathlib
import sys
import tempfile
import urllib.request
import zlib

__all__ = ["data_directory", "load"]

_SECONDS = 30  # without an answer from a mirror
_LARGEST = 1 << 28  # bytes, packed or unpacked: more than any file of a course


def data_directory():
    """Return where files are kept: ``NNLIB_DATA`` if it is set, else ``nnlib`` in the platform's cache directory."""
    if os.environ.get("NNLIB_DATA"):
        return pathlib.Path(os.environ["NNLIB_DATA"]).expanduser()
    home = pathlib.Path.home()
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or home / ".cache"
    return pathlib.Path(base) / "nnlib"


def load(name, sha256, mirrors, folder):
    """Return the content of a file, unpacked; download it if it is not there.

    Parameters
    ----------
    name : str
        Without ``.gz``; the file may be there with or without, in the `data_directory` or its ``folder``.
    sha256 : str
        Of the unpacked content, in hexadecimal.
    mirrors : sequence of str
        URLs that ``name.gz`` is appended to; each is tried until one serves.
    folder : str
        Where a download is kept, below the `data_directory`.

    Returns
    -------
    bytes

    Raises
    ------
    ValueError
        If the file is there but not what it should be.
    ConnectionError
        If it is not there and no mirror serves it.
    """
    directory = data_directory()
    for path in (place / (name + suffix) for place in (directory / folder, directory) for suffix in (".gz", "")):
        if path.is_file():
            return _checked(path.read_bytes(), sha256, path)
    packed = _download(name + ".gz", sha256, mirrors)
    _keep(packed, directory / folder / (name + ".gz"))
    return _checked(packed, sha256, name)


def _checked(content, sha256, source):
    """Unpack, and raise ValueError unless the hash is right."""
    if content[:2] == b"\x1f\x8b":
        content = _unpacked(content, source)
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise ValueError(
            f"{source} is not the expected file: its SHA-256 is {found[:12]}…, expected {sha256[:12]}…; "
            "delete it and load again"
        )
    return content


def _unpacked(content, source):
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(content, _LARGEST)
    except zlib.error as error:
        raise ValueError(f"{source} is damaged, it cannot be unpacked ({error}); delete it and load again") from None
    if not unpacker.eof:
        raise ValueError(f"{source} is damaged, it breaks off or is too large; delete it and load again")
    return unpacked


def _download(name, sha256, mirrors):
    failures = []
    for mirror in mirrors:
        try:
            with urllib.request.urlopen(mirror + name, timeout=_SECONDS) as answer:
                packed = answer.read(_LARGEST)
            _checked(packed, sha256, "the answer")
            return packed
        except (
            OSError,
            http.client.HTTPException,
            ValueError,
        ) as error:  # a wrong answer is as bad as none: ask the next one
            failures.append(f"{mirror}: {error}")
    raise ConnectionError(
        f"{name} could not be downloaded ({'; '.join(failures)}); "
        "go online, or put the file into a directory and name that in the environment variable NNLIB_DATA"
    )


def _keep(packed, path):
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as draft:
            unnamed = pathlib.Path(draft) / path.name
            unnamed.write_bytes(packed)
            os.replace(unnamed, path)
    except OSError as error:
        raise OSError(
            f"{path.parent} cannot be written to ({error}); name another directory in the variable NNLIB_DATA"
        ) from error
