"""Imported first, this saves a second and a half of every command and worker.

nbformat imports jsonschema, which compiles a grammar of internationalized web addresses as soon as it is imported, if
``rfc3987_syntax`` is there. No notebook is ever checked for such addresses. A process that runs JupyterLab does without
this module.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # so that importing it raises ImportError
