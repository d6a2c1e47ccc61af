/** What a resource becomes when the stack no longer holds it. */
type Policy = "Delete" | "Retain";

/** A resource as CloudFormation writes it. */
export interface Resource {
  readonly Type: string;
  /** What happens to it when it leaves the template or the stack is deleted. @default "Delete" */
  readonly DeletionPolicy?: Policy;
  /** What happens to it when another one takes its place. @default "Delete" */
  readonly UpdateReplacePolicy?: Policy;
  readonly DependsOn?: string | readonly string[];
  readonly Properties: Readonly<Record<string, unknown>>;
}

export interface Template {
  readonly AWSTemplateFormatVersion: "2010-09-09";
  readonly Description: string;
  readonly Mappings?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, Resource>>;
}

/** What outlives its stack: states, and what it takes to read them. */
export function retained(
  Type: string,
  Properties: Resource["Properties"],
  more: Pick<Resource, "DependsOn"> = {},
): Resource {
  return { Type, ...more, DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain", Properties };
}

export function ref(logicalId: string) {
  return { Ref: logicalId };
}

export function attribute(logicalId: string, name: string) {
  return { "Fn::GetAtt": [logicalId, name] };
}

/** Logical ids have letters and digits only: `kubernetes-cluster` becomes `KubernetesCluster`. */
export function logicalId(...words: readonly string[]): string {
  return words
    .flatMap((word) => word.split(/[^A-Za-z0-9]+/))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
