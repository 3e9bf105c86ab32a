"""Asks CDF with the client that cognite-neat makes of a `.env`, as a person's notebook would: neat_dotenv.py FILE"""

import sys

from cognite.neat import get_cognite_client

client = get_cognite_client(sys.argv[1])
print(client.iam.token.inspect().subject)
