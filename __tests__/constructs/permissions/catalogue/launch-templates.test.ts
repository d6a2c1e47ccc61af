import { bears, conditionsOn, grantsOf, receives, receivesWith } from "./network-needs";

const own = "kubernetes-cluster";
const type = "launch-template";

it("makes a template with its own tags", () => {
  const on = (action: string) => conditionsOn("aws_launch_template", "create", action, type);
  expect(on("ec2:CreateLaunchTemplate")).toEqual([receives(own)]);
  expect(on("ec2:CreateTags")).toEqual([receivesWith(own, "CreateLaunchTemplate")]);
});

it("changes and deletes its own templates only", () => {
  for (const action of ["ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate"]) {
    expect(conditionsOn("aws_launch_template", "update", action, type)).toEqual([bears(own)]);
  }
  expect(conditionsOn("aws_launch_template", "delete", "ec2:DeleteLaunchTemplate", type)).toEqual([bears(own)]);
});

it("starts nothing", () => {
  const actions = grantsOf("aws_launch_template", "create", "update", "delete").flatMap((grant) => grant.actions);
  expect(actions).not.toContain("ec2:RunInstances");
});
