"""Asks CDF with the client that pygen makes of a TOML file, as a person's script would: pygen_toml.py FILE"""

import json
import sys

from cognite.pygen import load_cognite_client_from_toml

client = load_cognite_client_from_toml(sys.argv[1])
print(json.dumps({"time_series": [series.name for series in client.time_series.list(limit=2)]}))
