class Data:
    """Points along a curve, with N(0, std²) around them."""

    def rows(self, stream, lo, hi):
        branch = stream.fork(0).integers(lo, hi - lo, BRANCHES)
        t = stream.fork(2).uniforms(lo, hi - lo).astype(np.float64)
        noise = stream.fork(1).normals(2 * lo, 2 * (hi - lo), 0, S.std).reshape(-1, 2)
        return SimpleNamespace(real=on_device((noise + np.stack(curve(t, branch), 1)).astype(np.float32)))
