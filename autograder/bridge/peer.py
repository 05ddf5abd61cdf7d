"""Requests and replies: each side asks the other to do an operation and answers what the other asks meanwhile.

A request names an operation with its arguments; the reply brings a value, or an error, and the arguments again if the
call changed them in place. Calls nest like those of one program: while a side waits for a reply it serves requests,
so a test can hand out functions that student code calls back. Anything else than that order closes the channel.
"""

import itertools
import time
from collections.abc import Callable
from functools import partial
from types import FunctionType
from typing import Any, NoReturn

import numpy as np

from autograder.bridge import echo, errors
from autograder.bridge.channel import Channel, ChannelClosedError
from autograder.bridge.codec import Codec, MalformedError
from autograder.bridge.guard import TimeIsUp
from autograder.bridge.limits import CALL_DEPTH, MARGIN, MESSAGE_BYTES

REQUEST, RESULT, ERROR = 0, 1, 2
FOREVER = 10.0**9


class Peer:
    """One end of a bridge.

    Parameters
    ----------
    channel : Channel
    codec : Codec
        Turns references into objects and back.
    operations : dict
        What the other side may ask for: functions by name.
    shown : callable
        Says how to call a file of a traceback; see ``errors.fields``.
    around : callable, optional
        ``around(operation, arguments, keywords, seconds)`` does an operation in place of a plain call.
    """

    def __init__(
        self, channel: Channel, codec: Codec, operations: dict, shown: Callable, around: Callable | None = None
    ):
        self.channel, self.codec = channel, codec
        self.deadline = FOREVER  # on the clock of time.monotonic
        self.requests = 0  # how many were sent: what was fetched before the last one may be out of date
        self._operations, self._shown = operations, shown
        self._around = around or (lambda function, arguments, keywords, _: function(*arguments, **keywords))
        self._numbers = itertools.count()
        self._depth = 0

    def request(self, operation: str, *arguments: Any, **keywords: Any) -> Any:
        """Have the other side do an operation and return its result.

        Raises
        ------
        Exception
            What the operation raised over there, as an ``errors.RemoteError`` of the nearest class known here.
        TimeoutError
            If no time is left to ask.
        ChannelClosedError
            If the other side is gone, too slow or breaks the protocol; the channel is closed then.
        """
        seconds = self.deadline - time.monotonic()
        if seconds < MARGIN:
            raise TimeoutError("the test stopped after its time was over; is there a loop that never ends?")
        self._enter()
        try:
            number = next(self._numbers)
            self.requests += 1
            self._send(self.codec.encode([REQUEST, number, operation, list(arguments), keywords, seconds]))
            return self._result(self._reply(number), arguments, keywords)
        finally:
            self._depth -= 1

    def request_each(self, function: Any, cases: list[list]) -> list[Callable]:
        """Have the other side call a function of its own once for each list of arguments, in one request.

        Returns
        -------
        list of callable
            For each case a function that returns what the call returned, or raises what it raised. There are fewer than
            cases after an error, and where so much at once is too large: what is missing here is to be asked for case
            by case.

        Raises
        ------
        ChannelClosedError
            As from `request`.
        """
        try:
            answered = self.request("each", function, cases)
        except ChannelClosedError:
            raise
        except Exception:
            return []
        try:
            results, error = answered
            if len(results) + (error is not None) > len(cases):
                raise ValueError("there are more answers than cases")
            outcomes: list[Callable] = [partial(_returned, self.codec.decode(frame)) for frame in results]
            return outcomes if error is None else [*outcomes, partial(_raised, errors.rebuilt(error))]
        except (TypeError, ValueError, LookupError, AttributeError) as problem:
            raise self.channel.broken(f"an answer is malformed ({problem})") from None

    def serve_each(self, function: Callable, cases: list[list]) -> list:
        """Do what `request_each` asks for: return the encoded results, and the fields of an error or None.

        Each result is encoded before the next call, which could change it.
        """
        results: list[bytes] = []
        for arguments in cases:
            try:
                results.append(self.codec.encode(function(*arguments)))
            except ChannelClosedError:
                raise
            except TimeIsUp as late:
                return [results, errors.fields(TimeoutError(str(late)), self._shown)]
            except BaseException as error:
                return [results, errors.fields(error, self._shown)]
            if sum(map(len, results)) > MESSAGE_BYTES // 2:
                break
        return [results, None]

    def serve(self, message: list) -> None:
        """Answer one request."""
        try:
            _, number, name, arguments, keywords, seconds = message
            function = self._operations[name]
            if not isinstance(seconds, float):
                raise TypeError("a request needs its seconds")
        except (KeyError, TypeError, ValueError) as error:
            raise self.channel.broken(f"a request is malformed ({error})") from None
        self._enter()
        try:
            answer = self._answer(number, function, arguments, keywords, seconds)
        finally:
            self._depth -= 1
        self._send(answer)

    def receive(self) -> list:
        """Return the next message, decoded.

        Raises
        ------
        ChannelClosedError
            If there is none, or it is malformed.
        """
        try:
            message = self.codec.decode(self.channel.receive(deadline=self.deadline))
        except MalformedError as error:
            raise self.channel.broken(str(error)) from None
        except ChannelClosedError:
            raise
        except BaseException:
            self.channel.close()  # stopped halfway through a frame
            raise
        if not (isinstance(message, list) and len(message) > 1 and message[0] in (REQUEST, RESULT, ERROR)):
            raise self.channel.broken("a message has no known form")
        return message

    def _answer(self, number: int, function: Callable, arguments: list, keywords: dict, seconds: float) -> bytes:
        values = [*arguments, *keywords.values()]
        try:
            before = [_fingerprint(value) for value in values]
            value = self._around(function, arguments, keywords, seconds)
            changed = before != [_fingerprint(value) for value in values]
            return self.codec.encode([RESULT, number, value, [arguments, keywords] if changed else None])
        except ChannelClosedError:
            raise
        except BaseException as error:
            return self.codec.encode([ERROR, number, *errors.fields(error, self._shown)])

    def _reply(self, number: int) -> list:
        while True:
            message = self.receive()
            if message[0] == REQUEST:
                self.serve(message)
            elif message[1] == number and type(message[1]) is int:
                return message
            else:
                raise self.channel.broken("an answer belongs to no question")

    def _result(self, message: list, arguments: tuple, keywords: dict) -> Any:
        try:
            if message[0] == ERROR:
                error = errors.rebuilt(message[2:])
            else:
                _, _, value, changed = message
                if changed is not None:
                    echo.apply([list(arguments), keywords], changed)
                return value
        except (TypeError, ValueError, LookupError, AttributeError) as problem:
            raise self.channel.broken(f"an answer is malformed ({problem})") from None
        raise error

    def _send(self, frame: bytes) -> None:
        try:
            self.channel.send(frame, deadline=self.deadline)
        except ChannelClosedError:
            raise
        except BaseException:
            self.channel.close()  # stopped halfway through a frame
            raise

    def _enter(self) -> None:
        if self._depth >= CALL_DEPTH:
            raise RecursionError(f"more than {CALL_DEPTH} calls inside each other between a test and the code it tests")
        self._depth += 1


def _returned(value: Any) -> Any:
    return value


def _raised(error: Exception) -> NoReturn:
    raise error


def _fingerprint(value: Any) -> Any:
    """Return something that is another one after a change of the value in place."""
    if type(value) in echo.UNCHANGING or isinstance(value, FunctionType):
        return None
    if type(value) is np.ndarray and not value.dtype.hasobject:
        return value.dtype, value.shape, value.tobytes()
    return Codec(lambda part: [id(part)]).encode(value)
