import gzip
import hashlib
import http.server
import struct
import threading

import numpy as np
import pytest

from nnlib import datasets
from nnlib.datasets import _files, _mnist
from nnlib.datasets._idx import parse_idx


def idx(array, code=0x08):
    header = bytes([0, 0, code, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape)
    return header + array.astype(array.dtype.newbyteorder(">")).tobytes()


@pytest.fixture
def small(rng):
    """Four files in the format of MNIST: five and three pictures of 28 × 28."""
    pictures = {n: rng.integers(0, 256, (n, 28, 28), dtype=np.uint8) for n in (5, 3)}
    labels = {n: rng.integers(0, 10, n, dtype=np.uint8) for n in (5, 3)}
    arrays = pictures[5], labels[5], pictures[3], labels[3]
    return dict(zip(_mnist.FILES, arrays, strict=True))


class Mirror(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        content = self.server.files.get(self.path.lstrip("/"))
        self.send_response(200 if content is not None else 404)
        self.send_header("Content-Length", str(len(content or b"") + self.server.promises_more))
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *_):
        pass


@pytest.fixture
def mirror(monkeypatch):
    """A function that serves files on loopback and returns the server."""
    monkeypatch.setenv("no_proxy", "*")
    servers = []

    def serve(files, promises_more=0):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Mirror)
        server.files, server.asked, server.promises_more = files, [], promises_more
        server.url = f"http://127.0.0.1:{server.server_port}/"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        return server

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def home(tmp_path, monkeypatch, small):
    """An empty data directory, and a table that expects the small files; no mirror unless the test names one."""
    monkeypatch.setenv("NNLIB_DATA", str(tmp_path))
    monkeypatch.setattr(_mnist, "FILES", {name: hashlib.sha256(idx(a)).hexdigest() for name, a in small.items()})
    monkeypatch.setattr(_mnist, "MIRRORS", ())
    return tmp_path


def packed(small):
    return {name + ".gz": gzip.compress(idx(array)) for name, array in small.items()}


def assert_is(small, found):
    X, t, X_test, t_test = small.values()
    np.testing.assert_allclose(found[0], X.reshape(5, 784) / 255, rtol=1e-6)
    np.testing.assert_array_equal(found[1], t)
    np.testing.assert_allclose(found[2], X_test.reshape(3, 784) / 255, rtol=1e-6)
    np.testing.assert_array_equal(found[3], t_test)
    assert (found[0].dtype, found[1].dtype) == (np.float32, np.int64)


def test_mnist_is_downloaded_once_and_then_kept(home, small, mirror, monkeypatch):
    server = mirror(packed(small))
    monkeypatch.setattr(_mnist, "MIRRORS", (server.url,))
    assert_is(small, datasets.mnist())
    assert sorted(p.name for p in (home / "mnist").iterdir()) == sorted(packed(small))
    assert_is(small, datasets.mnist())
    assert len(server.asked) == 4


def test_a_mirror_that_fails_or_lies_is_passed_over(home, small, mirror, monkeypatch):
    missing, lying = mirror({}), mirror(dict.fromkeys(packed(small), b"<html>please log in</html>"))
    breaking = mirror({name: content[:-10] for name, content in packed(small).items()}, promises_more=10)
    honest = mirror(packed(small))
    gone = "http://127.0.0.1:9/"
    monkeypatch.setattr(_mnist, "MIRRORS", (gone, missing.url, lying.url, breaking.url, honest.url))
    assert_is(small, datasets.mnist())
    assert all(len(server.asked) == 4 for server in (missing, lying, breaking, honest))


def test_without_a_network_the_reasons_and_the_way_out_are_told(home, small, mirror, monkeypatch):
    other = mirror({name: gzip.compress(b"other data") for name in packed(small)})
    monkeypatch.setattr(_mnist, "MIRRORS", ("http://127.0.0.1:9/", other.url))
    with pytest.raises(ConnectionError, match=r"refused.*not the expected file.*environment variable NNLIB_DATA"):
        datasets.mnist()
    assert list(home.rglob("*")) == []


def test_offline_one_may_ask_for_small_digits_instead_and_is_told(home):
    with pytest.warns(UserWarning, match=r"MNIST is replaced by scikit-learn's digits.*could not be downloaded"):
        X, t, X_test, t_test = datasets.mnist(offline_ok=True)
    assert (X.shape, X_test.shape) == ((1500, 784), (297, 784))
    assert X.dtype == np.float32
    assert 0 <= X.min() < X.max() <= 1
    assert set(t.tolist()) == set(t_test.tolist()) == set(range(10))
    pictures = X.reshape(-1, 28, 28)
    assert pictures[:, :4].max() == pictures[:, :, -4:].max() == 0


@pytest.mark.parametrize("suffix", ["", ".gz"])
@pytest.mark.parametrize("folder", ["", "mnist"])
def test_files_of_one_s_own_are_found_packed_or_not(home, small, folder, suffix):
    (home / folder).mkdir(exist_ok=True)
    for name, array in small.items():
        content = idx(array)
        (home / folder / (name + suffix)).write_bytes(gzip.compress(content) if suffix else content)
    assert_is(small, datasets.mnist())


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda packed: packed[:-20], "it breaks off"),
        (
            lambda packed: packed[:30] + bytes([packed[30] ^ 255]) + packed[31:],
            "cannot be unpacked|not the expected",
        ),
        (lambda packed: gzip.compress(b"something else"), "is not the expected file"),
        (lambda packed: b"", "is not the expected file"),
    ],
)
def test_a_damaged_file_is_never_taken_for_data(home, small, damage, sentence):
    for name, content in packed(small).items():
        (home / name).write_bytes(damage(content))
    with pytest.raises(ValueError, match=f"train-images-idx3-ubyte.gz.*({sentence}).*delete it and load again"):
        datasets.mnist(offline_ok=True)


def test_a_directory_that_cannot_be_written_is_named(home, small, mirror, monkeypatch):
    (home / "mnist").write_text("a file where the directory should be")
    monkeypatch.setattr(_mnist, "MIRRORS", (mirror(packed(small)).url,))
    with pytest.raises(OSError, match=r"mnist cannot be written to .*name another directory"):
        datasets.mnist()


@pytest.mark.parametrize("kind", [np.uint8, np.int8, np.int16, np.int32, np.float32, np.float64])
def test_idx_keeps_type_shape_and_numbers(kind, rng):
    codes = {"uint8": 0x08, "int8": 0x09, "int16": 0x0B, "int32": 0x0C, "float32": 0x0D, "float64": 0x0E}
    array = (100 * rng.normal(size=(2, 3, 4))).astype(kind)
    found = parse_idx(idx(array, codes[array.dtype.name]))
    np.testing.assert_array_equal(found, array)
    assert found.dtype == array.dtype


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "f is no IDX file: it begins with b''"),
        (b"\x1f\x8b\x08\x00", "no IDX file"),
        (b"\0\0\x07\x01\0\0\0\x01\0", "no IDX file"),
        (b"\0\0\x08\x02\0\0\0\x01", "ends within its header, after 8 bytes"),
        (b"\0\0\x08\x01\0\0\0\x05abc", r"shape \(5,\) of uint8 takes 5 bytes, there are 3"),
        (b"\0\0\x08\x01\0\0\0\x02abc", "takes 2 bytes, there are 3"),
        (b"\0\0\x0e\x03" + b"\xff" * 12, "takes .* bytes, there are 0"),
    ],
)
def test_what_is_no_idx_file_is_refused_in_a_sentence(content, sentence):
    with pytest.raises(ValueError, match=sentence):
        parse_idx(content, "f")


def test_the_data_directory_is_the_platform_s(monkeypatch, tmp_path):
    for name in ("NNLIB_DATA", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(_files.pathlib.Path, "home", lambda: tmp_path)
    for platform, place in {
        "linux": tmp_path / ".cache" / "nnlib",
        "darwin": tmp_path / "Library" / "Caches" / "nnlib",
        "win32": tmp_path / "AppData" / "Local" / "nnlib",
    }.items():
        monkeypatch.setattr(_files.sys, "platform", platform)
        assert _files.data_directory() == place
    monkeypatch.setattr(_files.sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "elsewhere"))
    assert _files.data_directory() == tmp_path / "elsewhere" / "nnlib"
