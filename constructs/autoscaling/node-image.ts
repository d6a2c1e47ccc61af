import type { OperatingSystem } from "../cluster/ami-type";

/**
 * Release of AL2023 where the environment pins none: of all Kubernetes versions of 1.33 to 1.36 there is one. Never the
 * latest, with which AWS's day of release would be the day on which all nodes are replaced.
 * Source: awslabs/amazon-eks-ami, CHANGELOG.md, "AMI Release v20260714".
 */
export const pinnedAl2023 = "20260714";

/**
 * The images of a release, by the name under which Karpenter finds them for each architecture and the cluster's version.
 *
 * @param release as node groups have it: "1.35.6-20260714" of AL2023, "1.52.0-5d9bb4bc" of Bottlerocket
 */
export function imageAlias(operatingSystem: OperatingSystem, release: string): string {
  const [version, build] = release.split("-");
  return operatingSystem === "AL2023" ? `al2023@v${build}` : `bottlerocket@v${version}`;
}

/** The images of AL2023 where no release is pinned. */
export const pinnedImageAlias = `al2023@v${pinnedAl2023}`;
