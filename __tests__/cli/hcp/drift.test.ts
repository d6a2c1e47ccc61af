import type { Item } from "../../../cli/hcp/api/document";
import { HcpTerraform } from "./support/hcp-terraform";
import { run, setUpNow, wanted } from "./support/run";
import type { Kept } from "./support/store";

let hcp: HcpTerraform;
let address: string;

beforeAll(async () => {
  hcp = new HcpTerraform();
  address = await hcp.listen();
  await setUpNow(hcp, address);
  hcp.giveState("identity");
});
afterAll(() => hcp.close());

const nameOf = (stack: string) => `strata-example-hcp-${stack}`;
const part = (type: string, stack: string, key: string, value: unknown): Kept => {
  const found = hcp.store.all(type, hcp.workspace(stack).id).find(({ attributes }) => attributes[key] === value);
  if (!found) throw new Error(`${stack} has no ${type} ${value}`);
  return found;
};
const stranger = () => hcp.store.add("workspaces", "ws", { name: "somebody-else" });
const letRead = (stack: string, reader: Pick<Item, "id">) =>
  hcp.workspaces.changeConsumers(hcp.workspace(stack).id, "POST", { data: [{ type: "workspaces", id: reader.id }] });
const set = (stack: string, attributes: object) => Object.assign(hcp.workspace(stack).attributes, attributes);

/** What is changed by hand, and the line by which it is told. */
const drifts: readonly (readonly [string, () => unknown, readonly string[]])[] = [
  [
    "a Terraform of its own",
    () => set("apps", { "terraform-version": "1.12.0" }),
    ["terraform-version", "1.12.0 → 1.11.4"],
  ],
  ["applies without asking", () => set("apps", { "auto-apply": true }), ["auto-apply", "true → false"]],
  [
    "applies after others",
    () => set("apps", { "auto-apply-run-trigger": true }),
    ["auto-apply-run-trigger", "true → false"],
  ],
  ["another folder", () => set("apps", { "working-directory": "x" }), ["working-directory", "x → none"]],
  [
    "another description",
    () => set("apps", { description: "Mine" }),
    ["description", "Mine → Stack apps of example-hcp."],
  ],
  [
    "destruction by the clock",
    () => set("apps", { "auto-destroy-at": "2027-01-01" }),
    ["auto-destroy-at", "2027-01-01 → none"],
  ],
  [
    "a state for the project",
    () => set("apps", { "project-remote-state": true }),
    ["project-remote-state", "true → false"],
  ],
  [
    "runs on other workers",
    () => set("apps", { "execution-mode": "remote" }),
    ["execution-mode", "remote → agent, pool platform-vpc"],
  ],
  [
    "the organization's default workers",
    () => set("managed-infrastructure", { "setting-overwrites": { "execution-mode": false } }),
    ["execution-mode", "remote, the organization's default → remote"],
  ],
  ["no assessments", () => set("apps", { "assessments-enabled": false }), ["assessments-enabled", "false → true"]],
  [
    "another project",
    () => {
      hcp.workspace("apps").relationships.project = { data: { type: "projects", id: "prj-of-others" } };
    },
    ["project", "prj-of-others → Platform"],
  ],
  [
    "another's agents",
    () => {
      const { id } = hcp.store.add("agent-pools", "apool", { name: "others", "organization-scoped": true });
      hcp.workspace("apps").relationships["agent-pool"] = { data: { type: "agent-pools", id } };
    },
    ["execution-mode", "agent, pool platform-vpc"],
  ],
  [
    "no place in the pool",
    () => {
      hcp.store.named("agent-pools", "platform-vpc").relationships["allowed-workspaces"] = { data: [] };
    },
    ["may be used by", nameOf("apps")],
  ],
  [
    "a lost tag",
    () => hcp.store.remove("tag-bindings", part("tag-bindings", "apps", "key", "strata:stack").id),
    ["create", "tag strata:stack"],
  ],
  [
    "a changed tag",
    () => Object.assign(part("tag-bindings", "apps", "key", "strata:stack").attributes, { value: "x" }),
    ["update", "tag strata:stack", "x → apps"],
  ],
  [
    "a reader of the state from elsewhere",
    () => letRead("identity", stranger()),
    ["remove", nameOf("identity"), "reader of the state", "somebody-else"],
  ],
  [
    "a reader of the state among the six that reads no contract of it",
    () => letRead("identity", hcp.workspace("apps")),
    ["remove", nameOf("identity"), "reader of the state", nameOf("apps")],
  ],
  [
    "a reader of the state that is gone",
    () => {
      const data = [{ type: "workspaces", id: hcp.workspace("apps").id }];
      hcp.workspaces.changeConsumers(hcp.workspace("app-services").id, "DELETE", { data });
    },
    ["create", nameOf("app-services"), "reader of the state", nameOf("apps")],
  ],
  [
    "a source of runs from elsewhere",
    () => {
      const data = { type: "workspaces", id: stranger().id };
      hcp.parts.createTrigger(hcp.workspace("apps").id, { data: { relationships: { sourceable: { data } } } });
    },
    ["remove", nameOf("apps"), "runs after", "somebody-else"],
  ],
  [
    "the same source twice",
    () => {
      const data = { type: "workspaces", id: hcp.workspace("app-services").id };
      hcp.parts.createTrigger(hcp.workspace("apps").id, { data: { relationships: { sourceable: { data } } } });
    },
    ["remove", nameOf("apps"), "runs after", nameOf("app-services")],
  ],
  [
    "a source of runs that is gone",
    () => hcp.store.remove("run-triggers", part("run-triggers", "apps", "sourceable-name", nameOf("app-services")).id),
    ["create", nameOf("apps"), "runs after", nameOf("app-services")],
  ],
  [
    "a role of somebody's",
    () => Object.assign(part("vars", "apps", "key", "TFC_AWS_APPLY_ROLE_ARN").attributes, { value: "arn:x" }),
    ["TFC_AWS_APPLY_ROLE_ARN", "arn:x → arn:aws:iam::333344445555:role/"],
  ],
  [
    "a role that nobody can read",
    () => Object.assign(part("vars", "apps", "key", "TFC_AWS_PLAN_ROLE_ARN").attributes, { sensitive: true }),
    ["TFC_AWS_PLAN_ROLE_ARN", "sensitive → arn:aws:iam::333344445555:role/"],
  ],
  [
    "a lost variable",
    () => hcp.store.remove("vars", part("vars", "apps", "key", "TFC_AWS_PROVIDER_AUTH").id),
    ["create", "TFC_AWS_PROVIDER_AUTH", "true"],
  ],
  [
    "a variable that is one of Terraform's",
    () => Object.assign(part("vars", "apps", "key", "TFC_AWS_PROVIDER_AUTH").attributes, { category: "terraform" }),
    ["create", "TFC_AWS_PROVIDER_AUTH", "true"],
  ],
  [
    "drift told to others",
    () => Object.assign(part("notification-configurations", "apps", "enabled", true).attributes, { url: "https://x" }),
    ["update", "notification", "https://x on check_failure, drifted, failed → https://hooks.quillstone.example"],
  ],
  [
    "drift told no more",
    () => Object.assign(part("notification-configurations", "apps", "enabled", true).attributes, { enabled: false }),
    ["update", "notification", "failed, off → "],
  ],
  [
    "drift told by another kind of message",
    () =>
      Object.assign(part("notification-configurations", "apps", "enabled", true).attributes, {
        "destination-type": "slack",
      }),
    ["create", "notification", "https://hooks.quillstone.example"],
  ],
];

it.each(drifts)("%s is found by --check, which mends nothing, and mended by the next run", async (_, happen, words) => {
  happen();
  const before = hcp.writes.length;
  const found = await run(hcp, address, "--check");
  expect(found).toMatchObject({ exitCode: 2, error: "" });
  expect(hcp.writes).toHaveLength(before);
  expect(found.output.split("\n").filter((line) => words.every((word) => line.includes(word)))).toHaveLength(1);
  const mended = await run(hcp, address, "--yes");
  expect(mended).toMatchObject({ exitCode: 0, error: "" });
  for (const word of words) expect(mended.shown).toContain(word);
  expect(await run(hcp, address, "--check")).toMatchObject({ exitCode: 0 });
});

it("a state that all may read is closed, and whoever was named before is shown and taken off in a second look", async () => {
  letRead("identity", stranger());
  set("identity", { "global-remote-state": true });
  const mended = await run(hcp, address, "--yes");
  expect(mended.exitCode).toBe(0);
  const [closed = -1, removed = -1] = ["global-remote-state", "somebody-else"].map((word) =>
    mended.shown.indexOf(word),
  );
  expect(closed).toBeGreaterThanOrEqual(0);
  expect(removed).toBeGreaterThan(closed);
  const readers = hcp.workspaces.consumers(hcp.workspace("identity").id).map(({ attributes }) => attributes.name);
  expect(readers).toEqual([nameOf("managed-infrastructure"), nameOf("kubernetes-cluster")]);
});

it("a webhook that the environment names no more is told nothing more", async () => {
  await setUpNow(hcp, address, wanted({ notificationUrl: undefined }));
  expect(hcp.store.all("notification-configurations")).toEqual([]);
  await setUpNow(hcp, address);
});

it("others' things stay: tags, variables, notifications, and what their workspaces read and run after", async () => {
  const { id } = hcp.workspace("apps");
  const other = stranger();
  const theirs = [
    hcp.store.add("tag-bindings", "tb", { key: "cost", value: "1" }, id),
    hcp.store.add("vars", "var", { key: "AWS_ACCESS_KEY_ID", value: "x", category: "env" }, id),
    hcp.store.add("vars", "var", { key: "TF_LOG", value: "debug", category: "env" }, id),
    hcp.store.add("notification-configurations", "nc", { name: "mine", "destination-type": "slack" }, id),
    hcp.store.add("run-triggers", "rt", { "sourceable-name": nameOf("apps") }, other.id),
  ];
  const { output, exitCode } = await run(hcp, address, "--check");
  expect(exitCode).toBe(0);
  expect(output).toContain(
    "note: strata-example-hcp-apps has the variable AWS_ACCESS_KEY_ID, which may give its runs other",
  );
  expect(output).not.toContain("TF_LOG");
  await run(hcp, address, "--yes");
  for (const one of theirs) expect(hcp.store.get(one.type, one.id)).toBe(one);
});

it("never removes a workspace, a project or a pool", () => {
  const removed = hcp.writes.filter(({ method }) => method === "DELETE").map(({ path }) => path.split("/").at(-2));
  expect(new Set(removed)).toEqual(new Set(["vars", "run-triggers", "notification-configurations", "relationships"]));
});
