import sys
from pathlib import Path

# For the module ``add_cost``: documents made by the number.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
