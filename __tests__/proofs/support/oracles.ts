import { type Operation, operations } from "../../../constructs/permissions/entry";
import cloudFormation from "../data/cloudformation-permissions.json";
import providerCalls from "../data/provider-calls.json";
import { documented } from "./documented";

type Calls = Readonly<Partial<Record<Operation, readonly string[]>>>;

/** Who says that an operation needs an action: the provider's own calls, CloudFormation's handlers, or documentation. */
export type Source = "provider" | "cloudformation" | "documentation";

export interface Need {
  readonly operation: Operation;
  readonly action: string;
  readonly source: Source;
}

const seen = providerCalls as Readonly<Record<string, Calls>>;
const handlers = Object.values(cloudFormation as Readonly<Record<string, Calls & { readonly terraform: string }>>);

const needs = new Map<string, readonly Need[]>();

/** Every action that a type's operations need, each once, from the strongest source that names it. */
export function needsOf(type: string): readonly Need[] {
  const known = needs.get(type) ?? collect(type);
  needs.set(type, known);
  return known;
}

function collect(type: string): readonly Need[] {
  const found = new Map<string, Need>();
  const sources: readonly (readonly [Source, Calls | undefined])[] = [
    ["provider", seen[type]],
    ["documentation", documented[type]?.calls],
    ["cloudformation", handlers.find(({ terraform }) => terraform === type)],
  ];
  for (const [source, calls] of sources) {
    for (const operation of operations) {
      for (const action of calls?.[operation] ?? []) {
        const key = `${operation} ${action}`;
        if (!found.has(key)) found.set(key, { operation, action, source });
      }
    }
  }
  return [...found.values()];
}
