"""A person's program that stays, with a client that it loads from a file: asks CDF once for each line on stdin.

    loaded_client.py FILE
"""

import json
import sys
from pathlib import Path

from cognite.client import CogniteClient

client = CogniteClient.load(Path(sys.argv[1]).read_text(encoding="utf-8"))
for _ in sys.stdin:
    names = [series.name for series in client.time_series.list(limit=2)]
    print(json.dumps({"time_series": names}), flush=True)
