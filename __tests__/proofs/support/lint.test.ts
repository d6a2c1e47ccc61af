import { type LintedStatement, lint } from "./lint";

const ec2 = (thing: string) => `arn:aws:ec2:eu-central-1:111122223333:${thing}`;
const on = (Action: string, Resource: string, ...keys: readonly string[]): LintedStatement => {
  const Condition = { StringEquals: Object.fromEntries(keys.map((key) => [key, "x"])) };
  return { Action: [Action], Resource: [Resource], Condition };
};

const requestTag = "aws:RequestTag/strata:stack";
const resourceTag = "aws:ResourceTag/strata:stack";

it.each<[string, LintedStatement]>([
  ["creation by request tags", on("ec2:CreateVpc", ec2("vpc/*"), requestTag)],
  ["tagging at creation", on("ec2:CreateTags", ec2("subnet/*"), requestTag, "ec2:CreateAction")],
  ["change by the tags of the thing", on("ec2:DeleteVpc", ec2("vpc/*"), resourceTag)],
  ["a description, which knows no resource", on("ec2:DescribeVpcs", "*")],
  ["creation of what has no ARN yet", on("kms:CreateKey", "*", requestTag)],
  ["a key that only the resource knows", on("kms:CreateGrant", "arn:aws:kms:r:1:key/*", "kms:ResourceAliases")],
  ["a key that only the action knows", on("iam:PassRole", "arn:aws:iam::1:role/a/b", "iam:PassedToService")],
  ["global keys", on("s3:GetObject", "arn:aws:s3:::b/k", "aws:PrincipalArn", "aws:SecureTransport")],
  ["a global key with a variable part", on("ec2:DeleteVpc", ec2("vpc/*"), "aws:PrincipalTag/team")],
  ["a key in other letters", on("ec2:DeleteVpc", ec2("vpc/*"), "AWS:resourcetag/strata:stack")],
  ["a pattern across slashes", on("ecr:CreateRepository", "arn:aws:ecr:r:1:repository/strata-demo/*")],
  ["an ARN with colons at its end", on("logs:PutLogEvents", "arn:aws:logs:r:1:log-group:/a:log-stream:b")],
  ["texts instead of lists", { Action: "ec2:DescribeVpcs", Resource: "*" }],
])("accepts %s", async (_, statement) => expect(await lint([statement])).toEqual([]));

it.each<[string, LintedStatement, string]>([
  ["an unknown action", on("ec2:MakeVpc", ec2("vpc/*")), "ec2:MakeVpc: there is no such action"],
  ["an unknown service", on("vpc:Create", "*"), "vpc:Create: there is no service vpc"],
  ["a wildcard action", on("ec2:Describe*", "*"), "ec2:Describe*: names no single action"],
  ["an action in other letters", on("ec2:createVpc", ec2("vpc/*")), "ec2:createVpc: is written ec2:CreateVpc"],
  [
    "a resource of another type",
    on("ec2:DeleteVpc", ec2("vpc-endpoint/*")),
    `ec2:DeleteVpc on ${ec2("vpc-endpoint/*")}: is authorized on vpc`,
  ],
  [
    "the bucket's objects in the place of the bucket",
    on("s3:PutBucketPolicy", "arn:aws:s3:::b/*"),
    "s3:PutBucketPolicy on arn:aws:s3:::b/*: is authorized on bucket",
  ],
  [
    "a resource of another service",
    on("ec2:DeleteVpc", "arn:aws:eks:eu-central-1:111122223333:vpc/*"),
    "ec2:DeleteVpc on arn:aws:eks:eu-central-1:111122223333:vpc/*: is authorized on vpc",
  ],
  ["everything, where there is less", on("ec2:DeleteVpc", "*"), "ec2:DeleteVpc on *: is authorized on vpc"],
  [
    "a resource, where there is none",
    on("ec2:DescribeVpcs", ec2("vpc/*")),
    `ec2:DescribeVpcs on ${ec2("vpc/*")}: knows no resource but *`,
  ],
  [
    "tags of what is not there yet",
    on("ec2:CreateVpc", ec2("vpc/*"), resourceTag),
    `ec2:CreateVpc on ${ec2("vpc/*")}: ${resourceTag} is unknown to the action and vpc`,
  ],
  [
    "request tags of what was there before",
    on("ec2:CreateSubnet", ec2("vpc/*"), requestTag),
    `ec2:CreateSubnet on ${ec2("vpc/*")}: ${requestTag} is unknown to the action and vpc`,
  ],
  [
    "tags, where there is no resource",
    on("ec2:DescribeVpcs", "*", resourceTag),
    `ec2:DescribeVpcs on *: ${resourceTag} is unknown to the action`,
  ],
  [
    "tags of a KMS alias, which has none",
    on("kms:CreateAlias", "arn:aws:kms:r:1:alias/a", resourceTag),
    `kms:CreateAlias on arn:aws:kms:r:1:alias/a: ${resourceTag} is unknown to the action and alias`,
  ],
  [
    "a key of another service",
    on("ec2:DeleteVpc", ec2("vpc/*"), "kms:ViaService"),
    `ec2:DeleteVpc on ${ec2("vpc/*")}: kms:ViaService is unknown to the action and vpc`,
  ],
  [
    "a misspelt global key",
    on("ec2:DeleteVpc", ec2("vpc/*"), "aws:PrincipleArn"),
    `ec2:DeleteVpc on ${ec2("vpc/*")}: aws:PrincipleArn is unknown to the action and vpc`,
  ],
])("finds %s", async (_, statement, finding) => expect(await lint([statement])).toEqual([finding]));

it("tells every pair of action and resource apart, and says a thing once", async () => {
  const statement = { Action: ["ec2:DeleteVpc", "ec2:DeleteSubnet"], Resource: [ec2("vpc/*"), ec2("subnet/*")] };
  expect(await lint([statement, statement])).toEqual([
    `ec2:DeleteVpc on ${ec2("subnet/*")}: is authorized on vpc`,
    `ec2:DeleteSubnet on ${ec2("vpc/*")}: is authorized on subnet`,
  ]);
});

it("looks a thing up once", async () => {
  const actions = ["ec2:CreateTags", "ec2:DeleteTags", "ec2:RunInstances"];
  const statements = Array.from({ length: 200 }, () => ({ Action: actions, Resource: ec2("instance/*") }));
  await lint(statements.slice(0, 1));
  // Processor time, which other processes of the machine hardly change.
  const start = process.cpuUsage();
  await lint(statements);
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(200);
});
