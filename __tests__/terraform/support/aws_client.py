"""Makes AWS calls for the tests: one JSON request a line on standard input, one JSON answer a line on standard output.

Request: {"service", "operation", "params", "endpoint", "credentials": {"key", "secret", "token"?}}. Answer: {"ok"} or
{"error", "message"}.
"""

import json
import sys

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

region, *authority = sys.argv[1:]
session = botocore.session.Session()
# Keep-alive calls fail now and then (about one in a thousand): they are made again.
config = Config(retries={"mode": "standard", "total_max_attempts": 5}, s3={"addressing_style": "path"})
clients = {}


def client(service, endpoint, credentials):
    name = (service, endpoint, credentials["key"])
    if name not in clients:
        clients[name] = session.create_client(
            service,
            region_name=region,
            endpoint_url=endpoint,
            aws_access_key_id=credentials["key"],
            aws_secret_access_key=credentials["secret"],
            aws_session_token=credentials.get("token"),
            verify=authority[0] if authority else None,
            config=config,
        )
    return clients[name]


def readable(value):
    return value.read().decode() if hasattr(value, "read") else str(value)


for line in sys.stdin:
    request = json.loads(line)
    try:
        target = client(request["service"], request["endpoint"], request["credentials"])
        answer = {"ok": target._make_api_call(request["operation"], request["params"])}
    except ClientError as error:
        answer = {"error": error.response["Error"]["Code"], "message": str(error)}
    except Exception as error:  # whatever it is, the test must hear of it instead of waiting
        answer = {"error": type(error).__name__, "message": str(error)}
    print(json.dumps(answer, default=readable), flush=True)
