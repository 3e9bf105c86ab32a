"""Writes the caches that `msal_cached.py` reads, as a program leaves them behind that signed in a minute ago.

    python msal_seed.py TOKEN_CACHE

TOKEN_CACHE gets one account with a made-up token, good for an hour; TOKEN_CACHE.http_cache gets Entra's discovery
document, which MSAL keeps for a day (see `http_cache` in its documentation): without it every run asks the network.
"""

import base64
import json
import pickle
import sys
import time
from pathlib import Path

import msal

TENANT = "3f6c2b1e-8a4d-4f0b-9d57-6e1c0a2b7f31"
CLIENT = "5a1b9e7c-2d3f-4c86-8b0e-94f7d1c6a520"
OBJECT = "0f6b1c0e-4d1e-4a57-9c3e-5b8a6f2d7101"
AUTHORITY = f"https://login.microsoftonline.com/{TENANT}"
SCOPE = "https://westeurope-1.cognitedata.com/.default"


def base64url(value: dict) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


class DiscoveryDocument:
    """The answer of {AUTHORITY}/v2.0/.well-known/openid-configuration, for MSAL to put in its cache."""

    status_code = 200
    headers = {"Content-Type": "application/json"}
    text = json.dumps({
        "issuer": f"{AUTHORITY}/v2.0",
        "authorization_endpoint": f"{AUTHORITY}/oauth2/v2.0/authorize",
        "token_endpoint": f"{AUTHORITY}/oauth2/v2.0/token",
        "device_authorization_endpoint": f"{AUTHORITY}/oauth2/v2.0/devicecode",
    })


class Discovery:
    """An HTTP client that knows the discovery document and nothing else."""

    def get(self, url: str, **_: object) -> DiscoveryDocument:
        if url != f"{AUTHORITY}/v2.0/.well-known/openid-configuration":
            raise LookupError(url)
        return DiscoveryDocument()


def token_cache() -> str:
    now = int(time.time())
    claims = {"aud": CLIENT, "iss": f"{AUTHORITY}/v2.0", "sub": OBJECT, "oid": OBJECT, "tid": TENANT, "iat": now,
              "exp": now + 3600, "name": "Ingrid Solberg", "preferred_username": "ingrid.solberg@north.example"}
    cache = msal.SerializableTokenCache()
    cache.add({
        "client_id": CLIENT,
        "scope": [SCOPE],
        "token_endpoint": f"{AUTHORITY}/oauth2/v2.0/token",
        "response": {
            "access_token": "made-up." + "a" * 1800,
            "refresh_token": "made-up." + "r" * 1200,
            "id_token": f"{base64url({'alg': 'RS256'})}.{base64url(claims)}.made-up",
            "client_info": base64url({"uid": OBJECT, "utid": TENANT}),
            "expires_in": 3600,
            "token_type": "Bearer",
        },
    })
    return cache.serialize()


def main(file: str) -> None:
    http_cache: dict = {}
    msal.PublicClientApplication(CLIENT, authority=AUTHORITY, http_client=Discovery(), http_cache=http_cache)
    Path(file).write_text(token_cache(), encoding="utf-8")
    Path(f"{file}.http_cache").write_bytes(pickle.dumps(http_cache))


if __name__ == "__main__":
    main(sys.argv[1])
