"""Asks CDF with the client that extractor-utils makes of a configuration file's section `cognite`: extractor.py FILE"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from cognite.extractorutils.configtools import CogniteConfig, load_yaml


@dataclass
class Configuration:
    cognite: CogniteConfig


configuration = load_yaml(Path(sys.argv[1]).read_text(encoding="utf-8"), Configuration)
client = configuration.cognite.get_cognite_client("a-persons-extractor")
print(json.dumps({"time_series": [series.name for series in client.time_series.list(limit=2)]}))
