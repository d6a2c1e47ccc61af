import type { StackId } from "../stack/stack-id";

export type FieldKind = "text" | "list" | "map";

/** One thing that later stacks may know: its meaning is its documentation, its kind its type. */
export interface Field<Kind extends FieldKind = FieldKind> {
  readonly kind: Kind;
  readonly meaning: string;
}

export type Fields = Readonly<Record<string, Field>>;

/**
 * What a later stack may know of an earlier one. A reader of a contract reads the whole state that it stands in, so
 * that no field, and nothing else in that state, may be a secret: a secret crosses as its ARN.
 */
export interface Contract<F extends Fields = Fields> {
  readonly stack: StackId;
  /** Raised whenever a field is added, removed or means something else; see stacks/contract-versions.json. */
  readonly version: number;
  readonly fields: F;
}

/** A single value. */
export const text = (meaning: string): Field<"text"> => ({ kind: "text", meaning });
/** Several values of a number that only Terraform knows. Where synth knows them, a map reads better. */
export const list = (meaning: string): Field<"list"> => ({ kind: "list", meaning });
/** Values by a key that synth knows, such as a zone or an app. */
export const map = (meaning: string): Field<"map"> => ({ kind: "map", meaning });

/** The name under which a contract's version is published beside its fields. */
export const versionOutput = "contract_version";

const mayCarrySecret = /password|secret|token|credential|private_?key/i;
const isReference = /(Arn|Arns|Name|Names)$/;

export function contract<F extends Fields>(stack: StackId, version: number, fields: F): Contract<F> {
  for (const name of Object.keys(fields)) {
    if (mayCarrySecret.test(name) && !isReference.test(name)) {
      throw new Error(
        `Contract of ${stack}: the field ${name} sounds like a secret, and every reader of the state would see it. ` +
          `Pass the ARN of a Secrets Manager secret, as ${name}Arn.`,
      );
    }
  }
  return { stack, version, fields };
}

/** What the producer has to hand over. */
export type Published<F extends Fields> = {
  readonly [Name in keyof F]: F[Name] extends Field<"text">
    ? string
    : F[Name] extends Field<"list">
      ? string[]
      : Readonly<Record<string, string>>;
};

/** Values by key. Asking for a key makes its presence a condition of the read. */
export interface Keyed {
  at(key: string): string;
}

/** What the consumer gets. */
export type Received<F extends Fields> = {
  readonly [Name in keyof F]: F[Name] extends Field<"text"> ? string : F[Name] extends Field<"list"> ? string[] : Keyed;
};

/** `nodeRoleArn` is published as `node_role_arn`. */
export function outputName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
