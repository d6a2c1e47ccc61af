import type { StackId } from "../../../constructs/stack/stack-id";
import type { Environment } from "../../../environments/schema/environment";
import { CaseBook } from "../../proofs/support/cases";
import type { Stacks, Thing } from "../../proofs/support/tree";
import { SynthesizedStack } from "../../support/synthesize";
import type { Attributes, StateFile } from "./stateFile";

/** What is deployed at one time. */
export interface Moment {
  /** The JSON that each stack was applied from. */
  readonly stacks: Stacks;
  /** Left out: stacks that were never applied. */
  readonly states: Readonly<Partial<Record<StackId, StateFile>>>;
}

/** A managed resource in a state; one of its instances where it has several. */
export interface Instance {
  readonly address: string;
  readonly attributes: Attributes;
}

export function instancesOf({ states }: Moment, stack: StackId): readonly Instance[] {
  const managed = (states[stack]?.resources ?? []).filter(({ mode }) => mode === "managed");
  return managed.flatMap(({ type, name, instances }) =>
    instances.map(({ attributes }) => ({ address: `${type}.${name}`, attributes })),
  );
}

/** The proofs' builder of calls, for what stands in the states: with the ids that AWS has given, and the tags there. */
export function caseBookOf(moment: Moment, aws: Environment["aws"]): CaseBook {
  const stored = new Map<string, Attributes>();
  for (const stack of Object.keys(moment.stacks) as StackId[]) {
    for (const { address, attributes } of instancesOf(moment, stack)) stored.set(`${stack} ${address}`, attributes);
  }
  const of = (stack: StackId, address: string) => stored.get(`${stack} ${address}`);
  const tagged = Object.entries(moment.stacks).map(([stack, { json }]) => {
    return [
      stack,
      new SynthesizedStack({ ...json, resource: withTags(json.resource, (one) => of(stack as StackId, one)) }),
    ];
  });
  return new CaseBook(Object.fromEntries(tagged), aws, ({ stack, address }: Thing) => plainId(of(stack, address)?.id));
}

function withTags(
  resource: SynthesizedStack["json"]["resource"] = {},
  of: (address: string) => Attributes | undefined,
) {
  const types = Object.entries(resource).map(([type, named]) => {
    const bodies = Object.entries(named).map(([name, body]) => {
      const tags = of(`${type}.${name}`)?.tags_all ?? body.tags;
      return [name, { ...body, tags }];
    });
    return [type, Object.fromEntries(bodies)];
  });
  return Object.fromEntries(types);
}

/** Of an id that is an ARN the last part; `undefined` where the id is made up of names. */
function plainId(id: string | undefined): string | undefined {
  return /^(?:arn:.*\/)?([\w-]+)$/.exec(id ?? "")?.[1];
}
