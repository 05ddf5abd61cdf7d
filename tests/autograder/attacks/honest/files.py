# marks: 2 1
# why: files beside the notebook

# %% student
open('mine.txt', 'w').write('2')
def square(x):
    return x ** int(open('mine.txt').read())
