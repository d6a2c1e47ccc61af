import { People, type PeopleProps } from "../../../constructs/identity/people/people";
import type { PeopleRole } from "../../../constructs/names";
import { synthesize } from "../../support/synthesize";
import { names } from "./support/context";
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
      databases: ["orders"],
      caches: ["sessions"],
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

it("database administrators change their datastores and nothing else", () => {
  const may = (action: string, resource: string) =>
    decide([documentOf("database-administrator")], { action, resource });
  expect(may("rds:FailoverDBCluster", names.arn("rds", `cluster:${names.database("orders")}`))).toBe("allowed");
  expect(may("rds:FailoverDBCluster", names.arn("rds", `cluster:${names.database("others")}`))).toBe("denied");
  expect(may("elasticache:TestFailover", names.arn("elasticache", `replicationgroup:${names.cache("sessions")}`))).toBe(
    "allowed",
  );
  const foreign = actionsOf(documentOf("database-administrator")).filter(
    (one) => !/^(rds|elasticache|cloudwatch|pi):/.test(one),
  );
  expect(foreign).toEqual([]);
});

it("database administrators of nothing still have a valid policy", () => {
  const stack = build({ databases: [], caches: [] });
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
