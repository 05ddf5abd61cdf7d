"""Three ways to state a derivative, once; forward and reverse mode both follow.

=============  ==============================================  ======================  ==========================
function       states                                          forward mode            reverse mode
=============  ==============================================  ======================  ==========================
elementwise    its partial derivatives p_i = ∂y/∂x_i           ẏ = Σ p_i ẋ_i           x̄_i = p_i ȳ, summed to x_i
linear         its transposes, x̄_i = Lᵀ_i ȳ                    ẏ = Σ L(…, ẋ_i, …)      x̄_i = Lᵀ_i ȳ
fused          itself by other rows; one fast reverse pass     follows from the rows   the fast pass
=============  ==============================================  ======================  ==========================

ẋ is the tangent of x, x̄ its cotangent. "Linear" means linear in each input with the others held (a product of matrices
is); ``jointly=True`` means linear in all of them together (a concatenation is). A function that is written with rows
of the table needs no row of its own. Rules are themselves written with rows of the table: that gives the second
derivative, and every further one.

References
----------
Griewank, Walther (2008), *Evaluating Derivatives*, 2nd ed., SIAM. Frostig et al. (2021), *Decomposing reverse-mode
automatic differentiation*, arXiv:2105.09469 (reverse mode is forward mode, transposed).
"""

from nnlib.autodiff.rules.composition import Fused, fused
from nnlib.autodiff.rules.partials import Elementwise, elementwise
from nnlib.autodiff.rules.primitive import TABLE, Primitive
from nnlib.autodiff.rules.transposes import Linear, linear

__all__ = ["TABLE", "Elementwise", "Fused", "Linear", "Primitive", "elementwise", "fused", "linear"]
