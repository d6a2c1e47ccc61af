import { parseDuration } from "../../../../constructs/autoscaling/duration";
import { entryRule, valueRule } from "../value-rule";
import { isLabelValue, isQualifiedName } from "./kubernetes-names";
import { wholeNumber } from "./whole-number";

/** What a pool has no value for would be any, the expensive and the odd among them. */
export const oneOrMore = valueRule<readonly unknown[]>({
  code: "ENV_POOL_CHOICE",
  states: "this list has one entry or more",
  fix: "name at least one, or leave the list out for its default",
  allows: (entries) => entries.length > 0,
});

/**
 * Categories that are made for pods in general. Those with accelerators take more than a node.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
export const typeCategory = valueRule<string>({
  code: "ENV_POOL_CATEGORY",
  states: "an instance category is one of c, d, i, im, is, m, r, t, x and z",
  fix: "write c, m or r, or name another of these",
  allows: (value) => ["c", "d", "i", "im", "is", "m", "r", "t", "x", "z"].includes(value),
});

export const typeFamily = valueRule<string>({
  code: "ENV_POOL_FAMILY",
  states: "an instance family is a category, a generation and what sets it apart",
  fix: "write it as in m7i",
  allows: (value) => /^[a-z]+\d+[a-z0-9-]*$/.test(value),
});

export const typeGeneration = wholeNumber({
  code: "ENV_POOL_GENERATION",
  subject: "the oldest generation of a pool's instance types is",
  unit: "",
  because: "older ones run no Nitro, on which the limits of volumes and addresses rest",
  from: 5,
  to: 9,
  example: 6,
});

/** Smaller ones carry fewer than the 110 pods that the kubelet of every node is told. */
export const typeSize = valueRule<string>({
  code: "ENV_POOL_SIZE",
  states: "a pool's instance sizes begin with large, which carries 110 pods",
  fix: "write it as in xlarge or 2xlarge",
  allows: (value) => /^(large|([1-9]\d*)?xlarge|metal(-\d+xl)?)$/.test(value),
});

export const poolWeight = wholeNumber({
  code: "ENV_POOL_WEIGHT",
  subject: "a pool has a weight of",
  unit: "",
  from: 1,
  to: 100,
  example: 10,
});

const reserved = /(^|\.)(kubernetes\.io|k8s\.io|karpenter\.sh|karpenter\.k8s\.aws|strata)\//;

/** https://karpenter.sh/docs/concepts/nodepools/ (labels); the kubelet refuses those of Kubernetes. */
export const nodeLabels = entryRule<Readonly<Record<string, string>>>({
  code: "ENV_POOL_LABEL",
  states:
    "a node's label has a key and a value of up to 63 characters, and no domain of Kubernetes, of Karpenter or of the platform",
  fix: 'write it as in "example.com/tier": "batch"',
  offenders: (labels) =>
    Object.entries(labels).flatMap(([key, value]) =>
      isQualifiedName(key) && isLabelValue(value) && !reserved.test(key) ? [] : [key],
    ),
});

const hour = 3600;

/** A duration between two bounds, both allowed. */
function between(from: number, to: number) {
  return (value: string) => {
    const seconds = parseDuration(value);
    return seconds !== undefined && from <= seconds && seconds <= to;
  };
}

/** A node that never goes never gets a new kernel either. */
export const nodeAge = valueRule<string>({
  code: "ENV_POOL_EXPIRY",
  states: "a node gets from a day to 90 days old, in hours, minutes or seconds",
  fix: 'write it as in "336h"',
  allows: between(24 * hour, 90 * 24 * hour),
});

/** Whoever deletes the pools waits for so long: a pipeline's credentials end some time. */
export const drainTime = valueRule<string>({
  code: "ENV_POOL_DRAIN",
  states: "pods have from a minute to 12 hours to leave a node",
  fix: 'write it as in "1h"',
  allows: between(60, 12 * hour),
});

export const consolidationDelay = valueRule<string>({
  code: "ENV_POOL_CONSOLIDATION",
  states: "nodes are consolidated after a time in hours, minutes or seconds, or Never",
  fix: 'write it as in "5m"',
  allows: (value) => value === "Never" || parseDuration(value) !== undefined,
});

export const budgetNodes = valueRule<string>({
  code: "ENV_BUDGET_NODES",
  states: "a disruption budget is a number of nodes, or 0% to 100% of them",
  fix: 'write it as a text, as in "1" or "10%"',
  allows: (value) => /^((100|\d{1,2})%|\d+)$/.test(value),
});

const field = "[\\d*/,a-zA-Z-]+";
const cron = new RegExp(`^(@(annually|yearly|monthly|weekly|daily|midnight|hourly)|${field}( ${field}){4})$`);

export const budgetSchedule = valueRule<string>({
  code: "ENV_BUDGET_SCHEDULE",
  states: "a disruption budget's schedule is one of cron: minute, hour, day, month and day of the week, in UTC",
  fix: 'write it as in "0 6 * * mon-fri" or "@daily"',
  allows: (value) => cron.test(value),
});

export const budgetDuration = valueRule<string>({
  code: "ENV_BUDGET_DURATION",
  states: "a disruption budget lasts for hours and minutes",
  fix: 'write it as in "12h" or "1h30m"',
  allows: (value) => /^(\d+[hm]|\d+h\d+m)$/.test(value),
});
