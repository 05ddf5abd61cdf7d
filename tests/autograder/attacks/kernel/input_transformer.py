# marks: 0 0
# why: no later cell of the student's runs either, which is the student's own doing
# kernel: 2 1

# %% student
get_ipython().input_transformers_post.append(lambda lines: ['pass\n'])
# %% student
def square(x):
    return None
