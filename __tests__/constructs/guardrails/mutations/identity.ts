import type { Mutations } from "./mutation";

// biome-ignore lint/suspicious/noExplicitAny: policies are changed as the JSON that they are
type Statement = any;

const web = /^aws_iam_role\.apps_storefront-[\w-]+_role$/;
const deployer = /^aws_iam_role\.deployers_apps-apply_role$/;
const people = /^aws_iam_role\.people_auditor_role$/;
const permissions = /^aws_iam_policy\.people_operator_policy-permissions$/;

/** Changes each statement of a document that has something to change. */
const statements = (argument: string, change: (statement: Statement) => void) => (body: Record<string, string>) => {
  const document = JSON.parse(body[argument] ?? "");
  for (const statement of document.Statement) change(statement);
  body[argument] = JSON.stringify(document);
};

const trust = (change: (statement: Statement) => void) => statements("assume_role_policy", change);
const condition = (issuer: string, change: (asked: Record<string, string>, statement: Statement) => void) =>
  trust((statement) => {
    if (statement.Sid === issuer) change(statement.Condition.StringEquals, statement);
  });
const subject = "token.actions.githubusercontent.com:sub";

export const identity: Mutations = {
  "role-boundary": {
    "a role without one": (demo) =>
      demo.changed(demo.address(web), (body) => {
        delete body.permissions_boundary;
      }),
    "a boundary that its own deployer could rewrite": (demo) =>
      demo.changed(demo.address(web), (body) => {
        body.permissions_boundary = "arn:aws:iam::111122223333:policy/strata/demo/apps/boundary";
      }),
  },
  "policy-unreadable": {
    "a document that only Terraform puts together": (demo) =>
      demo.changed(demo.address(permissions), (body) => {
        body.policy = "${jsonencode(local.policy)}";
      }),
  },
  "wildcard-action": {
    "all of S3": (demo) =>
      demo.changed(
        demo.address(permissions),
        statements("policy", (statement) => {
          statement.Action = "s3:*";
        }),
      ),
    "all but IAM": (demo) =>
      demo.changed(
        demo.address(permissions),
        statements("policy", (statement) => {
          delete statement.Action;
          statement.NotAction = ["iam:*"];
        }),
      ),
    "all of a service, inline": (demo) =>
      demo.changed(demo.address(web), (body) => {
        const all = { Effect: "Allow", Action: "dynamodb:*", Resource: "*" };
        body.inline_policy = [{ name: "all", policy: JSON.stringify({ Statement: [all] }) }];
      }),
  },
  "wildcard-resource": {
    "deleting any bucket": (demo) =>
      demo.added("identity", "aws_iam_role_policy", "clean-up", {
        role: "clean-up",
        policy: JSON.stringify({ Statement: { Effect: "Allow", Action: "s3:DeleteBucket", Resource: "*" } }),
      }),
  },
  "administrator-policy": {
    "an administrator": (demo) =>
      demo.added("identity", "aws_iam_role_policy_attachment", "admin", {
        role: "strata-demo-operator",
        policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
    "all of S3, by AWS's own policy": (demo) =>
      demo.changed(demo.address(web), (body) => {
        body.managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonS3FullAccess"];
      }),
  },
  "open-trust": {
    everyone: (demo) =>
      demo.changed(
        demo.address(people),
        trust((statement) => {
          statement.Principal = "*";
          delete statement.Condition;
        }),
      ),
    "a whole organization": (demo) =>
      demo.changed(
        demo.address(people),
        trust((statement) => {
          statement.Principal = { AWS: "*" };
          statement.Condition = { StringEquals: { "aws:PrincipalOrgID": "o-abcd123456" } };
        }),
      ),
    "all of an account": (demo) =>
      demo.changed(
        demo.address(people),
        trust((statement) => {
          delete statement.Condition;
        }),
      ),
    "any role of an account": (demo) =>
      demo.changed(
        demo.address(people),
        trust((statement) => {
          statement.Condition.ArnLike["aws:PrincipalArn"] = ["arn:aws:iam::111122223333:role/*"];
        }),
      ),
  },
  "oidc-subject": {
    "any job of an owner": (demo) =>
      demo.changed(
        demo.address(deployer),
        condition("GitHub", (asked, statement) => {
          delete asked[subject];
          statement.Condition.StringLike = { [subject]: "repo:tideline-outdoor/*" };
        }),
      ),
    "any job of GitHub": (demo) =>
      demo.changed(
        demo.address(deployer),
        condition("GitHub", (asked) => {
          delete asked[subject];
        }),
      ),
  },
  "oidc-audience": {
    "no audience": (demo) =>
      demo.changed(
        demo.address(deployer),
        condition("GitHub", (asked) => {
          delete asked["token.actions.githubusercontent.com:aud"];
        }),
      ),
  },
  "pod-trust": {
    "any service account of a namespace": (demo) =>
      demo.changed(
        demo.address(web),
        condition("Pod", (asked) => {
          delete asked["aws:RequestTag/kubernetes-service-account"];
        }),
      ),
    "any namespace, by a pattern": (demo) =>
      demo.changed(
        demo.address(web),
        condition("Pod", (asked, statement) => {
          delete asked["aws:RequestTag/kubernetes-namespace"];
          statement.Condition.StringLike = { "aws:RequestTag/kubernetes-namespace": "*" };
        }),
      ),
  },
};
