import fs from "node:fs";
import { isObject } from "../../environments/schema/path";
import { isPlan, type Plan } from "../terraform/plan-changes";

/** First number of the format that this reads. Additions raise the second one, and are no trouble. */
const knownFormat = "1";

const howToPrint = "terraform show -json <plan> prints one";

/** The plan in a file. `refuse` words what is wrong with it, in one line. */
export function readPlan(file: string, refuse: (problem: string) => Error): Plan {
  if (!fs.existsSync(file)) throw refuse(`there is no file ${file}`);
  if (fs.statSync(file).isDirectory()) throw refuse(`${file} is a folder, and no plan; ${howToPrint}`);
  const content = parsed(fs.readFileSync(file), file, refuse);
  const problem = notAPlan(content);
  if (problem !== undefined) throw refuse(`${file} ${problem}`);
  const plan = content as Plan;
  if (plan.errored)
    throw refuse(`${file} is of a plan that failed half-way, which Terraform would not apply; plan again`);
  return plan;
}

function parsed(bytes: Buffer, file: string, refuse: (problem: string) => Error): unknown {
  // Terraform's own plan files are zip archives.
  if (bytes.subarray(0, 2).toString("latin1") === "PK") {
    throw refuse(
      `${file} is a plan as terraform plan -out writes it; hand over what terraform show -json ${file} prints`,
    );
  }
  const text = bytes.toString("utf8").trim();
  if (text === "") throw refuse(`${file} is empty; ${howToPrint}`);
  try {
    return JSON.parse(text);
  } catch {
    const messages = /^\{"@level"/.test(text);
    const what = messages ? "is what terraform plan -json says while it plans, and no plan" : "is no JSON";
    throw refuse(`${file} ${what}; ${howToPrint}`);
  }
}

function notAPlan(content: unknown): string | undefined {
  if (!isObject(content) || Array.isArray(content)) return `is no plan; ${howToPrint}`;
  const { format_version: format, values, remote_plan_format: remote } = content as Record<string, unknown>;
  if (remote !== undefined) return `names a plan that HCP Terraform keeps; ${howToPrint} of it as well`;
  if (values !== undefined) return `is a state, and no plan; ${howToPrint}`;
  const [first] = String(format ?? knownFormat).split(".");
  if (first !== knownFormat) {
    return `has format ${format}, and this reads ${knownFormat}.x; take a Terraform of the versions that the stacks name`;
  }
  return isPlan(content) ? undefined : `is no plan; ${howToPrint}`;
}
