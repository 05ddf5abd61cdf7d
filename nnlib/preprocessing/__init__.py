"""Prepare data for a network: one-hot targets, scaling, missing values, outliers, principal components.

Whatever is learned from data is learned from the training samples, the first argument, and applied to all others as it
is: a test set that is scaled by its own mean has been looked at.

    >>> import numpy as np
    >>> from nnlib.preprocessing import standardize
    >>> X_train, X_test = np.array([[1.0, 7.0], [3.0, 7.0]]), np.array([[5.0, 8.0]])
    >>> X_train, X_test, mean, scale = standardize(X_train, X_test)
    >>> X_train, X_test
    (array([[-1.,  0.],
           [ 1.,  0.]]), array([[3., 1.]]))
"""

from nnlib.preprocessing.encoding import one_hot
from nnlib.preprocessing.missing import clip_outliers, impute, tukey_fences
from nnlib.preprocessing.principal import PrincipalComponents, principal_components, project, reconstruct
from nnlib.preprocessing.scaling import standardize

__all__ = [
    "PrincipalComponents",
    "clip_outliers",
    "impute",
    "one_hot",
    "principal_components",
    "project",
    "reconstruct",
    "standardize",
    "tukey_fences",
]
