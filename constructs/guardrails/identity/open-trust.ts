import { at } from "../finished-tree";
import { listOf, type WrittenStatement } from "../policy-documents";
import type { Rule } from "../rule";
import { allowing, trustDocuments } from "./documents";

export const openTrust: Rule = {
  id: "open-trust",
  title: "Roles trust named principals, never everyone, an organization or a whole account",
  severity: "critical",
  sources: [
    "AWS Well-Architected SEC03-BP07",
    "IAM Access Analyzer: external access",
    "CIS AWS Foundations Benchmark 1.20",
  ],
  check: (tree) =>
    trustDocuments(tree).flatMap((document) =>
      allowing(document)
        .filter((statement) => !isNarrowed(statement))
        .flatMap(openTo)
        .map(({ value, who }) => ({
          ...at(document.element, document.argument),
          value,
          problem: `${who} may assume the role`,
          fix: "name the role or user that may, or narrow the account by ArnLike on aws:PrincipalArn, as peopleTrust does",
        })),
    ),
};

function openTo(statement: WrittenStatement): readonly { readonly value: unknown; readonly who: string }[] {
  const { Principal, NotPrincipal, Condition } = statement;
  if (NotPrincipal !== undefined) return [{ value: NotPrincipal, who: "everyone but those named" }];
  const names = typeof Principal === "string" ? [Principal] : listOf(Principal?.AWS);
  const organization = keysOf(Condition).find((key) => /^aws:principalorg(id|paths)$/i.test(key));
  return names
    .filter((name) => name === "*" || /^(\d{12}|arn:[\w-]+:iam::\d{12}:root)$/.test(name))
    .map((value) => ({ value, who: value === "*" ? everyone(organization) : "everything in the account" }));
}

function everyone(organization: string | undefined): string {
  return organization ? "every account of the whole organization" : "everyone";
}

/** Whether the ARN of who calls is asked for, and not any ARN at all. */
function isNarrowed({ Condition = {} }: WrittenStatement): boolean {
  return Object.entries(Condition).some(
    ([operator, keys]) =>
      /^(Arn|String)(Equals|Like)$/.test(operator) &&
      Object.entries(keys).some(
        ([key, values]) => /^aws:PrincipalArn$/i.test(key) && listOf(values).every((value) => namesSomebody(value)),
      ),
  );
}

/** `arn:aws:iam::111122223333:role/*` is anybody there. */
function namesSomebody(arn: string): boolean {
  const [, name] = /^arn:[\w-]+:(?:iam|sts)::\d{12}:(?:role|user|assumed-role)\/(.*)$/.exec(arn) ?? [];
  return name !== undefined && !/^[*?]/.test(name);
}

function keysOf(condition: WrittenStatement["Condition"]): readonly string[] {
  return Object.values(condition ?? {}).flatMap(Object.keys);
}
