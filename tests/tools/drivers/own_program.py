"""A person's own program that stays: asks CDF once for each line on stdin, with the token as the file holds it then.

    own_program.py token|json FILE BASE_URL
"""

import json
import sys
from pathlib import Path

from cognite.client import ClientConfig, CogniteClient
from cognite.client.credentials import Token

form, file, base_url = sys.argv[1], Path(sys.argv[2]), sys.argv[3]


def token() -> str:
    text = file.read_text(encoding="utf-8")
    return text if form == "token" else json.loads(text)["access_token"]


client = CogniteClient(ClientConfig("a-persons-program", "north-prod", Token(token), base_url=base_url))
for _ in sys.stdin:
    names = [series.name for series in client.time_series.list(limit=2)]
    print(json.dumps({"time_series": names}), flush=True)
