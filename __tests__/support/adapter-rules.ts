/** A rule of prometheus-adapter's configuration, by docs/config.md of kubernetes-sigs/prometheus-adapter at `v0.12.0`. */
export interface AdapterRule {
  readonly seriesQuery: string;
  readonly seriesFilters?: readonly { readonly is?: string; readonly isNot?: string }[];
  readonly resources: { readonly overrides: Readonly<Record<string, { readonly resource: string }>> };
  readonly name?: { readonly matches: string; readonly as: string };
  readonly metricsQuery: string;
}

type Labels = Readonly<Record<string, string>>;

/** A series as Prometheus has it. */
export interface Series {
  readonly name: string;
  readonly labels: Labels;
}

/** What an adapter with such rules serves of a series: the name, and the rule that gives it. */
export function servedOf(rules: readonly AdapterRule[], series: Series) {
  return rules.flatMap((rule) => {
    const name = nameOf(rule, series.name);
    return name !== undefined && selects(rule.seriesQuery, series.labels) ? [{ name, rule }] : [];
  });
}

/** What is asked of Prometheus for the pods of a namespace; without pods, for the namespace as a whole. */
export function queryOf(rule: AdapterRule, series: string, namespace: string, pods: readonly string[] = []): string {
  const label = (resource: string) =>
    Object.entries(rule.resources.overrides).find(([, one]) => one.resource === resource)?.[0] ?? "";
  const matchers = [
    `${label("namespace")}="${namespace}"`,
    ...(pods.length > 0 ? [`${label("pod")}=~"${pods.join("|")}"`] : []),
  ];
  return rule.metricsQuery
    .replaceAll("<<.Series>>", series)
    .replaceAll("<<.LabelMatchers>>", matchers.join(","))
    .replaceAll("<<.GroupBy>>", label("pod"));
}

/** Filters and names are looked for anywhere in a series' name, as Go's regular expressions are. */
function nameOf({ seriesFilters = [], name }: AdapterRule, series: string): string | undefined {
  const passes = seriesFilters.every(({ is = "", isNot }) => {
    return isNot === undefined ? new RegExp(is).test(series) : !new RegExp(isNot).test(series);
  });
  const found = new RegExp(name?.matches ?? ".*").exec(series);
  if (!passes || !found) return undefined;
  return (name?.as ?? `\${0}`).replace(/\$\{(\d)\}/g, (_, group) => found[Number(group)] ?? "");
}

const matcher = /(\w+)(=~|!~|!=|=)"([^"]*)"/g;

/** As Prometheus does: whole values, and a label that is missing is empty. */
function selects(query: string, labels: Labels): boolean {
  return [...query.matchAll(matcher)].every(([, key = "", operator, value = ""]) => {
    const actual = labels[key] ?? "";
    const equal = operator?.endsWith("~") ? new RegExp(`^(?:${value})$`).test(actual) : actual === value;
    return operator?.startsWith("!") ? !equal : equal;
  });
}
