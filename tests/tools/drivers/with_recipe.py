"""A person's program with the app's snippet, saved as snippet.py: asks CDF once for each line on stdin.

It prints how often the SDK called the snippet's function for that request.
"""

import json
import sys
from contextlib import redirect_stdout
from pathlib import Path

from cognite.client import ClientConfig, CogniteClient
from cognite.client.credentials import Token

sys.path.insert(0, str(Path.cwd()))
with redirect_stdout(sys.stderr):  # it ends with a first request
    import snippet

calls = 0


def counted() -> str:
    global calls
    calls += 1
    return snippet.token()


config = snippet.client.config
client = CogniteClient(ClientConfig("a-persons-program", config.project, Token(counted), base_url=config.base_url))
for _ in sys.stdin:
    calls = 0
    names = [series.name for series in client.time_series.list(limit=2)]
    print(json.dumps({"time_series": names, "calls": calls}), flush=True)
