import { efs } from "../../../../constructs/permissions/catalogue/efs";
import { lintOf, notGranted, tags, unlimited, verdictOn } from "./storage-needs";

const arn = (service: string, thing: string) => `arn:aws:${service}:eu-central-1:111122223333:${thing}`;
const system = arn("elasticfilesystem", "file-system/fs-0123");
const can = (action: string, resource: string, context = {}) => verdictOn(efs, { action, resource, context });

it("grants every call that the provider was seen making", () => expect(notGranted(efs)).toEqual([]));

it("agrees with AWS's service authorization data", async () => expect(await lintOf(efs)).toEqual([]));

it("writes on no more than AWS lets nobody narrow", () => {
  expect(unlimited(efs)).toEqual({ "elasticfilesystem:CreateFileSystem": true });
});

it("makes file systems in its own name", () => {
  const create = "elasticfilesystem:CreateFileSystem";
  expect(can(create, "*", tags("RequestTag"))).toBe("allowed");
  expect(can(create, "*", tags("RequestTag", "apps"))).toBe("denied");
  expect(can(create, "*")).toBe("denied");
});

it("tags a file system in the call that makes it, and so takes over none that is there", () => {
  const tagging = (context: object) =>
    can("elasticfilesystem:TagResource", system, { ...tags("RequestTag"), ...context });
  expect(tagging({ "elasticfilesystem:CreateAction": "CreateFileSystem" })).toBe("allowed");
  expect(tagging({})).toBe("denied");
  expect(tagging(tags("ResourceTag", "apps"))).toBe("denied");
});

it.each([
  "CreateMountTarget",
  "DeleteFileSystem",
  "DeleteFileSystemPolicy",
  "DeleteMountTarget",
  "PutBackupPolicy",
  "PutFileSystemPolicy",
])("is for the stack's own file systems: %s", (verb) => {
  const on = (context = {}) => can(`elasticfilesystem:${verb}`, system, context);
  expect(on(tags("ResourceTag"))).toBe("allowed");
  expect(on(tags("ResourceTag", "apps"))).toBe("denied");
  expect(on(tags("ResourceTag", "managed-infrastructure", "prod"))).toBe("denied");
  expect(on()).toBe("denied");
});

describe("interfaces of mount targets", () => {
  const byService = { "aws:ViaAWSService": "true" };

  it.each([
    ["CreateNetworkInterface", ["network-interface", "subnet"]],
    ["ModifyNetworkInterfaceAttribute", ["network-interface", "subnet"]],
    ["DeleteNetworkInterface", ["network-interface"]],
  ])("are EFS's to touch, and nobody's by hand: %s", (verb, types) => {
    for (const type of types) {
      expect(can(`ec2:${verb}`, arn("ec2", `${type}/x-0123`), byService)).toBe("allowed");
      expect(can(`ec2:${verb}`, arn("ec2", `${type}/x-0123`))).toBe("denied");
    }
  });

  it("stand in the stack's own security group", () => {
    const group = arn("ec2", "security-group/sg-0123");
    const create = (context: object) => can("ec2:CreateNetworkInterface", group, { ...byService, ...context });
    expect(create(tags("ResourceTag"))).toBe("allowed");
    expect(create(tags("ResourceTag", "app-services"))).toBe("denied");
    expect(create({})).toBe("denied");
  });
});

it("lets EFS hold a grant on the files key, and on no other", () => {
  const grant = (context: object) =>
    can("kms:CreateGrant", arn("kms", "key/0123"), {
      "kms:ViaService": "elasticfilesystem.eu-central-1.amazonaws.com",
      "kms:GrantIsForAWSResource": "true",
      "kms:ResourceAliases": ["alias/strata/demo/files"],
      ...context,
    });
  expect(grant({})).toBe("allowed");
  expect(grant({ "kms:GrantIsForAWSResource": "false" })).toBe("denied");
  expect(grant({ "kms:ResourceAliases": ["alias/strata/demo/database"] })).toBe("denied");
  expect(grant({ "kms:ViaService": "rds.eu-central-1.amazonaws.com" })).toBe("denied");
});

it("mounts nothing", () => {
  for (const verb of ["ClientMount", "ClientWrite", "ClientRootAccess"]) {
    expect(can(`elasticfilesystem:${verb}`, system, tags("ResourceTag"))).toBe("denied");
  }
});
