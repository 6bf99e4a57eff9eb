class Nearness(Affine):
    """How near an item is to the others of its batch, in several learnt ways (Salimans et al. 2016, section 3.2)."""

    def __init__(self, inputs, kernels, dimensions, **how):
        super().__init__((inputs, kernels * dimensions), **how)
        self.kernels = kernels
        self.register_buffer("usual", torch.zeros(kernels))

    def forward(self, x, remember=None):
        own = (x @ self.weight(remember)).view(len(x), self.kernels, -1)
        everybody, _ = everyone(own)
        apart = own[:, None] - everybody[None]
        # Items that are alike lie where |x| has a corner: rounding must not choose a side for them.
        apart = apart * (apart.abs() > 1e-6 * everybody.detach().abs().max())
        near = torch.exp(-apart.abs().sum(3)).sum(1) - 1
        if remember:
            follow(self.usual, mean_rows(near.detach()), 0.9)
        return torch.cat([x, near], 1)
