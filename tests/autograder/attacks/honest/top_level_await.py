# marks: 2 1
# why: so does top-level await

# %% student
import asyncio
await asyncio.sleep(0.01)
# %% student
def square(x):
    return x * x
