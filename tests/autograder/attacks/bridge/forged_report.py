# marks: 0 1
# why: reports travel over a socket that the student's process does not have

# %% student
import os
from autograder.bridge.codec import Codec
from autograder.bridge.channel import HEADER
report = Codec().encode({'ended': True, 'partial': None, 'error': None, 'outputs': [], 'lost': '', 'remote': ''})
def square(x):
    for number in range(3, 64):
        try:
            os.write(number, HEADER.pack(len(report)) + report)
        except OSError:
            pass
    return 0
