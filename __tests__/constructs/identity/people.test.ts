import { People, type PeopleProps } from "../../../constructs/identity/people/people";
import type { PeopleRole } from "../../../constructs/names";
import { synthesize } from "../../support/synthesize";
import { environment, names } from "./support/context";
import { actionsOf, decide } from "./support/iam";

const nobody: Readonly<Record<PeopleRole, readonly string[]>> = {
  "break-glass": [],
  operator: [],
  "database-administrator": [],
  auditor: [],
};
const somebody = ["arn:aws:iam::111122223333:role/somebody"];
const everybody: typeof nobody = {
  "break-glass": somebody,
  operator: somebody,
  "database-administrator": somebody,
  auditor: somebody,
};
const boundaryArns = { people: names.boundaryArn("people"), "break-glass": names.boundaryArn("break-glass") };

function build(props: Partial<PeopleProps>) {
  return synthesize((scope) => {
    const people = new People(scope, "people", {
      names,
      partition: "aws",
      boundaryArns,
      principals: everybody,
      teams: [{ name: "storefront", developers: somebody }],
      environment,
      databases: 1,
      caches: 1,
      ...props,
    });
    people.grantSettings(["ec2:DescribeVpcs"]);
  });
}

const all = build({});
const documentOf = (id: string) => JSON.parse(all.named("aws_iam_policy", `people_${id}_policy-permissions`).policy);

it.each([
  ["break-glass", names.rootPath, 3600],
  ["operator", names.rolePath("people"), 14400],
  ["database-administrator", names.rolePath("people"), 14400],
  ["auditor", names.rolePath("people"), 14400],
  ["developer-storefront", names.teamRolePath("people", "storefront"), 28800],
])("%s lies under its path, below its boundary", (id, path, seconds) => {
  const role = all.named("aws_iam_role", `people_${id}_role`);
  expect(role).toMatchObject({
    path,
    permissions_boundary: boundaryArns[id === "break-glass" ? id : "people"],
    max_session_duration: seconds,
  });
  const [statement] = JSON.parse(role.assume_role_policy).Statement;
  expect(statement.Condition).toEqual({ ArnLike: { "aws:PrincipalArn": somebody } });
});

it("makes no role that nobody may take", () => {
  const stack = build({ principals: nobody, teams: [{ name: "storefront", developers: [] }] });
  expect(stack.types).toEqual([]);
  const one = build({ principals: { ...nobody, auditor: somebody }, teams: [] });
  expect(Object.keys(one.all("aws_iam_role"))).toEqual(["people_auditor_role"]);
});

it.each(["operator", "database-administrator", "auditor", "developer-storefront"])(
  "%s changes no identity, reads no secret",
  (id) => {
    const actions = actionsOf(documentOf(id));
    expect(actions.filter((action) => action.includes("*"))).toEqual([]);
    expect(
      actions.filter((action) => /^iam:(?!Get|List|Generate)|^sts:|secretsmanager:Get|^kms:Decrypt/.test(action)),
    ).toEqual([]);
  },
);

it("auditors read settings, and neither logs nor data", () => {
  const settings = JSON.parse(all.named("aws_iam_policy", "people_auditor_policy-settings").policy);
  const actions = actionsOf(documentOf("auditor"), settings);
  expect(actions).toContain("ec2:DescribeVpcs");
  expect(
    actions.filter((action) => /^(logs:(Get|Filter|Start)|s3:GetObject|rds:Download|dynamodb:)/.test(action)),
  ).toEqual([]);
  expect(actions.filter((action) => !/:(Describe|Get|List|Lookup|Generate)/.test(action))).toEqual([]);
});

it("operators read the platform's logs and no others", () => {
  const read = (group: string) =>
    decide([documentOf("operator")], {
      action: "logs:FilterLogEvents",
      resource: names.arn("logs", `log-group:${group}`),
    });
  expect(read(names.logGroup("applications"))).toBe("allowed");
  expect(read("/strata/other/applications")).toBe("denied");
});

describe("database administrators", () => {
  const own = { "aws:ResourceTag/strata:environment": environment, "aws:ResourceTag/strata:stack": "app-services" };
  const may = (action: string, resource: string, context: Readonly<Record<string, string | string[]>> = own) =>
    decide([documentOf("database-administrator")], { action, resource, context });
  const rds = (type: string, name = "orders") => names.arn("rds", `${type}:${names.database(name)}`);
  const cache = (type: string) => names.arn("elasticache", `${type}:${names.cache("sessions")}`);

  it.each([
    ["rds:FailoverDBCluster", rds("cluster")],
    ["rds:CreateDBClusterSnapshot", rds("cluster")],
    ["rds:RebootDBInstance", rds("db", "orders-1")],
    ["rds:DownloadDBLogFilePortion", rds("db", "orders-1")],
    ["elasticache:TestFailover", cache("replicationgroup")],
    ["elasticache:CreateSnapshot", cache("replicationgroup")],
  ])("%s of %s, if it bears the environment's tags and its name, and nobody else's", (action, resource) => {
    expect(may(action, resource)).toBe("allowed");
    expect(may(action, resource, {})).toBe("denied");
    expect(may(action, resource, { ...own, "aws:ResourceTag/strata:environment": "prod-two" })).toBe("denied");
    expect(may(action, resource, { ...own, "aws:ResourceTag/strata:stack": "apps" })).toBe("denied");
    expect(may(action, resource.replace("strata-prod-", "strata-other-"))).toBe("denied");
  });

  it("tag snapshots that they make as the environment's, and later in all but that", () => {
    const snapshot = rds("cluster-snapshot", "orders-before");
    const tag = (context: Readonly<Record<string, string | string[]>>) =>
      may("rds:AddTagsToResource", snapshot, context);
    const asked = { "aws:RequestTag/strata:environment": environment, "aws:RequestTag/strata:stack": "app-services" };
    expect(may("rds:CreateDBClusterSnapshot", snapshot, {})).toBe("allowed");
    expect(may("elasticache:CreateSnapshot", cache("snapshot"), {})).toBe("allowed");
    expect(tag({ ...asked, "aws:TagKeys": ["strata:environment", "strata:stack"] })).toBe("allowed");
    expect(tag({ "aws:TagKeys": ["reason"] })).toBe("denied");
    expect(tag({ ...own, "aws:TagKeys": ["reason"] })).toBe("allowed");
    expect(tag({ ...own, ...asked, "aws:TagKeys": ["strata:environment"] })).toBe("denied");
    const foreign = { ...asked, "aws:ResourceTag/strata:environment": "prod-two" };
    expect(tag({ ...foreign, "aws:TagKeys": ["strata:environment", "strata:stack"] })).toBe("denied");
  });

  it("touch nothing else", () => {
    const actions = actionsOf(documentOf("database-administrator"));
    expect(actions.filter((one) => !/^(rds|elasticache|cloudwatch|pi):/.test(one))).toEqual([]);
  });

  it("have the same policy for a hundred datastores as for one", () => {
    const many = build({ databases: 100, caches: 100 });
    expect(many.named("aws_iam_policy", "people_database-administrator_policy-permissions").policy).toBe(
      all.named("aws_iam_policy", "people_database-administrator_policy-permissions").policy,
    );
  });
});

it("database administrators of nothing still have a valid policy", () => {
  const stack = build({ databases: 0, caches: 0 });
  const { Statement } = JSON.parse(
    stack.named("aws_iam_policy", "people_database-administrator_policy-permissions").policy,
  );
  expect(Statement.filter(({ Resource }: { Resource: string[] }) => Resource.length === 0)).toEqual([]);
});

it("developers find the cluster and their own team's images", () => {
  const images = (team: string) =>
    decide([documentOf("developer-storefront")], {
      action: "ecr:DescribeImages",
      resource: names.arn("ecr", `repository/${names.imageRepository(team, "web")}`),
    });
  expect([images("storefront"), images("fulfilment")]).toEqual(["allowed", "denied"]);
});
