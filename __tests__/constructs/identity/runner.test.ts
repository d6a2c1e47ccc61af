import { Runner } from "../../../constructs/identity/runner";
import { synthesize } from "../../support/synthesize";
import { aws, names } from "./support/context";
import { actionsOf } from "./support/iam";

const stack = synthesize((scope) => {
  new Runner(scope, "runner", { names, ...aws, boundaryArn: names.boundaryArn("controllers") });
});

it("is a machine, below the boundary of all that runs", () => {
  const role = stack.only("aws_iam_role");
  expect(role).toMatchObject({
    name: "strata-prod-runner",
    path: "/strata/prod/runners/",
    permissions_boundary: names.boundaryArn("controllers"),
  });
  expect(JSON.parse(role.assume_role_policy).Statement).toEqual([
    { Sid: "Service", Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: ["sts:AssumeRole"] },
  ]);
  expect(stack.only("aws_iam_instance_profile")).toEqual({
    name: "strata-prod-runner",
    path: "/strata/prod/runners/",
    role: "${aws_iam_role.runner_machine_role.name}",
  });
});

it("reports to Systems Manager, and can neither read anything nor take a role", () => {
  expect(actionsOf(JSON.parse(stack.only("aws_iam_policy").policy))).toEqual([
    "ssm:UpdateInstanceInformation",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
  ]);
});
