import type { Grant, ResourceView } from "./entry";
import { adoptingTags, retagging } from "./ownership";

/** ARN of something in EKS; resources as in `addon/<cluster>/<name>/*`, whose last part is EKS' choice. */
export function eksArn({ partition, region, account }: ResourceView, resource: string): string {
  return `arn:${partition}:eks:${region}:${account}:${resource}`;
}

/** The cluster that a thing belongs to: its name says whose it is. */
export function clusterOf(resource: ResourceView): string {
  return eksArn(resource, `cluster/${resource.text("cluster_name")}`);
}

/** Pod Identity associations of the cluster. Their ids say nothing, so that rights on them rest on tags. */
export function associationsOf(resource: ResourceView): string {
  return eksArn(resource, `podidentityassociation/${resource.text("cluster_name")}/*`);
}

/**
 * Tags given at creation. EKS has no key that tells this from tagging what exists, so what bears tags of this platform
 * already is left out: nobody tags another stack's things as his own.
 */
export function taggingNew(resource: ResourceView, resources: readonly string[]): Grant {
  return adoptingTags(resource, ["eks:TagResource"], resources);
}

/** Other tags on what is this stack's own. */
export function renaming(resource: ResourceView, resources: readonly string[]): Grant {
  return retagging(resource, ["eks:TagResource", "eks:UntagResource"], resources);
}
