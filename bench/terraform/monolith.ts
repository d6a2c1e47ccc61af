import { type PlatformStackId, stackIds } from "../../constructs/stack/stack-id";

// biome-ignore lint/suspicious/noExplicitAny: JSON of Terraform has as many shapes as it has types
type Json = any;

/** Output of a synthesized stack, its `cdk.tf.json`, by id. */
export type Synthesized = Readonly<Record<PlatformStackId, Json>>;

/**
 * The same resources in one state, as a team without stacks would have them: what one stack read of another by its
 * contract is a local of the same root module, and names that two stacks have are told apart by the stack's. Each stack's
 * providers stay as they are, under an alias, since they tag what they make.
 */
export function monolith(stacks: Synthesized): Json {
  const whole: Json = { terraform: {}, provider: {}, locals: {}, resource: {}, data: {} };
  for (const id of stackIds) addStack(whole, id, JSON.parse(ownTexts(stacks, id)));
  // Terraform takes no block without a label.
  return Object.fromEntries(Object.entries(whole).filter(([, block]) => Object.keys(block as object).length > 0));
}

/** The stack's JSON with contracts replaced by locals, and with the names that it has in common with others prefixed. */
function ownTexts(stacks: Synthesized, id: PlatformStackId): string {
  const text = JSON.stringify(stacks[id]).replace(
    /data\.terraform_remote_state\.([\w-]+)\.outputs\.(\w+)/g,
    (_, producer: string, output: string) => `local.${localOf(producer, output)}`,
  );
  return shared(stacks, id).reduce((whole, { type, name }) => {
    const address = new RegExp(`(?<![\\w.-])${type}\\.${name}(?![\\w-])`, "g");
    return whole.replace(address, `${type}.${prefixed(id, name)}`);
  }, text);
}

function addStack(
  whole: Json,
  id: PlatformStackId,
  { terraform, provider, output = {}, resource, data = {} }: Json,
): void {
  whole.terraform.required_providers = { ...whole.terraform.required_providers, ...terraform.required_providers };
  for (const [name, blocks] of Object.entries<Json[]>(provider)) {
    whole.provider[name] = [...(whole.provider[name] ?? []), ...blocks.map((one) => ({ ...one, alias: id }))];
  }
  for (const [name, { value }] of Object.entries<Json>(output)) whole.locals[localOf(id, name)] = value;
  const { terraform_remote_state: _, ...lookups } = data;
  add(whole.resource, id, resource);
  add(whole.data, id, lookups);
}

function add(all: Json, id: PlatformStackId, types: Json): void {
  for (const [type, resources] of Object.entries<Json>(types)) {
    all[type] ??= {};
    for (const [name, { "//": _, ...body }] of Object.entries<Json>(resources)) {
      const own = all[type][name] === undefined ? name : prefixed(id, name);
      all[type][own] = { ...body, provider: `${type.split("_")[0]}.${id}` };
    }
  }
}

/** Resources that have the name of one in an earlier stack. */
function shared(stacks: Synthesized, id: PlatformStackId): readonly { readonly type: string; readonly name: string }[] {
  const earlier = stackIds.slice(0, stackIds.indexOf(id));
  return Object.entries<Json>(stacks[id].resource).flatMap(([type, resources]) =>
    Object.keys(resources)
      .filter((name) => earlier.some((other) => stacks[other].resource[type]?.[name] !== undefined))
      .map((name) => ({ type, name })),
  );
}

const prefixed = (id: PlatformStackId, name: string) => `${id}_${name}`;
const localOf = (id: string, output: string) => `${id}_${output}`;
