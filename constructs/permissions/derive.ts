import type { Finding } from "../errors";
import type { ResolvedElement, ResolvedStack } from "../stack/resolved-tree";
import type { StackId } from "../stack/stack-id";
import { type Catalogue, type Grant, type Operation, operations } from "./entry";
import { catalogueType, type KnownIds, References, ReferenceWithoutEntry, UnfollowableReference } from "./references";

/** What one resource needs of AWS, by operation. */
export interface ResourceNeeds {
  readonly stack: StackId;
  readonly address: string;
  /** Construct path, for people. */
  readonly path: string;
  readonly type: string;
  readonly arn: string;
  /** Set where no deployer changes it, but a root administrator. */
  readonly changedBy: "administrator" | undefined;
  readonly needs: Readonly<Record<Operation, readonly Grant[]>>;
}

export interface Derived {
  readonly resources: readonly ResourceNeeds[];
  /** Types without an entry, and references that lead nowhere. */
  readonly findings: readonly Finding[];
}

export interface DeriveOptions {
  /** The stacks whose resources are asked about; references are followed into all of them. @default - all */
  readonly walked?: readonly ResolvedStack[];
  /** Ids that are known of what is deployed. @default - none: rights rest on patterns */
  readonly knownIds?: KnownIds;
}

/** Walks finished stacks and asks the catalogue what every AWS resource and data source needs. */
export function derive(
  stacks: readonly ResolvedStack[],
  catalogue: Catalogue,
  { walked = stacks, knownIds }: DeriveOptions = {},
): Derived {
  const references = new References(stacks, catalogue, knownIds);
  const resources: ResourceNeeds[] = [];
  const findings: Finding[] = [];
  for (const stack of walked) {
    for (const element of stack.elements.filter(callsAws)) {
      const result = needsOf(stack, element, references, catalogue);
      if (!result) continue;
      if ("code" in result) findings.push(result);
      else resources.push(result);
    }
  }
  return { resources, findings };
}

function callsAws({ block, type }: ResolvedElement): boolean {
  return (block === "resource" || block === "data") && type.startsWith("aws_");
}

function needsOf(
  stack: ResolvedStack,
  element: ResolvedElement,
  references: References,
  catalogue: Catalogue,
): ResourceNeeds | Finding | undefined {
  const type = catalogueType(element);
  const entry = Object.hasOwn(catalogue, type) ? catalogue[type] : undefined;
  const place = element.construct.node.path;
  if (!entry) return missingEntry(place, type);
  try {
    const view = references.view(stack, element);
    const needs = Object.fromEntries(operations.map((operation) => [operation, entry[operation](view)]));
    return {
      stack: stack.stack.id,
      address: element.address,
      path: place,
      type,
      arn: entry.arn(view),
      changedBy: entry.changedBy?.(view),
      needs: needs as ResourceNeeds["needs"],
    };
  } catch (error) {
    // The type without an entry has its own finding; this one would only hide the cause.
    if (error instanceof ReferenceWithoutEntry) return undefined;
    if (!(error instanceof UnfollowableReference)) throw error;
    return unfollowable(place, error.message);
  }
}

function missingEntry(place: string, type: string): Finding {
  return {
    place,
    value: type,
    problem: "the permission catalogue has no entry for this type, so that its deployers' rights are unknown",
    fix:
      `add "${type}" to the file of its AWS service in constructs/permissions/catalogue/, as in aws_ecr_repository of ` +
      "ecr.ts: its ARN pattern and the actions of create, read, update and delete",
    code: "PERMISSIONS_NO_ENTRY",
  };
}

function unfollowable(place: string, reference: string): Finding {
  return {
    place,
    value: reference,
    problem: "the derivation of permissions can't follow this reference to a resource",
    fix: "hand over the attribute of a resource or a field of a contract as it is, without a function around it",
    code: "PERMISSIONS_UNFOLLOWABLE",
  };
}
