import fs from "node:fs";
import path from "node:path";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";
import { targetVersions } from "../../../constructs/stack/required-terraform";
import { stackIds } from "../../../constructs/stack/stack-id";
import { loadEnvironment } from "../../../environments/load";
import { demo } from "../../support/demo";
import { twoStacks } from "../../support/two-stacks";

describe("every stack", () => {
  const environment = loadEnvironment("demo");

  it.each(stackIds)("%s has one AWS provider, bound to account and region, with ownership tags", (id) => {
    expect(demo()[id].json.provider.aws).toEqual([
      {
        region: environment.aws.region,
        allowed_account_ids: [environment.aws.accountId],
        default_tags: [{ tags: { ...environment.aws.tags, "strata:environment": "demo", "strata:stack": id } }],
      },
    ]);
  });

  it("lets no environment set the tags that rights rest on", () => {
    const tags = { team: "x", "strata:environment": "other", "strata:stack": "other" };
    const { producer } = twoStacks({ environment: { ...environment, aws: { ...environment.aws, tags } } }).synth();
    expect(producer.provider.aws[0].default_tags[0].tags).toEqual({
      team: "x",
      "strata:environment": "demo",
      "strata:stack": "managed-infrastructure",
    });
  });

  it.each(stackIds)("%s pins its providers", (id) => {
    const providers = Object.values<{ source: string; version: string }>(demo()[id].json.terraform.required_providers);
    for (const { source, version } of providers) {
      expect(source).toMatch(/^registry\.terraform\.io\/hashicorp\/(aws|kubernetes|helm)$/);
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  it.each(stackIds)("%s asks for the same Terraform as cdktf.json does", (id) => {
    const asked = JSON.parse(fs.readFileSync(path.join(__dirname, "../../../cdktf.json"), "utf8")).targetVersions;
    expect(asked).toStrictEqual(targetVersions);
    expect(demo().text(`stacks/${id}/versions.tf`)).toBe(`terraform {\n  required_version = "${asked.terraform}"\n}\n`);
  });

  it("names its resources by their construct paths", () => {
    const stacks = twoStacks();
    const network = new Construct(stacks.producer, "network");
    new SecurityGroup(network, "events", {});
    expect(Object.keys(stacks.synth().producer.resource.aws_security_group)).toEqual(["network_events"]);
  });

  it("refuses an id that would make two paths one address", () => {
    const { producer } = twoStacks();
    expect(() => new SecurityGroup(producer, "net_work", {}).friendlyUniqueId).toThrow(
      'managed-infrastructure/net_work: the id "net_work" holds an underscore, which separates ids in Terraform names. ' +
        "Use a hyphen.",
    );
  });
});
