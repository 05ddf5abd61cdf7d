def synaptic_drive(pre, w_exc, w_inh):
    drive = 0.0
    for x, excites, inhibits in zip(pre, w_exc, w_inh):
        if excites < 0 or inhibits < 0:
            raise ValueError("negative strength")
        drive += x * excites - x * inhibits
    return drive
