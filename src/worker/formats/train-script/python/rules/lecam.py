def lecam(on_real, on_fake):
    """LeCam regularisation (Tseng et al. 2021): outputs stay near the running mean of the other side's."""
    real, fake, weight = run.tensors["discriminator:anchors"].clone()
    apart = mean(F.relu(on_real - fake / weight.clamp(min=1e-6)).square())
    apart = apart + mean(F.relu(real / weight.clamp(min=1e-6) - on_fake).square())
    # The means count once they rest on a thousand updates.
    return apart * S.lecam * (weight >= 1 - 0.99**1000)


def remember_logits(on_real, on_fake):
    means = torch.stack([mean(on_real.detach()), mean(on_fake.detach()), on_real.new_ones(())])
    follow(run.tensors["discriminator:anchors"], means, 0.99)
