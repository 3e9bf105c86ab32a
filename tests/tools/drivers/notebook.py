"""Asks CDF as a notebook in Fusion does: the SDK's own configuration, which reads COGNITE_ variables."""

import json

from cognite.client import CogniteClient
from cognite.client.utils._pyodide_helpers import FusionNotebookConfig

client = CogniteClient(FusionNotebookConfig())
print(json.dumps({"time_series": [series.name for series in client.time_series.list(limit=2)]}))
