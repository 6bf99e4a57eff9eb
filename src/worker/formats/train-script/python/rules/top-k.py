def best(on_fake):
    """The share S.topK of the fakes that D finds best (Sinha et al. 2020)."""
    everybody, begin = everyone(on_fake.detach())
    chosen = everybody.topk(math.ceil(S.topK * len(everybody))).indices - begin
    return on_fake[chosen[(chosen >= 0) & (chosen < len(on_fake))]]
