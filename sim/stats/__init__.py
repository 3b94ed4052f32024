"""How sure a figure is: intervals, quantiles and resampling, once for every table and plate.

Pure numpy and `scipy.special`; knows nothing of scenarios, sweeps or analyses. The same runs therefore have the same
interval wherever they are shown.
"""
