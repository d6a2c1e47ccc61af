import { allow, policyDocument } from "../policy-document";
import type { ControllerPolicy } from "./controller-context";

/**
 * The sender of alerts: publishes to the one topic that the environment names. Where that is encrypted with a key of its
 * owner's, SNS asks KMS in the publisher's name, for that topic's messages; the key's policy has to let it as well.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html, "Configure AWS KMS permissions"
 */
export const alertmanager: ControllerPolicy = ({ alertTopicArn = "", partition, region }) => {
  const [, , , , owner] = alertTopicArn.split(":");
  const forMessages = {
    StringEquals: {
      "kms:EncryptionContext:aws:sns:topicArn": alertTopicArn,
      "kms:ViaService": `sns.${region}.amazonaws.com`,
    },
  };
  const keys = `arn:${partition}:kms:${region}:${owner}:key/*`;
  return policyDocument(
    allow("Publish", "sns:Publish", alertTopicArn),
    allow("Encrypt", ["kms:Decrypt", "kms:GenerateDataKey"], keys, forMessages),
  );
};
