def discriminator_ahead(real, fake):
    """D's parameters after S.unroll more updates on this batch, as functions of the fakes (Metz et al. 2017)."""
    keys = [key for key, _ in zip(named(D, "discriminator"), D.parameters())]
    held = [
        (weight, run.tensors.get(f"{key}:mean"), run.tensors.get(f"{key}:square")) for key, weight in keys
    ]
    names = [name for name, _ in D.named_parameters()]
    for update in range(1, S.unroll + 1):
        weights = [weight for weight, _, _ in held]
        loss = discriminator_loss(*both(real, fake, dict(zip(names, weights))))
        grads = torch.autograd.grad(loss / WORLD, weights, create_graph=True)
        time = run.clock["discriminator:updates"] + update
        held = [moved(weight, total(grad), mean, square, time) for (weight, mean, square), grad in zip(held, grads)]
    return dict(zip(names, (weight for weight, _, _ in held)))
