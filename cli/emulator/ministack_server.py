"""Runs MiniStack until the process that started it closes its end of the pipe, however that process ends. Where that
process has said `keep` before, MiniStack runs on until its folder is removed.

The first argument is that folder. With a second one, a port, MiniStack answers over TLS, with a certificate of an authority
made for this one run, whose own certificate lies in the folder as `ca.pem`; over plain HTTP it answers at the port.
"""

import os
import sys
import threading
import time
from pathlib import Path


FOLDER = Path(sys.argv[1])


def stop_with_parent() -> None:
    if sys.stdin.buffer.read() == b"keep\n":
        quiet = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):
            os.dup2(quiet, stream)
        while FOLDER.exists():
            time.sleep(0.5)
    try:
        stop_clusters()
    finally:
        os._exit(0)


def stop_clusters() -> None:
    """Where MiniStack has run clusters in Docker, they go with it."""
    if "docker" in sys.modules:
        from ministack.services import eks

        eks._stop_all_k3s()


def serve_tls(plain_port: str) -> None:
    from hypercorn.config import Config
    from ministack.core.x509_utils import generate_ca, sign_leaf_certificate

    host = os.environ["BIND_HOST"]
    authority, authority_key = generate_ca()
    certificate, key, _ = sign_leaf_certificate(authority, authority_key, host, san_ips=[host], key_type="ec256")
    files = {"ca.pem": authority, "server.pem": certificate, "server-key.pem": key}
    for name, content in files.items():
        (FOLDER / name).write_text(content)
    # MiniStack's own switch for TLS would take port 443 as well.
    Config.certfile, Config.keyfile = str(FOLDER / "server.pem"), str(FOLDER / "server-key.pem")
    Config._insecure_bind = [f"{each}:{plain_port}" for each in [host, *bridge()]]
    os.environ["STRATA_PLAIN_PORT"] = plain_port


def bridge() -> list[str]:
    """Where the containers of this machine reach it, so that a cluster in Docker can ask MiniStack who logs in."""
    try:
        import docker

        network = docker.from_env().networks.get("bridge")
        return [network.attrs["IPAM"]["Config"][0]["Gateway"]] if sys.platform == "linux" else []
    except Exception:  # no Docker, or none with such a network: then there is no cluster either
        return []


threading.Thread(target=stop_with_parent, daemon=True).start()

from ministack.app import main  # noqa: E402

if sys.argv[2:]:
    serve_tls(sys.argv[2])
    import ministack_as_aws  # noqa: E402, F401

sys.argv = ["ministack"]
main()
