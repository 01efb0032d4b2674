"""The bench lies beside the package, so it is put on the path here."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))
