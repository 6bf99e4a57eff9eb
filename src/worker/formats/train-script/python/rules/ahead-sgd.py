def moved(weight, grad, mean, square, time):
    """One update of gradient descent that gradients flow through."""
    mean = S.beta1 * mean + grad
    return weight - S.dLr * mean, mean, square
