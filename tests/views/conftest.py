import sys
from pathlib import Path

# For the modules ``invented``, two documents made by hand, shared with the tests of the store,
# and ``browsing``.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "store"))
sys.path.insert(0, str(Path(__file__).resolve().parent))
