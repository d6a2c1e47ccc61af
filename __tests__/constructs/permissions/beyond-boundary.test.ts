import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { beyondBoundary } from "../../../constructs/permissions/beyond-boundary";
import { derivedPermissions } from "../../../constructs/permissions/complete";
import type { ResourceNeeds } from "../../../constructs/permissions/derive";
import { resolveStack } from "../../../constructs/stack/resolved-tree";
import type { StackId } from "../../../constructs/stack/stack-id";
import { loadEnvironment } from "../../../environments/load";
import { platform } from "../../../main";
import type { Identity } from "../../../stacks/1-identity/stack";

const demo = loadEnvironment("demo");

function needing(stack: StackId, address: string, ...actions: readonly string[]): ResourceNeeds {
  const [type = ""] = address.split(".");
  const needs = { create: [{ actions, resources: ["*"] }], read: [], update: [], delete: [] };
  return { stack, address, path: `${stack}/x`, type, arn: "arn:aws:x:::y", changedBy: undefined, needs };
}

it("says what a stack's deployers could never do, once for each type, and where to allow it", () => {
  const functions = ["aws_lambda_function.first", "aws_lambda_function.second"].map((address) =>
    needing("cluster-services", address, "lambda:CreateFunction", "lambda:TagResource", "logs:CreateLogGroup"),
  );
  expect(beyondBoundary(functions, demo)).toEqual([
    {
      place: "cluster-services/x",
      value: "lambda:CreateFunction, lambda:TagResource",
      problem: "the boundary of this stack's deployers leaves nothing of it, and AWS would deny it whatever is derived",
      fix:
        'add the part of AWS to "cluster-services" in constructs/identity/deployer-services.ts, or, where no part has ' +
        "it, to constructs/identity/boundaries/services/ first; a root administrator applies the new boundary",
      code: "PERMISSIONS_BEYOND_BOUNDARY",
    },
  ]);
});

it("says nothing of what the boundary names by a pattern", () => {
  const resources = [
    needing("managed-infrastructure", "aws_vpc.x", "ec2:CreateVpc", "ec2:DescribeVpcs"),
    needing("kubernetes-cluster", "aws_eks_cluster.x", "eks:CreateCluster", "iam:PassRole"),
    needing("app-services", "aws_cloudwatch_log_group.x", "logs:UntagResource"),
  ];
  expect(beyondBoundary(resources, demo)).toEqual([]);
});

it("tells stacks apart: a database is within the boundary of app-services alone", () => {
  const database = (stack: StackId) =>
    beyondBoundary([needing(stack, "aws_rds_cluster.x", "rds:CreateDBCluster")], demo);
  expect(database("app-services")).toEqual([]);
  expect(database("apps")).toHaveLength(1);
});

it("is part of what the derivation finds, and stays unsaid where the resource may not be there at all", () => {
  const app = platform({ environment: demo });
  const apps = app.stack("apps");
  new EcrRepository(apps, "images", { name: "strata-demo/any" });
  const built = app.stacks.map((stack) => ({ ...resolveStack(stack, () => undefined), seconds: 0 }));
  const { findings } = derivedPermissions(app.stack("identity") as Identity)(built);
  expect(findings.map(({ place, code }) => `${place} ${code}`)).toEqual(["apps/images PERMISSIONS_BEYOND_BOUNDARY"]);
  expect(app.findings().map(({ place, code }) => `${place} ${code}`)).toEqual(["apps/images type-not-allowed"]);
});
