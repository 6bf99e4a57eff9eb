class Maxout(Affine):
    """[n, inputs] -> [n, units], the largest of several dense maps (Goodfellow et al. 2013)."""

    def __init__(self, inputs, units, pieces, **how):
        super().__init__((inputs, units * pieces), units * pieces, **how)
        self.pieces = pieces

    def forward(self, x, remember=None):
        y = F.linear(x, self.weight(remember).t(), self.bias)
        y = y.view(len(x), -1, self.pieces)
        best = y.detach().amax(2, keepdim=True)
        # Of several that are largest each counts, as on the page; PyTorch's own maximum picks one.
        return best.squeeze(2) + ((y - y.detach()) * (y == best)).sum(2)
