"""Loads the JSON file that CDF Sign-in wrote with `CogniteClient.load` and asks CDF with it, as a person's script would.

    python load_client.py FILE

Prints one line of JSON with what CDF answered, or with CDF's refusal (exit 1). The token is in neither.
"""

import json
import sys
from pathlib import Path

from cognite.client import CogniteClient
from cognite.client.exceptions import CogniteAPIError, CogniteProjectAccessError


def ask(client: CogniteClient) -> dict:
    inspected = client.iam.token.inspect()
    return {
        "base_url": client.config.base_url,
        "project": client.config.project,
        "subject": inspected.subject,
        "projects": [project.url_name for project in inspected.projects],
        "time_series": [series.name for series in client.time_series.list(limit=2)],
    }


def main(file: str) -> int:
    client = CogniteClient.load(Path(file).read_text(encoding="utf-8"))
    try:
        print(json.dumps(ask(client)))
    except CogniteProjectAccessError as error:  # what the SDK makes of every 401
        print(json.dumps({"error": {"code": 401, "message": str(error)}}))
        return 1
    except CogniteAPIError as error:
        print(json.dumps({"error": {"code": error.code, "message": error.message}}))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
