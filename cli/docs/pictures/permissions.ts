import { svgFile } from "../../report/graph/svg-file";
import { html } from "../../report/html/html";
import type { Output } from "../../report/output/output";
import { arrow, box, boxHeight, drawn, words } from "./drawing";
import { derivedExample } from "./example";

const size = { width: 560, pad: 20, box: 326, aside: 366, gap: 38 } as const;

const description =
  "The catalogue turns each resource that a stack declares into statements, statements are packed into policies, and identity gives these to the stack's roles. " +
  "A permissions boundary that only a root administrator changes holds the roles whatever the policies say, and tests simulate IAM on the finished documents.";

/** How rights come to be, with one resource of the demo followed all the way. */
export function permissionsPicture(output: Output): string {
  const { type, name, action, on, conditions, policy, role } = derivedExample(
    output,
    "app-services",
    "aws_sqs_queue",
    "sqs:CreateQueue",
  );
  const steps: readonly (readonly [string, ...string[]])[] = [
    ["1 Resources", "what a stack declares, such as", `\`${type}`, `\`${name}`],
    ["2 Statements", `\`${action}`, `\`on ${on}`, ...conditions.map((one) => `\`if ${one}`)],
    ["3 Policies", "under stable names, each of legal size", `\`${policy}`],
    ["4 Roles, declared by identity", `\`${role}`],
  ];
  const tops = steps.map((_, index) =>
    steps.slice(0, index).reduce<number>((y, [, ...lines]) => y + boxHeight(lines.length) + size.gap, size.pad),
  );
  const [, statements = 0, policies = 0, roles = 0] = tops;
  const proof = roles + boxHeight(1) + size.gap;
  const aside = { x: size.aside, width: size.width - size.aside };
  const content = [
    html`<rect class="limit" x="8" y="${policies - 12}" width="${size.width - 16}" height="${roles - policies + boxHeight(1) + 24}" rx="10"/>`,
    ...steps.map(([title, ...lines], index) =>
      box({ x: size.pad, y: tops[index] ?? 0, width: size.box }, title, ...lines),
    ),
    ...[...tops.slice(1), proof].map((y) => arrow(`M${size.pad + size.box / 2} ${y - size.gap}V${y - 1}`)),
    words(
      { ...aside, y: statements - size.gap - 28 },
      "Catalogue",
      "to create, read, update",
      "and delete it: which",
      "actions, on which ARN,",
      "under which conditions",
    ),
    words(
      { ...aside, y: policies + 22 },
      "Permissions boundary",
      "holds the role, whatever",
      "its policies say; only a",
      "root administrator can",
      "change it",
    ),
    box(
      { x: size.pad, y: proof, width: size.width - 2 * size.pad },
      "5 Proof: IAM, simulated on the finished documents",
      "Every need is allowed. Another stack's things, another environment's",
      "and strangers' are denied. A policy widened by hand fails the proof.",
    ),
  ];
  const height = proof + boxHeight(2) + size.pad;
  return svgFile(drawn({ title: "How permissions are derived", width: size.width, height, content }), description);
}
