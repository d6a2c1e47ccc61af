import { sectionRule } from "../section-rule";

/** https://docs.amazonaws.cn/en_us/aws/latest/userguide/guardduty.html */
export const runtimeMonitoringInRegion = sectionRule({
  code: "ENV_RUNTIME_MONITORING",
  states: "GuardDuty does not watch what runs on nodes in China",
  needs: ["aws", "guardDuty"],
  *breaches({ aws, guardDuty }) {
    if (aws.partition !== "aws-cn" || guardDuty.detector === "none" || guardDuty.runtimeMonitoring === "off") return;
    yield { path: ["guardDuty", "runtimeMonitoring"], fix: "leave it out; audit logs are read there as elsewhere" };
  },
});
