import { z } from "zod";
import { ConfigError, type Finding } from "../errors";
import { awsManagedPolicies } from "../identity/aws-managed-policies";
import { mayBeStack, stackIds } from "../stack/stack-id";
import { fingerprint } from "./fingerprint";
import { type Ledger, type LedgerOwner, ledgerFormat, recordedStacks } from "./ledger";

export const ledgerCodes = {
  broken: "LEDGER_BROKEN",
  shape: "LEDGER_SHAPE",
  format: "LEDGER_FORMAT",
  owner: "LEDGER_OF_ANOTHER",
  edited: "LEDGER_EDITED",
} as const;

const grant = z.strictObject({
  actions: z.array(z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9]+$/)).min(1),
  resources: z.array(z.string()).min(1),
  conditions: z.record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())]))).optional(),
  because: z.string().optional(),
});

const fingerprints = z.array(z.string());

const element = z.strictObject({
  grants: z.strictObject({ read: fingerprints, change: fingerprints }).optional(),
  uses: z.array(z.string().regex(new RegExp(`^(${stackIds.join("|")}) (data\\.)?[a-z0-9_]+\\.\\S+$`))).optional(),
  body: z.record(z.string(), z.unknown()).optional(),
  // An id with a star or a question mark would be a pattern.
  known: z.strictObject({ id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/), of: z.string() }).optional(),
});

const stack = z.strictObject({
  elements: z.record(z.string(), element),
  grants: z.record(z.string(), grant),
  outputs: z.record(z.string(), z.record(z.string(), z.string())),
});

const whole = z.strictObject({
  format: z.literal(ledgerFormat),
  environment: z.string(),
  accountId: z.string(),
  region: z.string(),
  stacks: z.record(z.string().refine(mayBeStack, "it is no stack"), stack),
});

/**
 * The ledger in a file's text. A file that is broken, of another format or of another environment is one `ConfigError`:
 * what it holds becomes rights, so that nothing of it is guessed.
 *
 * @param file as the user knows it, such as `ledger/demo.json`
 */
export function parseLedger(text: string, file: string, owner: LedgerOwner): Ledger {
  const content = jsonOf(text, file);
  const format = (content as { format?: unknown } | null)?.format;
  if (typeof format === "number" && format > ledgerFormat) throw refused(file, [newer(file, format)]);
  const { success, data, error } = whole.safeParse(content);
  if (!success)
    throw refused(
      file,
      error.issues.slice(0, 10).map((issue) => misshapen(file, issue)),
    );
  const known = data as Ledger;
  const findings = [
    ...foreign(known, file, owner),
    ...unnamedGrants(known, file),
    ...editedGrants(known, file),
    ...strangeBodies(known, file, owner),
  ];
  if (findings.length > 0) throw refused(file, findings);
  return known;
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const problem = `it is no JSON: ${(error as Error).message}`;
    throw refused(file, [{ place: file, problem, fix: restore, code: ledgerCodes.broken }]);
  }
}

const restore = "restore it from git, or after a merge take either side, then run npx platform permissions record";

function newer(file: string, format: number): Finding {
  return {
    place: `${file} format`,
    value: format,
    problem: `this checkout reads formats up to ${ledgerFormat}`,
    fix: "use the revision that wrote it, or a later one",
    code: ledgerCodes.format,
  };
}

function misshapen(file: string, { path, message }: z.core.$ZodIssue): Finding {
  return { place: [file, ...path.map(String)].join(" "), problem: message, fix: restore, code: ledgerCodes.shape };
}

function foreign({ environment, accountId, region }: Ledger, file: string, { name, aws }: LedgerOwner): Finding[] {
  const pairs = [
    ["environment", environment, name],
    ["accountId", accountId, aws.accountId],
    ["region", region, aws.region],
  ] as const;
  return pairs
    .filter(([, recorded, present]) => recorded !== present)
    .map(([field, recorded, present]) => ({
      place: `${file} ${field}`,
      value: recorded,
      problem: `the environment says ${present}, and a ledger of another would give its rights`,
      fix: "each environment has a ledger of its own: remove a copied one; what is deployed never moves",
      code: ledgerCodes.owner,
    }));
}

function unnamedGrants(ledger: Ledger, file: string): Finding[] {
  return recordedStacks(ledger).flatMap(([id, { elements, grants }]) =>
    Object.entries(elements).flatMap(([address, { grants: named }]) =>
      [...(named?.read ?? []), ...(named?.change ?? [])]
        .filter((fingerprint) => !Object.hasOwn(grants, fingerprint))
        .map((fingerprint) => ({
          place: `${file} stacks ${id} elements ${address}`,
          value: fingerprint,
          problem: "it names a grant that the file does not hold",
          fix: restore,
          code: ledgerCodes.shape,
        })),
    ),
  );
}

/** A grant's name follows from its content. */
function editedGrants(ledger: Ledger, file: string): Finding[] {
  return recordedStacks(ledger).flatMap(([id, { grants }]) =>
    Object.entries(grants)
      .filter(([name, content]) => fingerprint(content) !== name)
      .map(([name, { actions }]) => ({
        place: `${file} stacks ${id} grants ${name}`,
        value: actions,
        problem: "its name does not fit its content, so that somebody has edited it",
        fix: restore,
        code: ledgerCodes.edited,
      })),
  );
}

/** What is held back becomes a declaration: of a type of the stack's own providers, and in IAM below the own path. */
function strangeBodies(ledger: Ledger, file: string, { name }: LedgerOwner): Finding[] {
  return recordedStacks(ledger).flatMap(([id, { elements }]) =>
    Object.entries(elements)
      .filter(([address, { body }]) => body && isStrange(id, address, body, `/strata/${name}/`))
      .map(([address]) => ({
        place: `${file} stacks ${id} elements ${address} body`,
        problem:
          "no stack declares such a thing: IAM lies in identity, below the environment's path and within a boundary",
        fix: restore,
        code: ledgerCodes.edited,
      })),
  );
}

function isStrange(stack: string, address: string, body: Readonly<Record<string, unknown>>, path: string): boolean {
  const [type = ""] = address.replace(/^data\./, "").split(".");
  if (!/^(aws|kubernetes|helm)_/.test(type)) return true;
  if (!type.startsWith("aws_iam_")) return false;
  if (stack !== "identity") return true;
  const own = String(body.path ?? "").startsWith(path) && !String(body.path).startsWith(`${path}root/`);
  if (type === "aws_iam_role") return !own || body.permissions_boundary === undefined;
  if (type === "aws_iam_role_policy_attachment") return isForeignPolicy(String(body.policy_arn ?? ""));
  return !["aws_iam_policy", "aws_iam_instance_profile"].includes(type) || !own;
}

function isForeignPolicy(arn: string): boolean {
  const [, name = ""] = arn.split(":policy/");
  return !/^\$\{aws_iam_policy\.[\w-]+\.arn\}$/.test(arn) && !(awsManagedPolicies as readonly string[]).includes(name);
}

function refused(file: string, findings: readonly Finding[]): ConfigError {
  return new ConfigError(file, findings);
}
