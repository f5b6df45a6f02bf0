"""Where networks are trained and attacked: on the GPU that PyTorch finds, else on the processor."""

from __future__ import annotations

import torch


def device() -> torch.device:
    """The first CUDA device if there is one, else the CPU."""
    return torch.device("cuda") if torch.cuda.is_available() else torch.device("cpu")


def device_name() -> str:
    """The name of `device()` for reports: "cpu", or what CUDA calls its first device."""
    return torch.cuda.get_device_name() if torch.cuda.is_available() else "cpu"
