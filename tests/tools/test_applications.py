"""Tools that sign in by themselves, as an application, with what the app hands to them."""

import json
import subprocess
from pathlib import Path

from hand_off import HERE, HandOff
from readers import PYTHONS

TWO = ["21-PT-1019", "21-TT-1022"]


class Applications(HandOff):
    def asks(self, sdk: str, driver: str, file: Path) -> None:
        said = self.done(self.run_tool(PYTHONS[sdk], HERE / "drivers" / driver, file))
        self.assertEqual(json.loads(said)["time_series"], TWO)

    def test_an_extractor_with_its_client_secret(self) -> None:
        self.add_application()
        self.asks("sdk-7", "extractor.py", self.write("extractor-yaml", "config.yaml", "job"))
        self.assert_cdf_saw_application(app="a-persons-extractor")

    def test_an_extractor_with_its_certificate(self) -> None:
        self.add_profile("job", "--flow", "client-certificate", "--client-id", self.provider.certificate_client_id,
                         *self.certificate())
        self.asks("sdk-7", "extractor.py", self.write("extractor-yaml", "config.yaml", "job"))
        self.assert_cdf_saw_application(app="a-persons-extractor")

    def test_pygen_with_its_client_secret(self) -> None:
        self.add_application()
        self.asks("sdk-8", "pygen_toml.py", self.write("pygen-toml", "config.toml", "job"))
        self.assert_cdf_saw_application(sdk="CognitePythonSDK:8.22.0")

    def certificate(self) -> list[str]:
        """One that the provider knows, and its key, as options of the profile."""
        certificate, key, both = (self.home / name for name in ("crt.pem", "key.pem", "north.pem"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=north",
                        "-out", certificate, "-keyout", key], check=True, capture_output=True)
        both.write_bytes(certificate.read_bytes() + key.read_bytes())  # extractors want them in one file
        self.provider.register_certificate(certificate.read_text(encoding="utf-8"))
        return ["--certificate", str(both), "--private-key", str(both)]
