"""Frames of bytes over a connected socket: a length, then that many bytes, each within a size and a time limit."""

import contextlib
import socket
import struct
import time

from autograder.bridge.limits import MESSAGE_BYTES

HEADER = struct.Struct("!I")


class ChannelClosedError(ConnectionError):
    """The other side is gone, broke the rules of the channel, or did not answer in time."""


class Channel:
    """One end of a connection.

    Parameters
    ----------
    connection : socket
        A connected stream socket; the channel owns it from now on.
    largest : int
        Bytes of the largest frame that is received.
    """

    def __init__(self, connection: socket.socket, largest: int = MESSAGE_BYTES):
        self.socket, self._largest = connection, largest
        self.closed = False
        self.reason = ""  # why it was closed, where the other side is to blame

    def send(self, frame: bytes, *, deadline: float) -> None:
        """Send one frame.

        Parameters
        ----------
        frame : bytes
        deadline : float
            On the clock of ``time.monotonic``.

        Raises
        ------
        ChannelClosedError
            If the other side is gone, or does not read until the deadline.
        """
        try:
            self._limit(deadline)
            self.socket.sendall(HEADER.pack(len(frame)) + frame)
        except (OSError, ValueError) as error:
            raise self.broken(_said(error)) from None

    def receive(self, *, deadline: float) -> bytes:
        """Return the next frame.

        Raises
        ------
        ChannelClosedError
            If the other side is gone, announces too large a frame, or has not sent all of it by the deadline.
        """
        (size,) = HEADER.unpack(self._read(HEADER.size, deadline))
        if size > self._largest:
            raise self.broken(f"a message of {size:,} bytes is too large; at most {self._largest:,} are taken")
        return bytes(self._read(size, deadline))

    def close(self) -> None:
        """Close the connection; closing twice is no error."""
        self.closed = True
        with contextlib.suppress(OSError):
            self.socket.close()

    def broken(self, reason: str) -> ChannelClosedError:
        """Close the connection for a reason, and return the error to raise."""
        self.close()
        self.reason = reason
        return ChannelClosedError(reason)

    def _read(self, size: int, deadline: float) -> bytearray:
        buffer = bytearray()
        while len(buffer) < size:
            try:
                self._limit(deadline)
                part = self.socket.recv(min(size - len(buffer), 2**20))
            except (OSError, ValueError) as error:
                raise self.broken(_said(error)) from None
            if not part:
                raise self.broken("its process ended")
            buffer += part
        return buffer

    def _limit(self, deadline: float) -> None:
        self.socket.settimeout(max(deadline - time.monotonic(), 1e-3))


def _said(error: Exception) -> str:
    return "it gave no answer in time" if isinstance(error, TimeoutError) else "its process ended"


def inherited(descriptor: int) -> Channel:
    """Return the channel over a socket that the parent process passed as this file descriptor."""
    return Channel(socket.socket(fileno=descriptor))


def send_channel(over: Channel, end: socket.socket) -> None:
    """Give one end of a connection to the process at the other side of a channel, and close it here."""
    socket.send_fds(over.socket, [b"+"], [end.fileno()])
    end.close()


def receive_channel(over: Channel) -> Channel:
    """Return the channel that the other side gives with ``send_channel``."""
    over.socket.settimeout(None)
    _, descriptors, _, _ = socket.recv_fds(over.socket, 1, 1)
    return inherited(descriptors[0])
