import type { Finding } from "../../errors";
import { type StackId, stackIds, stacksBefore, wholeOf } from "../../stack/stack-id";

/** A token of one stack that was used in another. */
export interface NativeReference {
  readonly from: string;
  readonly to: string;
  /** Attribute, such as `aws_vpc.network_vpc.id`. */
  readonly identifier: string;
  /** Construct path of the element that uses it. */
  readonly user: string | undefined;
}

/** What a stack takes directly from another, be it by a token or by an address written by hand. */
export function directUse(from: string, to: string, identifier: string, place: string): Finding {
  const backwards = !stacksBefore(to as StackId).includes(from as StackId);
  return {
    place,
    problem: `the stack ${to} uses ${identifier} of the stack ${from} directly`,
    fix: backwards
      ? `data flows forward only, and ${from} comes after ${to}: declare what is shared in ${to} or before it`
      : `add a field for ${identifier} to the contract ${contractFile(from)} and read it through that`,
    code: "native-reference",
  };
}

export function nativeReference({ from, to, identifier, user }: NativeReference): Finding {
  return directUse(from, to, identifier, user ?? `${to} (an override of the whole stack)`);
}

export function contractFile(stack: string): string {
  const whole = wholeOf(stack as StackId);
  return `stacks/${stackIds.indexOf(whole) + 1}-${whole}/contract.ts`;
}
