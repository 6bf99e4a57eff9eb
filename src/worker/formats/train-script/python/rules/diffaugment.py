def augment(items, draw):
    """DiffAugment (Zhao et al. 2020): colour, then a shift of up to ⅛ of the side, then a hole of half the side."""
    bright, colourful, contrast, *places = (draw.uniform(1, 1, 1) for _ in range(7))
    shift_y, shift_x, hole_y, hole_x = (place.view(-1, 1) for place in places)
    items = items + (bright - 0.5)
    if items.shape[3] > 1:
        grey = items.mean(3, keepdim=True)
        items = (items - grey) * (2 * colourful) + grey
    middle = items.mean((1, 2, 3), keepdim=True)
    items = (items - middle) * (contrast + 0.5) + middle
    side = items.shape[1]
    place, most, hole = torch.arange(side, device=items.device), int(side / 8 + 0.5), int(side / 2 + 0.5)

    def shifting(uniform):
        shift = torch.floor(uniform * (2 * most + 1)) - most
        return (place[:, None] - place[None] == shift[:, :, None]).to(items.dtype)

    def in_hole(uniform):
        first = torch.floor(uniform * (side + 1 - hole % 2)) - hole // 2
        return ((place >= first) & (place <= first + hole - 1)).to(items.dtype)

    items = torch.einsum("nab,nbxc->naxc", shifting(shift_y), items)
    items = torch.einsum("nab,nybc->nyac", shifting(shift_x), items)
    return items * (1 - in_hole(hole_y)[:, :, None, None] * in_hole(hole_x)[:, None, :, None])
