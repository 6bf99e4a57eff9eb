def packed(x, pack):
    """[own items, ...] -> `pack` tensors [own packs, ...]: item i of the batch goes with i + n/m, i + 2n/m ... (PacGAN)."""
    items, _ = everyone(x)
    packs = len(items) // pack
    lo, hi = share(packs)
    return [items[at * packs + lo : at * packs + hi] for at in range(pack)]


class Pack(nn.Module):
    """Items side by side on their channels. remember: the first reals, in whose company the page judges single items."""

    def __init__(self, pack, shape):
        super().__init__()
        self.pack = pack
        self.register_buffer("company", torch.zeros(pack - 1, *shape))

    def forward(self, x, remember=None):
        if remember == "reals":
            self.company.copy_(everyone(x.detach())[0][: self.pack - 1])
        return torch.cat(packed(x, self.pack), -1)
