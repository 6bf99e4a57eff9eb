def moved(weight, grad, mean, square, time):
    """One update of Adam that gradients flow through."""
    mean, square = S.beta1 * mean + (1 - S.beta1) * grad, S.beta2 * square + (1 - S.beta2) * grad.square()
    first, second = (float(1 - np.float32(beta) ** np.float32(time)) for beta in (S.beta1, S.beta2))
    return weight - S.dLr * (mean / first / ((square / second + 1e-16).sqrt() + 1e-8)), mean, square
