import { type TerraformStack, TerraformVariable } from "cdktf";
import { WebService, type WebServiceProps } from "../../../constructs/workloads/web-service";
import { type Body, type SynthesizedStack, synthesize } from "../../support/synthesize";

/** A plain app: everything that may be left out is. */
export const plain: WebServiceProps = {
  name: "web",
  team: "storefront",
  namespace: "storefront",
  image: "registry.example/web@sha256:0",
  port: 8080,
  healthPath: "/healthz",
  replicas: { minimum: 3, maximum: 12 },
  resources: { cpu: "250m", memory: "256Mi" },
};

/** Synthesizes one app that deviates from the plain one. */
export function webService(deviation: Partial<WebServiceProps> = {}): SynthesizedStack {
  return synthesize((stack) => {
    new WebService(stack, "web", { ...plain, ...deviation });
  });
}

/** A value that only Terraform knows. */
export function unknown(stack: TerraformStack, id: string): string {
  return new TerraformVariable(stack, id, { type: "string" }).stringValue;
}

export function deploymentOf(stack: SynthesizedStack): Body {
  return stack.only("kubernetes_deployment_v1");
}

export function podOf(stack: SynthesizedStack): Body {
  return deploymentOf(stack).spec.template.spec;
}

export function containerOf(stack: SynthesizedStack): Body {
  const containers = podOf(stack).container;
  if (containers.length !== 1) throw new Error(`${containers.length} containers`);
  return containers[0];
}

/** The policy of one path, such as `to-database-orders`. */
export function policyOf(stack: SynthesizedStack, path: string): Body {
  return stack.named("kubernetes_network_policy_v1", `web_${path}`).spec;
}
