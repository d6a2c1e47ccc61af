import { stackIds } from "../../../constructs/stack/stack-id";
import { boundaries } from "../../../stacks/boundaries";
import { HcpTerraform } from "./support/hcp-terraform";
import { run } from "./support/run";

let hcp: HcpTerraform;
let address: string;

// What follows changes nothing any more.
beforeAll(async () => {
  hcp = new HcpTerraform();
  address = await hcp.listen();
});
afterAll(() => hcp.close());

const nameOf = (stack: string) => `strata-example-hcp-${stack}`;
const names = (items: readonly { attributes: Record<string, unknown> }[]) =>
  items.map(({ attributes }) => attributes.name);

describe("on an empty organization", () => {
  beforeAll(async () => {
    const { exitCode, output, error } = await run(hcp, address, "--yes");
    expect({ error, exitCode }).toEqual({ error: "", exitCode: 0 });
    expect(output).toContain("HCP Terraform is now as example-hcp wants it (");
  });

  it("makes the project and six workspaces in it that apply nothing by themselves", () => {
    const [project] = hcp.store.all("projects");
    expect(project?.attributes.name).toBe("Platform");
    expect(names(hcp.store.all("workspaces"))).toEqual(stackIds.map(nameOf));
    for (const { attributes, relationships } of hcp.store.all("workspaces")) {
      expect(relationships.project?.data).toMatchObject({ id: project?.id });
      expect(attributes).toMatchObject({
        "terraform-version": "1.11.4",
        "auto-apply": false,
        "auto-apply-run-trigger": false,
        "global-remote-state": false,
        "working-directory": null,
      });
    }
  });

  it("runs identity where Terraform is called, two stacks on HCP Terraform, four on the agents it lets in", () => {
    const modes = stackIds.map((stack) => hcp.workspace(stack).attributes["execution-mode"]);
    expect(modes).toEqual(["local", "remote", "agent", "agent", "agent", "agent"]);
    const pool = hcp.store.named("agent-pools", "platform-vpc");
    expect(pool.attributes["organization-scoped"]).toBe(false);
    const guests = stackIds.slice(2).map((stack) => ({ type: "workspaces", id: hcp.workspace(stack).id }));
    expect(pool.relationships["allowed-workspaces"]?.data).toEqual(guests);
  });

  it.each(stackIds)("lets the state of %s be read by those who read its contract, one by one", (stack) => {
    const readers = stackIds.filter((reader) => (boundaries[reader].reads as readonly string[]).includes(stack));
    expect(names(hcp.workspaces.consumers(hcp.workspace(stack).id))).toEqual(readers.map(nameOf));
  });

  it.each(stackIds)("runs %s after what it reads", (stack) => {
    const sources = hcp.store
      .all("run-triggers", hcp.workspace(stack).id)
      .map((one) => one.attributes["sourceable-name"]);
    expect(sources).toEqual(boundaries[stack].reads.map(nameOf));
  });

  it.each(stackIds)("gives the runs of %s its two roles, by variables that hold no secret", (stack) => {
    const root = stack === "identity" ? "root" : "deployers";
    const role = `arn:aws:iam::333344445555:role/strata/example-hcp/${root}/strata-example-hcp-${stack}`;
    const found = hcp.store.all("vars", hcp.workspace(stack).id).map(({ attributes }) => attributes);
    expect(Object.fromEntries(found.map(({ key, value }) => [key, value]))).toEqual({
      TFC_AWS_PROVIDER_AUTH: "true",
      TFC_AWS_WORKLOAD_IDENTITY_AUDIENCE: "aws.workload.identity",
      TFC_AWS_PLAN_ROLE_ARN: `${role}-plan`,
      TFC_AWS_APPLY_ROLE_ARN: `${role}-apply`,
    });
    for (const attributes of found) expect(attributes).toMatchObject({ category: "env", sensitive: false, hcl: false });
  });

  it("has all but local identity assessed, and somebody told of drift", () => {
    for (const stack of stackIds) {
      const { id, attributes } = hcp.workspace(stack);
      const told = hcp.store.all("notification-configurations", id).map((one) => one.attributes);
      expect(attributes["assessments-enabled"]).toBe(stack !== "identity");
      expect(told).toHaveLength(stack === "identity" ? 0 : 1);
      for (const one of told) {
        expect(one).toMatchObject({
          enabled: true,
          url: "https://hooks.quillstone.example/platform/drift",
          triggers: ["assessment:check_failure", "assessment:drifted", "assessment:failed"],
        });
      }
    }
  });

  it("says what is whose by tags", () => {
    const tags = hcp.store.all("tag-bindings", hcp.workspace("apps").id).map(({ attributes }) => attributes);
    expect(tags).toEqual([
      { key: "strata:environment", value: "example-hcp" },
      { key: "strata:stack", value: "apps" },
    ]);
  });

  it("changes nothing the second time, and --check finds nothing", async () => {
    const before = hcp.writes.length;
    const second = await run(hcp, address, "--yes");
    expect(second).toMatchObject({ exitCode: 0, shown: "" });
    expect(second.output).toContain("HCP Terraform is as example-hcp wants it.\n");
    expect(await run(hcp, address, "--check")).toMatchObject({ exitCode: 0 });
    expect(hcp.writes).toHaveLength(before);
  });

  it("needs nobody to ask where there is nothing to change", async () => {
    expect(await run(hcp, address)).toMatchObject({ exitCode: 0, error: "" });
  });
});
