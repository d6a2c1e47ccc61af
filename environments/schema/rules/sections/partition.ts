import { regionOf } from "../../data/regions";
import type { Path } from "../finding";
import { sectionRule } from "../section-rule";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html: a region lies in one partition. */
export const partitionOfRegion = sectionRule({
  code: "ENV_PARTITION",
  states: "the partition is that of the region",
  needs: ["aws"],
  *breaches({ aws }) {
    const partition = regionOf(aws.region)?.partition;
    if (partition && partition !== aws.partition) {
      yield {
        path: ["aws", "partition"],
        problem: `the region ${aws.region} lies in the partition ${partition}`,
        fix: `write partition: "${partition}", or choose another region`,
      };
    }
  },
});

/** Buckets and keys of another partition can't be reached with this account's credentials. */
export const partitionOfState = sectionRule({
  code: "ENV_STATE_PARTITION",
  states: "the state's region lies in the environment's partition",
  needs: ["aws", "state"],
  *breaches({ aws, state }) {
    if (state.kind !== "s3" || state.region === undefined) return;
    const partition = regionOf(state.region)?.partition;
    if (partition && partition !== aws.partition) {
      yield {
        path: ["state", "region"],
        problem: `the region lies in the partition ${partition}, and the environment in ${aws.partition}`,
        fix: "choose a region of the environment's own partition",
      };
    }
  },
});

/** An ARN of another partition matches nobody. */
export const partitionOfPrincipals = sectionRule({
  code: "ENV_PRINCIPAL_PARTITION",
  states: "principals belong to the environment's partition",
  needs: ["aws", "rootAdministrators", "people", "teams"],
  *breaches({ aws, rootAdministrators, people, teams }) {
    const principals = [
      ...listed(["rootAdministrators"], rootAdministrators),
      ...Object.entries(people).flatMap(([role, arns]) => listed(["people", role], arns)),
      ...teams.flatMap((team, index) => listed(["teams", index, "developers"], team.developers)),
    ];
    for (const { path, arn } of principals) {
      const partition = /^arn:(aws|aws-cn|aws-us-gov):/.exec(arn)?.[1];
      if (partition && partition !== aws.partition) {
        yield {
          path,
          problem: `the principal belongs to the partition ${partition}, and the environment to ${aws.partition}`,
          fix: `start it with arn:${aws.partition}:`,
        };
      }
    }
  },
});

function listed(path: Path, arns: readonly string[]): { path: Path; arn: string }[] {
  return arns.map((arn, index) => ({ path: [...path, index], arn }));
}
