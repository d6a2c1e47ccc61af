import type { TerraformElement } from "cdktf";
import type { Finding } from "../errors";
import type { ResolvedElement, ResolvedStack } from "../stack/resolved-tree";

/** Kind of the metadata that a construct carries its waivers in: whatever happens to the construct happens to them. */
const metadata = "strata:waiver";

interface Waived {
  /** The check that is waived, such as `CKV_AWS_27`. */
  readonly id: string;
  readonly reason: string;
}

/** A waiver as `cdktf.out/guardrails.json` shows it. */
export interface Waiver extends Waived {
  readonly stack: string;
  /** Terraform address of the one resource that it is for. */
  readonly address: string;
}

/**
 * Says why a check does not apply to one resource. It never covers what lies below a construct: that would cover what is
 * added there later as well. A waiver that matches no failed check is an error where the check runs, so one that depends
 * on a setting is declared under the same condition.
 */
export function waive(construct: TerraformElement, id: string, reason: string): void {
  construct.node.addMetadata(metadata, { id, reason: reason.trim() } satisfies Waived);
}

/** What `cdktf.out/guardrails.json` says, sorted by stack in order of deployment, address and id. */
export function guardrailsFile(stacks: readonly ResolvedStack[]): { readonly waivers: readonly Waiver[] } {
  return { waivers: stacks.flatMap(({ stack, elements }) => sorted(elements.flatMap(waiversOf(stack.id)))) };
}

/** Waivers that say nothing, or the same check's twice. */
export function waiverFindings(stacks: readonly ResolvedStack[]): readonly Finding[] {
  return stacks.flatMap(({ elements }) =>
    elements.flatMap(({ construct }) => [...wordless(construct), ...twice(construct)]),
  );
}

function waived({ node }: TerraformElement): readonly Waived[] {
  return node.metadata.filter(({ type }) => type === metadata).map(({ data }) => data as Waived);
}

function waiversOf(stack: string) {
  return ({ construct, address }: ResolvedElement): readonly Waiver[] =>
    waived(construct).map(({ id, reason }) => ({ stack, address, id, reason }));
}

function sorted(waivers: readonly Waiver[]): readonly Waiver[] {
  const key = ({ address, id }: Waiver) => `${address} ${id}`;
  return [...waivers].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function wordless(construct: TerraformElement): readonly Finding[] {
  return waived(construct)
    .filter(({ reason }) => reason === "")
    .map(({ id }) => ({
      place: construct.node.path,
      problem: `the waiver of ${id} gives no reason`,
      fix: "say in a sentence why the check does not apply to this resource",
      code: "WAIVER_REASON",
    }));
}

function twice(construct: TerraformElement): readonly Finding[] {
  const ids = waived(construct).map(({ id }) => id);
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...repeated].map((id) => ({
    place: construct.node.path,
    problem: `${id} is waived more than once`,
    fix: "keep one of the waivers, with one reason",
    code: "WAIVER_TWICE",
  }));
}
