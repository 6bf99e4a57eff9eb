class ClassInput(nn.Module):
    """The latent, and beside it a learnt row of the item's class."""

    def __init__(self, classes, units):
        super().__init__()
        self.table = nn.Parameter(torch.zeros(classes, units))

    def forward(self, z, labels):
        return torch.cat([z, self.table[labels]], 1)
