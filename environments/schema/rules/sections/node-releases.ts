import type { OperatingSystem } from "../../../../constructs/cluster/ami-type";
import type { Environment } from "../../environment";
import type { Path } from "../finding";
import { sectionRule } from "../section-rule";
import { nodeGroupsOf } from "./node-groups";

/** How each system's releases are written; AL2023 begins with the Kubernetes version that it is made for. */
const releases: Readonly<Record<OperatingSystem, { readonly shape: RegExp; readonly example: string }>> = {
  AL2023: { shape: /^\d+\.\d+\.\d+-\d{8}$/, example: "1.35.8-20261102" },
  Bottlerocket: { shape: /^\d+\.\d+\.\d+-[0-9a-f]{8}$/, example: "1.52.0-5d9bb4bc" },
};

/** https://docs.aws.amazon.com/eks/latest/userguide/eks-linux-ami-versions.html and GitHub's Bottlerocket releases. */
export const releaseOfSystem = sectionRule({
  code: "ENV_NODE_RELEASE",
  states: "a node group's AMI release is written as its operating system writes it",
  needs: ["cluster", "autoscaling"],
  *breaches(environment) {
    for (const { path, operatingSystem, release, otherwise } of pinned(environment)) {
      const { shape, example } = releases[operatingSystem];
      if (!shape.test(release)) {
        yield {
          path,
          problem: `a release of ${operatingSystem} is written as in "${example}"`,
          fix: `copy it from \`aws eks describe-nodegroup\`, or leave it out for ${otherwise}`,
        };
      }
    }
  },
});

/** EKS refuses a release that is made for another version than the one that it is asked for in the same update. */
export const releaseOfVersion = sectionRule({
  code: "ENV_NODE_RELEASE_VERSION",
  states: "an AL2023 release is made for the cluster's Kubernetes version",
  needs: ["cluster", "autoscaling"],
  *breaches(environment) {
    const { cluster } = environment;
    for (const { path, operatingSystem, release, otherwise } of pinned(environment)) {
      const known = operatingSystem === "AL2023" && releases.AL2023.shape.test(release);
      if (known && !release.startsWith(`${cluster.version}.`)) {
        yield {
          path,
          problem: `the release is made for another Kubernetes version than the cluster's, which is ${cluster.version}`,
          fix: `choose a release that starts with ${cluster.version}., or leave it out for ${otherwise}`,
        };
      }
    }
  },
});

interface Pinned {
  readonly path: Path;
  readonly operatingSystem: OperatingSystem;
  readonly release: string;
  /** What there is without it. */
  readonly otherwise: string;
}

function pinned({ cluster, autoscaling: { nodes } }: Pick<Environment, "cluster" | "autoscaling">): readonly Pinned[] {
  const ofGroups = nodeGroupsOf(cluster).map((nodes) => ({ ...nodes, otherwise: "the latest one" }));
  const ofPools = {
    path: ["autoscaling", "nodes"],
    ...nodes,
    otherwise: "that of the system nodes or the platform's own",
  };
  return [...ofGroups, ofPools].flatMap(({ path, operatingSystem = "AL2023", releaseVersion: release, otherwise }) =>
    release === undefined ? [] : [{ path: [...path, "releaseVersion"], operatingSystem, release, otherwise }],
  );
}
