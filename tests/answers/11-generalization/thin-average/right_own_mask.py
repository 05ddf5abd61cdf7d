def thin_average(predict, H, p, us):
    outputs = np.stack([predict(np.where(u >= p, H / (1 - p), 0.0)) for u in us])
    return outputs.mean(axis=0)
