# marks: 2 1
# why: and widgets, which nobody moves

# %% student
import ipywidgets
box = ipywidgets.IntSlider(value=3)
box
# %% student
@ipywidgets.interact(n=(1, 5))
def show(n=2):
    print(n)
out = ipywidgets.Output()
with out:
    print('inside')
# %% student
def square(x):
    return x * x
