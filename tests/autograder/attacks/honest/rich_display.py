# marks: 2 1
# why: and rich display

# %% student
from IPython.display import HTML, Markdown, display, clear_output
display(HTML('<b>x</b>'), Markdown('*x*'))
handle = display('a', display_id=True); handle.update('b'); clear_output(wait=True)
# %% student
def square(x):
    return x * x
