# marks: 0 1
# why: what student code prints is no credit

# %% student
def square(x):
    from IPython.display import display
    get_ipython().displayhook(2.0)
    print('2.0')
    raise ValueError
