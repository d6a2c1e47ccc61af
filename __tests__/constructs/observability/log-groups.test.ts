import { LogGroups } from "../../../constructs/observability/log-groups";
import { synthesize } from "../../support/synthesize";

const groups = synthesize((stack) => {
  new LogGroups(stack, "logs", {
    applications: { name: "/strata/demo/applications", retentionDays: 90 },
    system: { name: "/strata/demo/system", retentionDays: 365 },
    nodes: { name: "/strata/demo/nodes", retentionDays: 30 },
    keyArn: "arn:aws:kms:eu-central-1:111122223333:key/logs",
  });
});

it.each([
  ["applications", "/strata/demo/applications", 90],
  ["system", "/strata/demo/system", 365],
  ["nodes", "/strata/demo/nodes", 30],
])("the log group of %s is encrypted with the platform's key and kept for its own time", (id, name, days) => {
  expect(groups.named("aws_cloudwatch_log_group", `logs_${id}`)).toMatchObject({
    name,
    retention_in_days: days,
    kms_key_id: "arn:aws:kms:eu-central-1:111122223333:key/logs",
    tags: { Name: name },
  });
});
