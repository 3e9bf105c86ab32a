"""The internet of a test: a proxy behind which a few hosts are, each with a certificate of the test's own root.

Tools that insist on https, or on the real names of Entra and of a cluster, find them here, and nothing else: whom they
would tell about their use is refused.
"""

import asyncio
import shutil
import ssl
import subprocess
import tempfile
import threading
from asyncio import StreamReader, StreamWriter
from pathlib import Path
from urllib.parse import urlsplit


class Internet:
    """Leads to those hosts: the origin of a server on this computer each, under another name. Use it with `with`."""

    def __init__(self, hosts: dict[str, str]) -> None:
        self._ports = {name: urlsplit(origin).port for name, origin in hosts.items()}
        self.refused: list[str] = []

    def __enter__(self) -> "Internet":
        self._folder = Path(tempfile.mkdtemp())
        self.ca_file = self._folder / "root.pem"
        self._tls = self._certify(list(self._ports))
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        starting = asyncio.start_server(self._serve, "127.0.0.1", 0)
        self._server = asyncio.run_coroutine_threadsafe(starting, self._loop).result()
        self.proxy = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    def __exit__(self, *_) -> None:
        self._loop.call_soon_threadsafe(self._end)
        self._thread.join()
        self._loop.close()
        shutil.rmtree(self._folder)

    def variables(self) -> dict[str, str]:
        """What a person behind such a proxy has in the environment."""
        proxy = {name: self.proxy for name in ("HTTPS_PROXY", "https_proxy")}
        direct = {name: "127.0.0.1,localhost" for name in ("NO_PROXY", "no_proxy")}
        roots = ("CDF_SIGNIN_CA_FILE", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")
        return {**proxy, **direct, **{name: str(self.ca_file) for name in roots}}

    def _certify(self, names: list[str]) -> ssl.SSLContext:
        def openssl(*words: str) -> None:
            key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
            subprocess.run(["openssl", "req", "-x509", *key, *words], cwd=self._folder, check=True, capture_output=True)

        openssl("-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=A test's own root",
                "-addext", "keyUsage=critical,keyCertSign")
        openssl("-keyout", "hosts.key", "-out", "hosts.pem", "-subj", "/CN=hosts of a test",
                "-CA", "root.pem", "-CAkey", "root.key", "-addext", "basicConstraints=critical,CA:FALSE",
                "-addext", "subjectAltName=" + ",".join(f"DNS:{name}" for name in names))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._folder / "hosts.pem", self._folder / "hosts.key")
        return context

    async def _serve(self, client: StreamReader, back: StreamWriter) -> None:
        method, authority, *_ = (await client.readline()).decode().split() or [""] * 2
        while (await client.readline()).strip():
            pass
        host, _, port = authority.rpartition(":")
        if method != "CONNECT" or port != "443" or host not in self._ports:
            self.refused.append(authority)
            back.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            back.close()
            return
        back.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        try:
            await back.start_tls(self._tls)
            server, on = await asyncio.open_connection("127.0.0.1", self._ports[host])
        except OSError:
            back.close()
            return
        await asyncio.gather(_copy(client, on), _copy(server, back))

    def _end(self) -> None:
        self._server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.call_soon(self._loop.stop)


async def _copy(source: StreamReader, target: StreamWriter) -> None:
    try:
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
    except OSError:
        pass
    finally:
        target.close()
