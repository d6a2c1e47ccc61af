import type { ResourceChange } from "@aws-sdk/client-cloudformation";
import type { Template } from "../../constructs/bootstrap/cloudformation";
import { expanded } from "../../constructs/bootstrap/expanded";
import { sameJson } from "./same-json";

/**
 * What a state needs, each with the properties whose change makes it another thing.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/introduction.html ("Update requires: Replacement")
 */
const fixedProperties: Readonly<Record<string, readonly string[]>> = {
  "AWS::S3::Bucket": ["BucketName"],
  "AWS::S3::BucketPolicy": ["Bucket"],
  "AWS::KMS::Alias": ["AliasName"],
  "AWS::KMS::Key": ["KeySpec", "KeyUsage", "MultiRegion", "Origin"],
};

/** The templates before and after a change. */
export interface Templates {
  readonly deployed: Template;
  readonly wanted: Template;
}

/** The changes that would take a state its bucket or key, in words: no run makes them. */
export function losses(changes: readonly ResourceChange[], templates: Templates): readonly string[] {
  return changes.flatMap((change) => {
    const { Action, LogicalResourceId, ResourceType = "" } = change;
    if (!(ResourceType in fixedProperties)) return [];
    if (Action === "Remove") return [`${LogicalResourceId} would be removed`];
    return replaces(change, templates) ? [`${LogicalResourceId} would be replaced`] : [];
  });
}

/**
 * Whether a change replaces what it changes. "Conditional" is CloudFormation's answer where a value comes of another
 * resource; that one's own name says whether it becomes another.
 */
export function replaces(change: ResourceChange, { deployed, wanted }: Templates): boolean {
  const { Action, Replacement, LogicalResourceId: id = "", ResourceType = "" } = change;
  if (Action !== "Modify" || Replacement !== "Conditional") return Action === "Modify" && Replacement === "True";
  const [before, after] = [deployed, wanted].map((template) => expanded(template).Resources[id]?.Properties ?? {});
  return (fixedProperties[ResourceType] ?? []).some((name) => !sameJson(before?.[name] ?? null, after?.[name] ?? null));
}
