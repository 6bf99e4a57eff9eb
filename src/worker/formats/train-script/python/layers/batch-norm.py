class BatchNorm(nn.Module):
    """By the moments of the whole batch, of all processes (Ioffe & Szegedy 2015). remember: running ones follow."""

    def __init__(self, channels):
        super().__init__()
        self.scale, self.offset = nn.Parameter(torch.ones(channels)), nn.Parameter(torch.zeros(channels))
        self.register_buffer("mean", torch.zeros(channels))
        self.register_buffer("variance", torch.ones(channels))

    def forward(self, x, remember=None):
        rows = (x.permute(0, 2, 3, 1) if x.dim() == 4 else x).reshape(-1, x.shape[1])
        middle = mean_rows(rows)
        variance = mean_rows((rows - middle).square())
        if remember:
            count = len(rows) if WORLD == 1 else float(total(x.new_tensor(float(len(rows)))))
            follow(self.mean, middle, 0.9)
            follow(self.variance, variance * (count / max(1, count - 1)), 0.9)
        shape = (1, -1, 1, 1) if x.dim() == 4 else (1, -1)
        white = (x - middle.view(shape)) * (variance + 1e-5).rsqrt().view(shape)
        return white * self.scale.view(shape) + self.offset.view(shape)
