@torch.no_grad()
def adam(role, network, grads, rate, beta1, beta2, kind=""):
    """Kingma & Ba 2015, algorithm 1, in float32 as on the page."""
    run.clock[f"{role}{kind}:updates"] += 1
    time = np.float32(run.clock[f"{role}{kind}:updates"])
    first, second = (float(1 - np.float32(beta) ** time) for beta in (beta1, beta2))
    for (key, weight), grad in zip(named(network, role), grads):
        mean, square = run.tensors[f"{key}{kind}:mean"], run.tensors[f"{key}{kind}:square"]
        follow(mean, grad, beta1)
        follow(square, grad.square(), beta2)
        weight.sub_(rate * (mean / first / ((square / second).sqrt() + 1e-8)))
