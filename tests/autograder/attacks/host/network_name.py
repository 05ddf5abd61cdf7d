# marks: 0 1
# why: no names are looked up

# %% student
import socket
def works():
    try:
        return bool(socket.getaddrinfo('example.org', 80))
    except Exception:
        return False
def square(x):
    return x * x if works() else 0
