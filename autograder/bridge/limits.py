"""How much one message may hold; a larger one costs its sender the test, so a course that needs more can say so here.

Values that arrive take at most about 64 times the bytes of their message (a list of empty lists), which the memory
limit of the receiving process bounds in turn.
"""

MESSAGE_BYTES = 128 * 2**20
CONTAINER_ITEMS = 4 * 2**20  # elements of one list, dict or set
DEPTH = 100  # containers inside containers
CALL_DEPTH = 50  # calls inside calls, to and fro
MARGIN = 0.3  # seconds by which an answer's limit is below the test's, so that the test learns why it gets none
TEXT_LENGTH = 20_000  # characters of an error's text or traceback
