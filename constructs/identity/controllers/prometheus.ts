import { allow, policyDocument } from "../policy-document";
import type { ControllerPolicy } from "./controller-context";

/**
 * The agent that hands samples to Amazon Managed Service for Prometheus: into the environment's own workspace, and it reads
 * none back. The workspace's id is AWS's choice, hence its tags.
 * https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-and-IAM.html
 */
export const prometheus: ControllerPolicy = ({ names, environment }) => {
  const ours = {
    StringEquals: {
      "aws:ResourceTag/strata:environment": environment,
      "aws:ResourceTag/strata:stack": "cluster-services",
    },
  };
  return policyDocument(allow("Write", "aps:RemoteWrite", names.arn("aps", "workspace/*"), ours));
};
