"""The perceptual network in PyTorch; src/worker/evaluation/features/perceptual-net.ts is its twin."""

import torch.nn as nn
import torch.nn.functional as F

SIDE = 32
STEM = 24
# Channels in and out, stride: as BLOCKS in perceptual-weights.ts.
BLOCKS = [(24, 48, 1), (48, 64, 2), (64, 96, 1), (96, 128, 2), (128, 160, 1), (160, 160, 1)]


class Block(nn.Module):
    """Depthwise 3×3, pointwise, normalised, leaky ReLU; added to its input where the shapes agree."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.depthwise = nn.Conv2d(inputs, inputs, 3, stride, 1, groups=inputs, bias=False)
        self.pointwise = nn.Conv2d(inputs, outputs, 1, bias=False)
        self.norm = nn.BatchNorm2d(outputs)
        self.residual = inputs == outputs and stride == 1

    def forward(self, x):
        y = F.leaky_relu(self.norm(self.pointwise(self.depthwise(x))), 0.1)
        return x + y if self.residual else y


class Network(nn.Module):
    """[n, 3, 32, 32] in [-1, 1] to [n, 160, 4, 4]."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, STEM, 3, 2, 1, bias=False)
        self.norm = nn.BatchNorm2d(STEM)
        self.blocks = nn.Sequential(*(Block(*block) for block in BLOCKS))
        self.outputs = BLOCKS[-1][1]

    def forward(self, x):
        return self.blocks(F.leaky_relu(self.norm(self.stem(x)), 0.1))
