# marks: 2 1
# why: decorated and partial functions

# %% student
import functools
def power(n):
    return lambda x: x ** n
square = functools.lru_cache(power(2)) if False else functools.wraps(power)(power(2))
