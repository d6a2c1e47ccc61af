import type { StackId } from "../stack/stack-id";
import { type Ledger, recordedOf } from "./ledger";

/** The id that AWS gave to what a stack holds, by its type and by what it is, such as a domain; `*` while it is unknown. */
export function findId(ledger: Ledger | undefined, stack: StackId, type: string, of: string): string {
  const elements = Object.entries(recordedOf(ledger, stack).elements);
  const found = elements.find(([address, { known }]) => address.startsWith(`${type}.`) && known?.of === of);
  return found?.[1].known?.id ?? "*";
}
