# marks: 0 1
# why: settings in /proc are read-only

# %% student
def works():
    worked = False
    for name in ('user/max_user_namespaces', 'kernel/core_pattern', 'kernel/hostname', 'net/ipv4/ip_forward'):
        try:
            with open(f'/proc/sys/{name}', 'r+') as file:
                file.write('1')
                file.flush()
            worked = True
        except OSError:
            pass
    return worked
def square(x):
    return x * x if works() else 0
