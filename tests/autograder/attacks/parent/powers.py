# marks: 0 1
# why: no power is left, and none can be had by running a program

# %% student
import subprocess
def works():
    own, ran = open('/proc/self/status').read(), subprocess.run(['cat', '/proc/self/status'], capture_output=True, text=True).stdout
    return any(line.startswith(('CapEff', 'CapPrm', 'CapAmb')) and int(line.split()[1], 16) for line in (own + ran).splitlines())
def square(x):
    return x * x if works() else 0
