class Affine(nn.Module):
    """A kernel as the page lays it out, and a bias where there is one; with spectral norm (Miyato et al. 2018) where told."""

    def __init__(self, shape, biases=0, spectral=False):
        super().__init__()
        self.kernel = nn.Parameter(torch.zeros(shape))
        self.bias = nn.Parameter(torch.zeros(biases)) if biases else None
        self.register_buffer("direction", torch.zeros(shape[-1], 1) if spectral else None)

    def weight(self, remember=None):
        """The kernel; or divided by its largest singular value, one power iteration further. remember: keep the iteration."""
        if self.direction is None:
            return self.kernel
        matrix = self.kernel.reshape(-1, self.kernel.shape[-1])
        with torch.no_grad():
            left = matrix @ self.direction
            left = left / (left.norm() + 1e-12)
            right = matrix.t() @ left
            right = right / (right.norm() + 1e-12)
            if remember:
                self.direction.copy_(right)
        return self.kernel / ((matrix @ right) * left).sum()
