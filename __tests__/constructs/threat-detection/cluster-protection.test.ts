import {
  ClusterProtection,
  type ClusterProtectionProps,
} from "../../../constructs/threat-detection/cluster-protection";
import { synthesize } from "../../support/synthesize";

const protection = (props?: ClusterProtectionProps) =>
  synthesize((scope) => void new ClusterProtection(scope, "protection", props));
const feature = (name: string, props?: ClusterProtectionProps) =>
  protection(props).named("aws_guardduty_detector_feature", `protection_${name}`);
const agents = (props: ClusterProtectionProps) =>
  Object.fromEntries(
    feature("runtime-monitoring", props).additional_configuration.map(
      ({ name, status }: { name: string; status: string }) => [name, status],
    ),
  );

it("makes a detector where none is named", () => {
  expect(protection().only("aws_guardduty_detector")).toEqual({ enable: true });
  expect(feature("audit-logs").detector_id).toBe("${aws_guardduty_detector.protection_detector.id}");
});

it("takes the one that is there", () => {
  const detectorId = "0123456789abcdef0123456789abcdef";
  expect(protection({ detectorId }).types).toEqual(["aws_guardduty_detector_feature"]);
  expect(feature("runtime-monitoring", { detectorId }).detector_id).toBe(detectorId);
});

it("reads the audit logs of EKS, always", () => {
  expect(feature("audit-logs")).toMatchObject({ name: "EKS_AUDIT_LOGS", status: "ENABLED" });
});

// What is left out stays as it is in AWS: a feature once on could not be turned off again.
it.each([
  ["off", "DISABLED", "DISABLED"],
  ["manual", "ENABLED", "DISABLED"],
  ["automatic", "ENABLED", "ENABLED"],
] as const)("says of runtime monitoring that it is %s", (runtimeMonitoring, status, agent) => {
  expect(feature("runtime-monitoring", { runtimeMonitoring })).toMatchObject({ name: "RUNTIME_MONITORING", status });
  expect(agents({ runtimeMonitoring })).toEqual({
    EKS_ADDON_MANAGEMENT: agent,
    ECS_FARGATE_AGENT_MANAGEMENT: "DISABLED",
    EC2_AGENT_MANAGEMENT: "DISABLED",
  });
});

it("changes the detector by one feature at a time", () => {
  expect(feature("runtime-monitoring").depends_on).toEqual(["aws_guardduty_detector_feature.protection_audit-logs"]);
});
