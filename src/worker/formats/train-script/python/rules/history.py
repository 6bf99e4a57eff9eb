def history(role, network):
    """Historical averaging (Salimans et al. 2016, section 3.3): the squared distance from the mean of all past weights."""
    parts = zip(named(network, role), network.parameters())
    return S.history * sum((weight - run.tensors[f"{key}:history"]).square().sum() for (key, weight), _ in parts)


def remember_weights(role, network):
    done = run.clock[f"{role}:updates"]
    for (key, weight), _ in zip(named(network, role), network.parameters()):
        follow(run.tensors[f"{key}:history"], weight, done / (done + 1))
