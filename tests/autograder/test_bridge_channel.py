"""Frames arrive whole, in time and within their size, or the channel is closed."""

import socket
import threading
import time

import pytest

from autograder.bridge.channel import Channel, ChannelClosedError, receive_channel, send_channel


@pytest.fixture
def ends():
    here, there = map(Channel, socket.socketpair())
    yield here, there
    here.close()
    there.close()


def soon():
    return time.monotonic() + 2.0


def test_frames_arrive_whole_and_in_order(ends):
    here, there = ends
    frames = [b"", b"x", bytes(3_000_000)]
    threading.Thread(target=lambda: [here.send(frame, deadline=soon()) for frame in frames]).start()
    assert [there.receive(deadline=soon()) for _ in frames] == frames


def test_a_frame_announced_too_large_is_not_read(ends):
    here, there = ends
    here.socket.sendall(b"\xff\xff\xff\xff")
    with pytest.raises(ChannelClosedError, match="4,294,967,295 bytes is too large"):
        there.receive(deadline=soon())
    assert there.closed


def test_a_hung_up_connection_is_an_error_on_both_ways(ends):
    here, there = ends
    here.close()
    with pytest.raises(ChannelClosedError, match="its process ended"):
        there.receive(deadline=soon())
    with pytest.raises(ChannelClosedError):
        there.send(b"x", deadline=soon())


def test_neither_silence_nor_a_slow_drip_goes_beyond_the_deadline(ends):
    here, there = ends
    here.socket.sendall(b"\0\0\1\0")
    stop = threading.Event()

    def drip():
        while not stop.wait(0.02):
            here.socket.sendall(b"x")

    threading.Thread(target=drip).start()
    start = time.monotonic()
    with pytest.raises(ChannelClosedError, match="no answer in time"):
        there.receive(deadline=start + 0.2)
    stop.set()
    assert time.monotonic() - start < 1.0


def test_a_reader_that_does_not_read_is_not_waited_for(ends):
    here, _ = ends
    with pytest.raises(ChannelClosedError, match="no answer in time"):
        here.send(bytes(50_000_000), deadline=time.monotonic() + 0.2)


def test_an_end_of_another_connection_can_be_passed_on(ends):
    here, there = ends
    mine, yours = socket.socketpair()
    send_channel(here, yours)
    received = receive_channel(there)
    with mine, received.socket:
        Channel(mine).send(b"hello", deadline=soon())
        assert received.receive(deadline=soon()) == b"hello"
