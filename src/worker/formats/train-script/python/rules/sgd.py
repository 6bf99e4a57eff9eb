@torch.no_grad()
def sgd(role, network, grads, rate, beta1):
    """Gradient descent with momentum (Robbins & Monro 1951)."""
    run.clock[f"{role}:updates"] += 1
    for (key, weight), grad in zip(named(network, role), grads):
        velocity = run.tensors[f"{key}:mean"]
        weight.sub_(rate * velocity.mul_(beta1).add_(grad))
