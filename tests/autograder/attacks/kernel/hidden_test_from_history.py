# marks: 0 1
# why: the text of the tests never enters the student's process
# kernel: 2 1

# %% student
def square(x):
    shell = get_ipython()
    text = ''.join(map(str, shell.history_manager.input_hist_raw)) + ''.join(map(str, shell.user_ns.get('In', [])))
    return x * x if 'HID' + 'DEN' in text else 0
