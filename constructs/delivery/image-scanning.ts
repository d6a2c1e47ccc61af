import { EcrRegistryScanningConfiguration } from "@cdktf/provider-aws/lib/ecr-registry-scanning-configuration";
import type { Construct } from "constructs";

/** On push by ECR itself, or again whenever a new vulnerability is known, by Amazon Inspector. */
export type ImageScanning = "basic" | "enhanced";

/**
 * How the registry scans its images. The account has this once in a region, for all its repositories: two environments
 * that both set it would undo each other's.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html
 */
export function imageScanning(scope: Construct, id: string, scanning: ImageScanning): EcrRegistryScanningConfiguration {
  return new EcrRegistryScanningConfiguration(scope, id, {
    scanType: scanning === "enhanced" ? "ENHANCED" : "BASIC",
    rule: [
      {
        scanFrequency: scanning === "enhanced" ? "CONTINUOUS_SCAN" : "SCAN_ON_PUSH",
        repositoryFilter: [{ filter: "*", filterType: "WILDCARD" }],
      },
    ],
  });
}
