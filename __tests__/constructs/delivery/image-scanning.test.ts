import { imageScanning } from "../../../constructs/delivery/image-scanning";
import { synthesize } from "../../support/synthesize";

it.each([
  ["basic", "BASIC", "SCAN_ON_PUSH"],
  ["enhanced", "ENHANCED", "CONTINUOUS_SCAN"],
] as const)("scans every repository in the %s way", (scanning, scan_type, scan_frequency) => {
  const stack = synthesize((scope) => void imageScanning(scope, "scanning", scanning));
  expect(stack.only("aws_ecr_registry_scanning_configuration")).toEqual({
    scan_type,
    rule: [{ scan_frequency, repository_filter: [{ filter: "*", filter_type: "WILDCARD" }] }],
  });
});
