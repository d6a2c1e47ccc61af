import type { ResolvedElement, ResolvedStack } from "../stack/resolved-tree";
import { type StackId, stacksBefore } from "../stack/stack-id";
import { type OutputReference, referencesIn } from "./references-in";

/** ARN of a resource as far as synth knows it. */
export type ArnOf = (stack: StackId, address: string) => string | undefined;

/** A resource or data source of a stack, written `<stack> <address>`. */
export function placeOf(stack: string, address: string): string {
  return `${stack} ${address}`;
}

export function splitPlace(place: string): { readonly stack: StackId; readonly address: string } {
  const [stack = "", address = ""] = place.split(" ");
  return { stack: stack as StackId, address };
}

/** Types that are used by a name and nothing else: an app signs in to caches as a user. */
const naming: Readonly<Record<string, string>> = { aws_elasticache_user: "user_id" };

/**
 * What the elements of finished stacks use of earlier ones: through contracts, to the resource behind an output, and by
 * ARNs that follow from names. A use too many only holds something back for a second pass; a use too few takes it away
 * under whoever uses it: so every mention counts.
 */
export class Uses {
  private readonly outputs = new Map<string, unknown>();
  private readonly byArn = new Map<string, string>();
  /** Things that others know by a name that is theirs alone. */
  private readonly byName = new Map<string, string>();

  constructor(
    stacks: readonly ResolvedStack[],
    private readonly arnOf: ArnOf,
  ) {
    for (const { stack, elements } of stacks) {
      for (const element of elements) this.index(stack.id, element);
    }
  }

  /** Places in earlier stacks, sorted. */
  of(stack: StackId, body: unknown): readonly string[] {
    const { outputs, arns, texts } = referencesIn(body);
    const places = [
      ...outputs.flatMap((one) => this.behind(one)),
      ...arns.flatMap((arn) => this.byArn.get(arn) ?? []),
      ...texts.flatMap((text) => this.byName.get(text) ?? []),
    ];
    const earlier = places.filter((place) => stacksBefore(stack).includes(splitPlace(place).stack));
    return [...new Set(earlier)].sort();
  }

  private index(stack: StackId, { block, type, name, address, body }: ResolvedElement): void {
    const known = body[naming[type] ?? ""];
    if (block === "resource" && typeof known === "string") this.byName.set(known, placeOf(stack, address));
    if (block === "output") this.outputs.set(placeOf(stack, name), body.value);
    const arn = block === "resource" ? this.arnOf(stack, address) : undefined;
    if (arn && !/[*?]/.test(arn) && !this.byArn.has(arn)) this.byArn.set(arn, placeOf(stack, address));
  }

  /** The resources that an output is made of. */
  private behind({ stack, output, key }: OutputReference): readonly string[] {
    const whole = this.outputs.get(placeOf(stack, output));
    const value = key === undefined ? whole : (whole as Record<string, unknown> | undefined)?.[key];
    const { addresses, outputs } = referencesIn(value);
    return [...addresses.map((address) => placeOf(stack, address)), ...outputs.flatMap((one) => this.behind(one))];
  }
}
