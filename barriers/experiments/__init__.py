"""The talk's experiments on images, with controls: convergence, stability, AUTOMAP and U-nets. Each is a function of
its settings.
"""
