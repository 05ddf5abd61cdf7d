# marks: 0 1
# why: a trace function sees the student's frames only

# %% student
import sys
def tracer(frame, event, arg):
    frame.f_globals['expected'] = frame.f_globals['got'] = 0
    frame.f_trace_opcodes = True
    return tracer
def square(x):
    sys.settrace(tracer)
    sys.setprofile(tracer)
    return 0
