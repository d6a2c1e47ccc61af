import type { PolicyName } from "./policy-names";

/** Kinds of one API group and version, by their plural; `pods/ephemeralcontainers` is a part of a kind. */
export interface Kinds {
  /** Empty for the core. */
  readonly apiGroup: string;
  readonly apiVersion: string;
  readonly resources: readonly string[];
}

export type Operation = "CREATE" | "UPDATE" | "DELETE";

/**
 * One thing that has to hold, as an expression of the Common Expression Language (CEL), and what to do where it does
 * not. Expressions see `object`, `oldObject`, `request` and `variables`.
 */
export interface Validation {
  readonly expression: string;
  /** What Kubernetes tells whoever is refused: what to write instead. */
  readonly message: string;
  /** A list of texts, in CEL, that names the parts which break it; they go before the message. @default - none */
  readonly offenders?: string;
}

/** A value, in CEL, under the name that later variables and validations know it by: `variables.<name>`. */
export interface Variable {
  readonly name: string;
  readonly expression: string;
}

/** A rule for what is created in the cluster. What Kyverno makes of it: `validating-policy.ts`. */
export interface Policy {
  readonly name: PolicyName;
  /** The rule in a sentence. */
  readonly states: string;
  /** What it looks at. */
  readonly kinds: readonly Kinds[];
  readonly operations: readonly Operation[];
  readonly variables?: readonly Variable[];
  readonly validations: readonly Validation[];
  /** It looks at who asks, which nobody knows of what is there already. @default false */
  readonly asksWho?: boolean;
}

/** A text as CEL writes it. */
export function celText(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

export function celList(texts: readonly string[]): string {
  return `[${texts.map(celText).join(", ")}]`;
}
