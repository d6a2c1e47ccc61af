import fs from "node:fs";
import path from "node:path";
import { namesOf } from "../../../constructs/names";
import { stackIds } from "../../../constructs/stack/stack-id";
import example from "../../../environments/example-s3";
import type { Environment } from "../../../environments/schema/environment";
import { validateEnvironment } from "../../../environments/schema/validate";
import { environmentOutput, outputOf, type SynthesizedPlatform } from "../../support/demo";
import { releaseValues } from "../../support/release-values";

const page = fs.readFileSync(path.join(__dirname, "../../../docs/playbooks/replace-cluster.md"), "utf8");

/** The second environment, with the changes that the page lists and no others. */
function second(): Environment {
  const [, changes = ""] = /```ts\n([\s\S]*?)```/.exec(page) ?? [];
  const written = new Function(`return {${changes}}`)();
  const dns = { ...example.dns, ...written.dns };
  const network = { ...example.network, ...written.network };
  const guardDuty = { ...example.guardDuty, ...written.guardDuty };
  const images = { ...example.images, ...written.images };
  return validateEnvironment({ ...example, ...written, dns, network, guardDuty, images }, "the page");
}

interface Resource {
  readonly type: string;
  readonly arn: string;
}

const blue = environmentOutput("example-s3");
const green = outputOf(second());
const arnsOf = (platform: SynthesizedPlatform) =>
  (platform.file("permissions/resources.json") as readonly Resource[]).map(({ arn }) => arn);
/** Names nobody has chosen: ids of AWS's, whose rights rest on tags. */
const named = (arns: readonly string[]) => arns.filter((arn) => !arn.includes("*"));

it("the second environment has no name in common with the first, but for the zone that both write to", () => {
  const [ours, theirs] = [new Set(named(arnsOf(blue))), named(arnsOf(green))];
  expect(theirs.length).toBeGreaterThan(200);
  const shared = theirs.filter((arn) => ours.has(arn) && !arn.startsWith("arn:aws:route53:::hostedzone/"));
  expect(shared).toEqual([]);
});

it("its states lie elsewhere, since the prefix of buckets is a name of its own", () => {
  const bucketsOf = (platform: SynthesizedPlatform) =>
    stackIds.map((id) => platform[id].json.terraform?.backend.s3.bucket);
  const ours = bucketsOf(blue);
  expect(bucketsOf(green).filter((bucket) => ours.includes(bucket))).toEqual([]);
});

it("its cluster is another one to Pod Identity", () => {
  const clusterArn = (environment: Environment) => namesOf(environment).clusterArn;
  const { identity } = green;
  const trust = JSON.stringify(identity.all("aws_iam_role"));
  expect(trust).toContain(clusterArn(second()));
  expect(trust).not.toContain(`"${clusterArn(validateEnvironment(example, "example"))}"`);
});

it("the marks that hand a host over are spelled as external-dns spells them", () => {
  const values = releaseValues(green["app-services"], "external-dns");
  expect(releaseValues(blue["app-services"], "external-dns").txtOwnerId).toBe("strata-example-s3");
  const prefix = values.txtPrefix.replace("%{record_type}", "a");
  expect(page).toContain(`"Name":"${prefix}my.meters.larkfield.example"`);
  expect(page).toContain(`external-dns/owner=${values.txtOwnerId}`);
  expect(values.registry).toBe("txt");
});
