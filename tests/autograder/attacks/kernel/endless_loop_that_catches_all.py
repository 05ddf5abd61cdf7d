# marks: 0 1
# why: interrupted again, then killed and replaced

# %% student
def square(x):
    while True:
        try:
            while True: pass
        except BaseException:
            pass
