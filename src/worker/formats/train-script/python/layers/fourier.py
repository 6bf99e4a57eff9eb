class Fourier(nn.Module):
    """Fixed random waves (Rahimi & Recht 2007): gain · cos(xΩ + b)."""

    def __init__(self, inputs, features):
        super().__init__()
        self.gain = (2 / features) ** 0.5
        self.register_buffer("frequencies", torch.zeros(inputs, features))
        self.register_buffer("phases", torch.zeros(features))

    def forward(self, x):
        return self.gain * torch.cos(x @ self.frequencies + self.phases)
