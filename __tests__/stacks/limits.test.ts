import { AppRoles } from "../../constructs/identity/app-roles";
import { longestName } from "../../environments/schema/data/name-limits";
import type { Environment } from "../../environments/schema/environment";
import { names as otherNames } from "../constructs/identity/support/context";
import { decide } from "../constructs/identity/support/iam";
import { outputOf } from "../support/demo";
import { type Body, synthesize } from "../support/synthesize";
import { delegatedDemo as demo } from "../support/whole-demo";

const name = "x".repeat(longestName);

function many<T extends { readonly name: string }>(
  count: number,
  like: T | undefined,
  more: (index: number) => Partial<T>,
): T[] {
  if (!like) throw new Error("the demo has none");
  return Array.from({ length: count }, (_, index) => ({ ...like, name: `${like.name}-${index}`, ...more(index) }));
}

const team = (index: number) => ({ team: `fulfilment-${index % 50}` });
const [tracking] = demo.apps.filter((app) => app.name === "tracking");

/** An environment of the size of a company, with the longest of names and all that takes rights. ECR's own limit leaves it no copies. */
const large: Environment = {
  ...demo,
  name,
  images: { ...demo.images, pullThroughCache: [] },
  teams: many(50, demo.teams[1], () => ({ pipeline: undefined })),
  apps: many(100, tracking, (index) => ({ ...team(index), subdomain: `app-${index}`, calledBy: [], settings: {} })),
  databases: many(100, demo.databases[0], () => ({})),
  caches: many(60, demo.caches[0], () => ({})),
  queues: many(60, demo.queues[0], (index) => ({ ...team(index), sharedWith: [] })),
  teamBuckets: many(60, demo.teamBuckets[0], (index) => ({ ...team(index), sharedWith: [] })),
  tables: many(60, demo.tables[0], (index) => ({ ...team(index), sharedWith: [] })),
};
const output = outputOf(large);
const { identity } = output;

describe("50 teams with 100 apps, 100 databases, and 60 caches, queues, buckets and tables each", () => {
  it("fit into policies and boundaries of IAM's size, ten a role", () => {
    const policies: readonly Body[] = Object.values(identity.all("aws_iam_policy"));
    expect(policies.filter(({ policy }) => policy.length > 6_144).map((one) => one.name)).toEqual([]);
    const attached: readonly Body[] = Object.values(identity.all("aws_iam_role_policy_attachment"));
    const each = new Map<string, number>();
    for (const { role } of attached) each.set(role, (each.get(role) ?? 0) + 1);
    expect([...each].filter(([, count]) => count > 10)).toEqual([]);
    expect(Object.keys(identity.all("aws_iam_role")).filter((id) => id.startsWith("apps_"))).toHaveLength(100);
  });

  it("leave the deployers of app-services the teams' buckets, no other, and nothing that lies in one", () => {
    const apply = output.file("permissions/app-services.json").apply.policies.map(({ document }: Body) => document);
    const may = (action: string, bucket: string) => decide(apply, { action, resource: `arn:aws:s3:::${bucket}` });
    const prefix = `strata-${name}-111122223333`;
    for (const action of ["s3:CreateBucket", "s3:PutBucketPolicy", "s3:DeleteBucket"]) {
      expect(may(action, `${prefix}-team-product-images-59`)).toBe("allowed");
      expect([may(action, `${prefix}-backups`), may(action, `${prefix}-apps`)]).toEqual(["denied", "denied"]);
    }
    for (const action of ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"]) {
      expect(may(action, `${prefix}-team-product-images-59/x`)).toBe("denied");
    }
  });
});

it("an app that uses more than its policy holds is one finding", () => {
  const caches = Array.from({ length: 100 }, (_, index) => `sessions-of-customers-${index}`);
  const uses = { databases: [], caches, queues: [], buckets: [], tables: [] };
  const aws = { accountId: "111122223333", region: "eu-central-1", partition: "aws" };
  const props = { ...aws, names: otherNames, boundaryArn: otherNames.boundaryArn("workloads"), keyId: () => "*" };
  const build = () =>
    synthesize((scope) => new AppRoles(scope, "apps", { ...props, apps: [{ team: "storefront", name: "web", uses }] }));
  expect(build).toThrow(
    /^IAM policies: 1 problem\n {2}- strata-prod-app-storefront-web-caches: it has \d+ characters without white space, and IAM takes 6144\. Fix: let the app storefront\/web use fewer of them, or make two apps of it\. \[IAM_POLICY_TOO_LONG\]$/,
  );
});
