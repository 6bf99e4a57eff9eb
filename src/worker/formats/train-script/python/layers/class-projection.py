class Projection(Affine):
    """⟨the class's row, features⟩ (Miyato & Koyama 2018, equation 3)."""

    def __init__(self, classes, inputs, **how):
        super().__init__((classes, inputs), **how)

    def forward(self, x, labels, remember=None):
        return (x * self.weight(remember)[labels]).sum(1, keepdim=True)
