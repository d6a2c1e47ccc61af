import type { Body, SynthesizedStack } from "./synthesize";

/** What Terraform would put in as JSON. */
const encoded = /\$\{jsonencode\(([^\n]*)\)\}/g;

/** The values of a Helm release; what only Terraform knows stands there as the expression that it evaluates. */
export function releaseValues(stack: SynthesizedStack, name: string): Body {
  const release = Object.values(stack.all("helm_release")).find((one) => one.name === name);
  if (!release) throw new Error(`no release is called ${name}`);
  const [values = ""]: readonly string[] = release.values;
  return JSON.parse(values.replace(encoded, (_, expression: string) => JSON.stringify(`\${${expression}}`)));
}
