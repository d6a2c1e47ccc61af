import { grants } from "../../../cli/report/client/grants";

const all = { effect: "Allow", actions: ["*"], resources: ["*"] } as const;
const rest = { sid: "", conditions: [], allButActions: false, allButResources: false };

describe("a search for what a statement grants", () => {
  it.each([
    ["s3:putobject", { ...all, actions: ["s3:Put*"] }, true],
    ["s3:putobject", { ...all, actions: ["s3:Get*"] }, false],
    ["s3:putobject", { ...all, actions: ["iam:*"], allButActions: true }, true],
    ["iam:createrole", { ...all, actions: ["iam:*"], allButActions: true }, false],
    ["s3:putobject", { ...all, effect: "Deny" as const }, false],
    ["s3:putobject", { ...all, actions: ["all of AWS's policy PowerUserAccess"] }, true],
    ["iam:createrole", { ...all, actions: ["all of AWS's policy PowerUserAccess"] }, false],
    ["arn:aws:ec2:eu-central-1:111122223333:subnet/s-1", { ...all, actions: ["ec2:CreateTags"] }, true],
    [
      "arn:aws:ec2:eu-central-1:111122223333:subnet/s-1",
      { ...all, actions: ["ec2:CreateTags"], resources: ["subnet/*"] },
      true,
    ],
    ["arn:aws:ec2:eu-central-1:111122223333:subnet/s-1", { ...all, resources: ["ec2 subnet/*"] }, true],
    ["arn:aws:ec2:eu-central-1:111122223333:subnet/s-1", { ...all, resources: ["rds subnet/*"] }, false],
    ["arn:aws:ec2:eu-central-1:111122223333:subnet/s-1", { ...all, actions: ["rds:*"] }, false],
    [
      "arn:aws:ec2:eu-central-1:111122223333:subnet/s-1",
      { ...all, resources: ["ec2 subnet/*"], allButResources: true },
      false,
    ],
  ])("%s by %j: %s", (word, statement, expected) => expect(grants({ ...rest, ...statement }, word)).toBe(expected));
});
