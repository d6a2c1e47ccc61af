import type { RuleGroup } from "../../charts/kube-prometheus-stack";
import type { Alert, AlertGroup } from "./alert";

/** Groups as Prometheus reads them; `runbook` is the address of the page with a section for each alert. */
export function ruleGroups(groups: readonly AlertGroup[], runbook: string): readonly RuleGroup[] {
  return groups.map(({ name, alerts }) => ({ name, rules: alerts.map((alert) => ruleOf(alert, runbook)) }));
}

function ruleOf({ name, expr, for: lasting, severity, summary }: Alert, runbook: string) {
  return {
    alert: name,
    expr,
    ...(lasting && { for: lasting }),
    labels: { severity },
    annotations: { summary, runbook_url: `${runbook}#${name.toLowerCase()}` },
  };
}
