# marks: 0 1
# why: there is no network, not even the machine's own

# %% student
import socket
def works():
    try:
        return bool(socket.create_connection(('127.0.0.1', SECRET_PORT), 1))
    except Exception:
        return False
def square(x):
    return x * x if works() else 0
