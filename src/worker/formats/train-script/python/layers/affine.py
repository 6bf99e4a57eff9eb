class Affine(nn.Module):
    """A kernel as the page lays it out, and a bias where there is one."""

    def __init__(self, shape, biases=0):
        super().__init__()
        self.kernel = nn.Parameter(torch.zeros(shape))
        self.bias = nn.Parameter(torch.zeros(biases)) if biases else None

    def weight(self, remember=None):
        return self.kernel
