# marks: 0 0
# why: the disk is limited; replaying the cell that fills it fills it again

# %% student
for number in range(10**6):
    with open(f'{number}.bin', 'wb') as file:
        file.write(b'x' * 2**20)
# %% student
def square(x):
    return None
