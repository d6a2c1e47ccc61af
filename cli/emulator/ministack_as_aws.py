"""Lets MiniStack 1.5.33 answer as AWS documents where it does not. Policies are evaluated by MiniStack's own code: what
is put right here is what that code is told of a request, and what S3 asks KMS.

- `aws:PrincipalArn` of a session is the ARN of its role (IAM User Guide, "AWS global condition context keys"); MiniStack
  gives the session's own.
- `s3:x-amz-server-side-encryption-aws-kms-key-id` goes with a PutObject that names a key (Service Authorization Reference,
  Amazon S3); MiniStack leaves it out.
- `s3:if-none-match` goes with a PutObject that has this header (the same); MiniStack leaves it out.
- S3 asks KMS in the caller's name: `kms:GenerateDataKey` when it encrypts, `kms:Decrypt` when it reads (Amazon S3 User
  Guide, "Using server-side encryption with AWS KMS keys"); MiniStack asks nobody.
- `kms:ResourceAliases` and `kms:ViaService` go with what is asked of KMS (AWS KMS Developer Guide, "AWS KMS condition
  keys"); MiniStack knows neither.
- CloudFormation takes in policies of buckets (CloudFormation User Guide, "Resource type support"); MiniStack does not.
- `aws eks get-token` signs for the STS that it is told to call (AWS SDKs and Tools Reference Guide, "Service-specific
  endpoints"); MiniStack takes a token for the regional address of AWS alone.
- A cluster in Docker asks MiniStack over plain HTTP who logs in: MiniStack names the port that here answers over TLS.
"""

import os
import urllib.parse

from ministack.core import iam_actions, iam_evaluator
from ministack.services.cloudformation import provisioners
from ministack.services import eks, iam, kms, s3

KEY_HEADER = "x-amz-server-side-encryption-aws-kms-key-id"
# What MiniStack does not tell of a PutObject.
HEADERS = [KEY_HEADER, "if-none-match"]

condition_key = iam_evaluator._resolve_condition_key
object_context = iam_actions._s3_object_context
enforce = iam_evaluator.enforce


def condition_key_of_role(key, context):
    value = condition_key(key, context)
    if key.lower() != "aws:principalarn" or ":assumed-role/" not in value:
        return value
    return iam._roles.get(value.split("/")[1])["Arn"]


def object_context_with_headers(iam_action, query_params, path, headers):
    context = object_context(iam_action, query_params, path, headers)
    if iam_action == "s3:PutObject":
        context |= {f"s3:{name}": headers[name] for name in HEADERS if name in headers}
    return context


def enforce_with_keys(access_key, iam_action, service, region, resource_arn="*", service_context=None):
    context = dict(service_context or {})
    if service == "kms":
        context["kms:ResourceAliases"] = aliases_of(kms._resolve_key(resource_arn))
    denied = enforce(access_key, iam_action, service, region, resource_arn, context)
    if denied or service != "s3":
        return denied
    return ask_kms(access_key, iam_action, region, resource_arn, context)


def ask_kms(access_key, s3_action, region, resource_arn, context):
    asked = {"s3:PutObject": "kms:GenerateDataKey", "s3:GetObject": "kms:Decrypt"}.get(s3_action)
    bucket, _, name = resource_arn.removeprefix("arn:aws:s3:::").partition("/")
    key = asked and kms._resolve_key(
        key_of_new(bucket, context) if s3_action == "s3:PutObject" else key_of_stored(bucket, name)
    )
    if not key:
        return None
    via_s3 = {"kms:ResourceAliases": aliases_of(key), "kms:ViaService": f"s3.{region}.amazonaws.com"}
    return enforce(access_key, asked, "kms", region, key["Arn"], via_s3)


def key_of_new(bucket, context):
    return context.get(f"s3:{KEY_HEADER}") or s3._bucket_default_sse_headers(bucket).get(KEY_HEADER, "")


def key_of_stored(bucket, name):
    stored = s3._buckets.get(bucket, {}).get("objects", {}).get(name)
    return s3._stored_sse_headers(stored).get(KEY_HEADER, "") if stored else ""


def aliases_of(key):
    return [arn.split(":")[-1] for arn, key_id in kms._aliases.items() if key and key_id == key["KeyId"]]


decode_token = eks._decode_aws_iam_token
webhook_config = eks._k3s_auth_webhook_config


class SignedForEmulator(urllib.parse.SplitResult):
    """An address of the emulator, whose host goes for that of the region's STS; what was signed stays as it is."""

    @property
    def hostname(self):
        region = urllib.parse.parse_qs(self.query).get("X-Amz-Credential", ["////"])[0].split("/")[2]
        return f"sts.{region}.amazonaws.com"


def decode_token_of_emulator(token):
    decoded = decode_token(token)
    own = f"{os.environ['MINISTACK_HOST']}:{os.environ['GATEWAY_PORT']}"
    if not decoded or decoded[0].netloc != own:
        return decoded
    return SignedForEmulator(*decoded[0]), *decoded[1:]


def webhook_config_over_http(*args, **kwargs):
    tls, plain = (f":{os.environ[name]}/_ministack" for name in ("GATEWAY_PORT", "STRATA_PLAIN_PORT"))
    return webhook_config(*args, **kwargs).replace(tls.encode(), plain.encode())


eks._decode_aws_iam_token = decode_token_of_emulator
eks._k3s_auth_webhook_config = webhook_config_over_http
iam_evaluator._resolve_condition_key = condition_key_of_role
iam_actions._s3_object_context = object_context_with_headers
iam_evaluator.enforce = enforce_with_keys
provisioners._RESOURCE_HANDLERS["AWS::S3::BucketPolicy"]["import"] = lambda found: (f"{found['Bucket']}-policy", {})
