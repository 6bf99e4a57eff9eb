class LayerNorm(nn.Module):
    """Over all numbers of an item; scaled and shifted per channel (Ba et al. 2016)."""

    def __init__(self, channels):
        super().__init__()
        self.scale, self.offset = nn.Parameter(torch.ones(channels)), nn.Parameter(torch.zeros(channels))

    def forward(self, x):
        return F.group_norm(x, 1, self.scale, self.offset, eps=1e-5)
