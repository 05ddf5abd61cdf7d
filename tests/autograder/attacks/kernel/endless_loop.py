# marks: 0 1
# why: interrupted at the limit; the next test runs
# kernel: 0 1

# %% student
def square(x):
    while True:
        pass
