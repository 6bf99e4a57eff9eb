class Transposed(Affine):
    """A transposed convolution that multiplies the side by its stride; kernel [side, side, channels, inputs]."""

    def __init__(self, inputs, channels, side, stride, bias=True, **how):
        super().__init__((side, side, channels, inputs), channels * bias, **how)
        self.stride, self.padding = stride, (side - stride) // 2

    def forward(self, x, remember=None):
        kernel = self.weight(remember).permute(3, 2, 0, 1)
        return F.conv_transpose2d(x, kernel, self.bias, self.stride, self.padding)
