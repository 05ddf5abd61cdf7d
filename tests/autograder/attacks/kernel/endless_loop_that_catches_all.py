# marks: 0 1
# why: interrupted again, then killed and replaced
# kernel: 0 0

# %% student
def square(x):
    while True:
        try:
            while True: pass
        except BaseException:
            pass
