# marks: 0 1
# why: abstract sockets belong to the network namespace

# %% student
import socket
def works():
    try:
        return bool(not (s := socket.socket(socket.AF_UNIX)).connect('\0SECRET_SOCKET'))
    except Exception:
        return False
def square(x):
    return x * x if works() else 0
