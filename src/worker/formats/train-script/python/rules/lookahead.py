@torch.no_grad()
def look_ahead():
    """Lookahead (Zhang et al. 2019), both players: every k steps half way back to where the weights were k steps ago."""
    if run.clock["generator:updates"] % S.lookahead:
        return
    for role, network in (("generator", G), ("discriminator", D)):
        for (key, weight), _ in zip(named(network, role), network.parameters()):
            slow = run.tensors[f"{key}:slow"]
            follow(slow, weight, 0.5)
            weight.copy_(slow)
