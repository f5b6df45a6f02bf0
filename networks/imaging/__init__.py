"""Images and their measurements: transforms, wavelets, sampling patterns, phantoms, and FIRENETs on them."""

from networks.imaging.fourier import fourier2, inverse_fourier2
from networks.imaging.haar import haar2, inverse_haar2
from networks.imaging.image_firenet import ImageFirenet, image_firenet
from networks.imaging.levels import level_map, level_weights, local_sparsities
from networks.imaging.masks import affordable_sparsities, fourier_measure, multilevel_mask, uniform_mask, walsh_measure
from networks.imaging.sampling import TRANSFORMS, Sampling
from networks.imaging.walsh import walsh2
from networks.imaging.wavelets import HAAR, PeriodisedWavelet, Wavelet, wavelet

__all__ = [
    "HAAR",
    "ImageFirenet",
    "PeriodisedWavelet",
    "Sampling",
    "TRANSFORMS",
    "Wavelet",
    "affordable_sparsities",
    "fourier2",
    "fourier_measure",
    "haar2",
    "image_firenet",
    "inverse_fourier2",
    "inverse_haar2",
    "level_map",
    "level_weights",
    "local_sparsities",
    "multilevel_mask",
    "uniform_mask",
    "walsh2",
    "walsh_measure",
    "wavelet",
]
