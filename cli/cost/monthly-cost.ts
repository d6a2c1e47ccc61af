import type { ResolvedElement, ResolvedStack } from "../../constructs/stack/resolved-tree";
import type { Environment } from "../../environments/schema/environment";
import { byUse, fixedItems } from "./fixed-items";
import { type Prices, pricesAsOf, pricesOf } from "./prices";

/** Amounts in US dollars, rounded to cents. */
export interface CostItem {
  readonly item: string;
  readonly count: number;
  readonly each: number;
  readonly monthly: number;
}

/** What an environment costs a month by list price, as far as that does not depend on use. */
export interface MonthlyCost {
  readonly region: string;
  readonly currency: "USD";
  /** Day of the price list. */
  readonly asOf: string;
  /** None where the region's prices are not known. */
  readonly items?: readonly CostItem[];
  readonly total?: number;
  readonly notCounted: readonly string[];
}

/** Counts what the stacks declare, and beside it what bootstrap makes for the states. */
export function monthlyCost({ aws, state }: Environment, stacks: readonly ResolvedStack[]): MonthlyCost {
  const resources = stacks.flatMap(({ elements }) => elements).filter(({ block }) => block === "resource");
  const known = { region: aws.region, currency: "USD", asOf: pricesAsOf, notCounted: notCounted(resources) } as const;
  const prices = pricesOf(aws.region);
  if (!prices) return known;
  const stateKeys = state.kind === "s3" ? [priced("KMS keys of the states", stacks.length, prices.keyMonth)] : [];
  const items = [...declared(resources, prices), ...stateKeys];
  const total = items.reduce((sum, { monthly }) => sum + monthly, 0);
  return { ...known, items, total: cents(total) };
}

function declared(resources: readonly ResolvedElement[], prices: Prices): readonly CostItem[] {
  return fixedItems
    .map(({ name, countOf, monthly }) => {
      const count = resources.reduce((sum, resource) => sum + countOf(resource), 0);
      return priced(name, count, monthly(prices));
    })
    .filter(({ count }) => count > 0);
}

function priced(item: string, count: number, each: number): CostItem {
  return { item, count, each: cents(each), monthly: cents(count * each) };
}

function notCounted(resources: readonly ResolvedElement[]): readonly string[] {
  const types = new Set(resources.map(({ type }) => type));
  const used = Object.keys(byUse).filter((type) => types.has(type));
  return [...used.map((type) => byUse[type] as string), "rotated keys", "requests", "traffic", "taxes"];
}

function cents(dollars: number): number {
  return Math.round(dollars * 100) / 100;
}
