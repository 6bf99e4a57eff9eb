def moved(weight, grad, mean, square, time):
    """One update of RMSprop that gradients flow through."""
    square = S.beta2 * square + (1 - S.beta2) * grad.square()
    return weight - S.dLr * (grad / ((square + 1e-16).sqrt() + 1e-8)), mean, square
