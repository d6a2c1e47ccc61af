import type { NetworkProps } from "../../../constructs/network/network";

export const zones = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];

export const networkProps: NetworkProps = {
  name: "strata-test",
  accountId: "111122223333",
  region: "eu-central-1",
  cidr: "10.20.0.0/16",
  zones,
  clusterName: "strata-test",
  flowLogs: {
    logGroupName: "/strata/test/flow-logs",
    roleArn: "arn:aws:iam::111122223333:role/flow-logs",
    keyArn: "arn:aws:kms:eu-central-1:111122223333:key/logs",
    retentionDays: 90,
  },
};
