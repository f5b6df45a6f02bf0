"""``python -m barriers``: the command line."""

from __future__ import annotations

from barriers.cli import main

if __name__ == "__main__":
    main()
