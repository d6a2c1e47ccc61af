// The least that an app in CDKTF takes for as much as the folder in the first argument holds, an output of ours: it loads
// the same provider types and synthesizes as many resources, each without arguments. No TypeScript, no checks, no policies.
const fs = require("node:fs");
const path = require("node:path");
const { App, TerraformStack } = require("cdktf");

const [output] = process.argv.slice(2);
const stacks = path.join(output, "stacks");
const app = new App({ stackTraces: false });
for (const id of fs.readdirSync(stacks)) {
  const { resource, data = {} } = JSON.parse(fs.readFileSync(path.join(stacks, id, "cdk.tf.json"), "utf8"));
  const stack = new TerraformStack(app, id);
  for (const name of ["aws", "helm", "kubernetes"])
    new (only(`@cdktf/provider-${name}/lib/provider`, /Provider$/))(stack, name, {});
  declare(stack, "", resource);
  const { terraform_remote_state: _, ...lookups } = data;
  declare(stack, "data-", lookups);
}
app.synth();

function declare(stack, prefix, types) {
  for (const [type, resources] of Object.entries(types)) {
    const [, provider, rest] = /^([a-z]+)_(.*)$/.exec(type);
    const folder = prefix ? `${prefix}${provider}-${rest}` : rest;
    const Type = only(
      `@cdktf/provider-${provider}/lib/${folder.replaceAll("_", "-")}`,
      (value) => value.tfResourceType === type,
    );
    for (const name of Object.keys(resources)) new Type(stack, `${type}-${name}`, {});
  }
}

function only(file, wanted) {
  const matches = typeof wanted === "function" ? ([, value]) => wanted(value) : ([name]) => wanted.test(name);
  return Object.entries(require(file)).find(matches)[1];
}
