import type { Needs, Output } from "../output/output";
import type { Body } from "../output/terraform-json";

/** A resource of any stack, and what Terraform needs of AWS for it. */
export interface ReportResource {
  readonly stack: string;
  readonly type: string;
  readonly address: string;
  /** Path of its construct within the stack. */
  readonly path: string;
  /** Its arguments, by which a comparison tells whether it is the same. */
  readonly body: Body;
  /** Left out: it is none of AWS's. */
  readonly needs?: Needs;
}

export function reportResources(output: Output): readonly ReportResource[] {
  const needs = new Map(output.needs.map((one) => [`${one.stack} ${one.address}`, one]));
  return output.stackIds.flatMap((stack) =>
    output.resources(stack).map(({ type, address, path, body }) => {
      const needed = needs.get(`${stack} ${address}`);
      return { stack, type, address, path, body, ...(needed && { needs: needed }) };
    }),
  );
}
