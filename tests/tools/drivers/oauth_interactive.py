"""Asks CDF with an unmodified `OAuthInteractive`, which finds its token in the cache and opens no browser.

    oauth_interactive.py AUTHORITY_URL CLIENT_ID TOKEN_CACHE BASE_URL
"""

import json
import sys
from pathlib import Path

from cognite.client import ClientConfig, CogniteClient
from cognite.client.credentials import OAuthInteractive

authority_url, client_id, token_cache, base_url = sys.argv[1:]
credentials = OAuthInteractive(authority_url, client_id, ["https://westeurope-1.cognitedata.com/.default"],
                               token_cache_path=Path(token_cache))
client = CogniteClient(ClientConfig("a-persons-script", "north-prod", credentials, base_url=base_url))
print(json.dumps({"time_series": [series.name for series in client.time_series.list(limit=2)]}))
