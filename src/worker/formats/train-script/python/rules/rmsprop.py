@torch.no_grad()
def rmsprop(role, network, grads, rate, beta2):
    """Hinton, lecture 6e, 2012."""
    run.clock[f"{role}:updates"] += 1
    for (key, weight), grad in zip(named(network, role), grads):
        square = run.tensors[f"{key}:square"]
        follow(square, grad.square(), beta2)
        weight.sub_(rate * (grad / (square.sqrt() + 1e-8)))
