class Pointwise(Affine):
    """A convolution of 1×1; kernel [inputs, channels]."""

    def __init__(self, inputs, channels, bias=True, **how):
        super().__init__((inputs, channels), channels * bias, **how)

    def forward(self, x, remember=None):
        return F.conv2d(x, self.weight(remember).t()[:, :, None, None], self.bias)
