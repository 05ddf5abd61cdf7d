# marks: 2 1
# why: threads and processes, within the limits

# %% student
from concurrent.futures import ThreadPoolExecutor
import subprocess
with ThreadPoolExecutor(2) as pool:
    print(list(pool.map(str, range(3))))
print(subprocess.run(['echo', 'hi'], capture_output=True).stdout)
# %% student
def square(x):
    return x * x
