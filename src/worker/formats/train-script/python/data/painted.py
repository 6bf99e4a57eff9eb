class Data:
    """The painted density: a cell with probability in proportion to its weight, a point uniformly inside it."""

    def __init__(self):
        weights = run.data()["painted"].astype(np.float64)
        self.side = len(weights)
        self.sums = np.cumsum(np.where(np.isfinite(weights) & (weights > 0), weights, 0).reshape(-1))

    def rows(self, stream, lo, hi):
        chosen = stream.fork(0).uniforms(lo, hi - lo).astype(np.float64) * self.sums[-1]
        cell = np.searchsorted(self.sums, chosen, side="right").clip(max=len(self.sums) - 1)
        inside = stream.fork(2).uniforms(2 * lo, 2 * (hi - lo)).reshape(-1, 2).astype(np.float64)
        width = 2 * EXTENT / self.side
        x, y = (cell % self.side + inside[:, 0]) * width - EXTENT, EXTENT - (cell // self.side + inside[:, 1]) * width
        return SimpleNamespace(real=on_device(np.stack([x, y], 1).astype(np.float32)))
