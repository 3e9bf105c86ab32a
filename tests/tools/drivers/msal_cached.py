"""What a script with MSAL does for a token it already has: the peer that `make bench` measures `cdf-signin token` against.

    python msal_cached.py TOKEN_CACHE          (written by msal_seed.py)

The work is MSAL's own: import, load the caches, `acquire_token_silent`. Nothing goes to the network: the discovery
document comes from MSAL's own HTTP cache, kept beside the tokens as MSAL's documentation tells command line programs to.
"""

import json
import pickle
import sys
from pathlib import Path

import msal


def main(file: str) -> int:
    tokens = msal.SerializableTokenCache()
    text = Path(file).read_text(encoding="utf-8")
    tokens.deserialize(text)
    kept = next(iter(json.loads(text)["AccessToken"].values()))
    app = msal.PublicClientApplication(
        kept["client_id"],
        authority=f"https://{kept['environment']}/{kept['realm']}",
        token_cache=tokens,
        http_cache=pickle.loads(Path(f"{file}.http_cache").read_bytes()),
    )
    answer = app.acquire_token_silent(kept["target"].split(), account=app.get_accounts()[0])
    if not answer or answer.get("token_source") != "cache":
        print("the cache holds no token that is still good", file=sys.stderr)
        return 1
    print(answer["expires_in"])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
