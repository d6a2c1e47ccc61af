import fs from "node:fs";
import path from "node:path";
import { adoptAll, each, removeAll } from "../../../cli/bootstrap/all-stacks";
import type { BootstrapContext } from "../../../cli/bootstrap/context";
import { allWantedOf } from "../../../cli/bootstrap/wanted";
import type { Template } from "../../../constructs/bootstrap/cloudformation";
import { templateLimit } from "../../../constructs/bootstrap/template-text";
import { platform } from "../../../main";
import { outputOf } from "../../support/demo";
import { shardedDemo, unshardedDemo } from "../../support/sharded-demo";
import { scratchFolder } from "../../terraform/support/scratch";
import { account, emptyAccount, session } from "./support/account";

const output = outputOf(shardedDemo);
const file = (name: string) => output.file(`bootstrap/${name}.json`) as Template;

describe("templates", () => {
  it("one for the six stacks, and one for each shard, which has its bucket and key and nothing else", () => {
    expect(output.files.filter((name) => name.startsWith("bootstrap/"))).toEqual([
      "bootstrap/template.json",
      "bootstrap/apps-storefront.json",
      "bootstrap/apps-storefront-eu.json",
    ]);
    expect(Object.keys(file("apps-storefront").Resources)).toEqual([
      "AppsStorefrontStateKey",
      "AppsStorefrontStateKeyAlias",
      "AppsStorefrontStateBucket",
      "AppsStorefrontStateBucketPolicy",
    ]);
    expect(Object.keys(file("template").Resources).filter((id) => id.includes("Storefront"))).toEqual([]);
  });

  it("a shard's size has nothing to do with how many there are, and a fifth of CloudFormation's limit is enough", () => {
    const size = (name: string) => Buffer.byteLength(output.text(`bootstrap/${name}.json`));
    expect(size("apps-storefront")).toBeLessThan(templateLimit / 5);
    const grown = size("template") - Buffer.byteLength(outputOf(unshardedDemo).text("bootstrap/template.json"));
    // The pattern of their roles as readers, and two ARNs of buckets that log.
    expect(grown).toBeLessThan(3_000);
  });

  it("its logs go where those of all states go, and are let in there", () => {
    const { AppsStorefrontStateBucket: bucket } = file("apps-storefront").Resources;
    const { StateAccessLogBucketPolicy: policy } = file("template").Resources;
    expect(bucket?.Properties.LoggingConfiguration).toMatchObject({
      DestinationBucketName: "strata-demo-111122223333-state-access-logs",
    });
    expect(bucket?.DependsOn).toBeUndefined();
    expect(JSON.stringify(policy)).toContain("arn:aws:s3:::strata-demo-111122223333-apps-storefront");
  });
});

describe("the command", () => {
  const target = scratchFolder("bootstrap-shards");
  for (const name of output.files.filter((one) => one.startsWith("bootstrap/"))) {
    fs.mkdirSync(path.join(target, "bootstrap"), { recursive: true });
    fs.writeFileSync(path.join(target, name), output.text(name));
  }
  const wanted = allWantedOf(platform({ environment: shardedDemo, outdir: target }));
  const contexts = (one = account()) => wanted.map((each) => session(one, { wanted: each }));

  it("wants a stack for the six and one for each shard", () => {
    expect(wanted.map(({ stack, stores }) => [stack, stores.length])).toEqual([
      ["strata-demo-bootstrap", 6],
      ["strata-demo-bootstrap-apps-storefront", 1],
      ["strata-demo-bootstrap-apps-storefront-eu", 1],
    ]);
    expect(wanted.map(({ roles, logBucket }) => [roles.length > 0, logBucket !== undefined])).toEqual([
      [true, true],
      [false, false],
      [false, false],
    ]);
  });

  it("takes one after the other, and ends as the worst of them", async () => {
    const seen: string[] = [];
    const step = async ({ wanted: { stack } }: BootstrapContext) => {
      seen.push(stack);
      return { output: `${stack}\n`, exitCode: stack.endsWith("storefront") ? 2 : 0 };
    };
    const all = wanted.map(({ stack }) => stack);
    expect(await each(step)(contexts())).toEqual({ output: `${all.join("\n")}\n`, exitCode: 2 });
    expect(seen).toEqual(all);
  });

  it("deletes nothing of any where one of them was ever used, and otherwise the shards first", async () => {
    const one = account();
    const { apis } = one;
    const used = async ({ Bucket }: { readonly Bucket?: string }) =>
      Bucket?.endsWith("-apps-storefront") ? { Versions: [{ Key: "apps-storefront.tfstate" }] } : {};
    const s3 = { ...apis.s3, listObjectVersions: used };
    const inUse = contexts(one).map((context) => ({ ...context, aws: { ...apis, s3 } }));
    await expect(removeAll(inUse)).rejects.toThrow("nothing is deleted:\n  strata-demo-111122223333-apps-storefront\n");
    expect(one.calls).toEqual([]);
    const steps = wanted.map((each) => session(account(), { wanted: each }));
    const { output: said } = await removeAll(steps);
    expect(said.match(/^\S+ is deleted/gm)).toEqual([...wanted].reverse().map(({ stack }) => `${stack} is deleted`));
  });

  it("adopts what is there without a stack, and deploys the others", async () => {
    const [first, second] = wanted;
    const [there, alone] = [
      account(),
      emptyAccount({ stores: true, outcome: ["IMPORT_IN_PROGRESS", "IMPORT_COMPLETE"] }),
    ];
    const { apis } = alone;
    const executeChangeSet = async (input: Parameters<typeof apis.cloudFormation.executeChangeSet>[0]) => {
      await apis.cloudFormation.executeChangeSet(input);
      alone.state.statuses = ["IMPORT_COMPLETE"];
      alone.state.changes = [];
    };
    const aws = { ...apis, cloudFormation: { ...apis.cloudFormation, executeChangeSet } };
    await adoptAll([session(there, { wanted: first }), session(alone, { wanted: second, aws })]);
    const asked = (calls: readonly string[]) => calls.filter((call) => call.startsWith("createChangeSet"));
    expect(asked(there.calls)).toEqual(["createChangeSet UPDATE"]);
    expect(asked(alone.calls)).toEqual(["createChangeSet IMPORT", "createChangeSet UPDATE"]);
  });
});
