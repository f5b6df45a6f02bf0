"""The talk's experiments on images, with controls: convergence, stability, AUTOMAP and U-nets."""
