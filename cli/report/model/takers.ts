import type { Conditions, Principal, Statement } from "../../../constructs/identity/policy-document";
import { ownPatterns } from "./own-patterns";
import type { ReportRole } from "./roles";

/** Who from outside the platform may take a role, by what its trust policy says. Sessions of our own roles are left out. */
export interface Takers {
  /** Key of the role. */
  readonly role: string;
  /** ARN patterns of roles and users, mostly of people. */
  readonly people: readonly string[];
  /** Jobs of pipelines as their issuer names them: repository, project or workspace, and what narrows it. */
  readonly repositories: readonly string[];
  /** Ids of accounts; `everybody` where none is named. */
  readonly accounts: readonly string[];
  /** AWS services; `pods.eks.amazonaws.com` stands for pods in the cluster. */
  readonly services: readonly string[];
}

/** Roles that anybody from outside may take, in the order of the report. */
export function takersOf(roles: readonly ReportRole[]): readonly Takers[] {
  const isOurs = ownPatterns(roles);
  return roles.map((role) => takers(role, isOurs)).filter((one) => kinds.some((kind) => one[kind].length > 0));
}

const kinds = ["people", "repositories", "accounts", "services"] as const;
type Found = Omit<Takers, "role">;
type IsOurs = ReturnType<typeof ownPatterns>;

function takers({ key, trust }: ReportRole, isOurs: IsOurs): Takers {
  const found = trust.Statement.filter(({ Effect }) => Effect === "Allow").map((one) => takersIn(one, isOurs));
  const all = (kind: keyof Found) => [...new Set(found.flatMap((one) => one[kind] ?? []))].sort();
  const [people, repositories, accounts, services] = kinds.map(all);
  return {
    role: key,
    people: people ?? [],
    repositories: repositories ?? [],
    accounts: accounts ?? [],
    services: services ?? [],
  };
}

function takersIn({ Principal, Condition = {} }: Statement, isOurs: IsOurs): Partial<Found> {
  const { Service, Federated, AWS } = asLists(Principal);
  return {
    services: Service,
    repositories: Federated.flatMap((provider) => jobs(provider, Condition)),
    ...(AWS.length > 0 && people(AWS, Condition, isOurs)),
  };
}

/** A principal names one or several, or is everybody. */
function asLists(principal: Principal | "*" | undefined) {
  const named = principal === "*" ? { AWS: "*" } : ((principal ?? {}) as Readonly<Record<string, string | string[]>>);
  const list = (kind: string) => [(named as Readonly<Record<string, string | string[]>>)[kind] ?? []].flat();
  return { Service: list("Service"), Federated: list("Federated"), AWS: list("AWS") };
}

/** What tokens name as their subject; without that, whatever the provider gives a token. */
function jobs(provider: string, conditions: Conditions): readonly string[] {
  const subjects = valuesOf(conditions, (key) => key.endsWith(":sub"));
  return subjects.length > 0 ? subjects : [`everybody of ${provider.replace(/^.*?:\w+-provider\//, "")}`];
}

/** A condition on the principal narrows the accounts that the statement names to those of its patterns. */
function people(principals: readonly string[], conditions: Conditions, isOurs: IsOurs): Partial<Found> {
  const direct = principals.filter((one) => /:(role|user|assumed-role)\//.test(one));
  const wide = principals.filter((one) => !direct.includes(one));
  const patterns = wide.length > 0 ? valuesOf(conditions, (key) => key === "aws:PrincipalArn") : [];
  const others = [...direct, ...patterns].filter((arn) => !isOurs(arn));
  const open = patterns.length === 0 ? wide.filter((one) => !isOurs(one)) : [];
  return { people: others, accounts: [...open, ...others].map(accountOf) };
}

function accountOf(principal: string): string {
  if (/^\d{12}$/.test(principal)) return principal;
  const account = principal.split(":")[4] ?? "";
  return /^\d{12}$/.test(account) ? account : "everybody";
}

/** Values of conditions that name what they let pass, and not what they refuse. */
function valuesOf(conditions: Conditions, wanted: (key: string) => boolean): readonly string[] {
  return Object.entries(conditions)
    .filter(([operator]) => !/Not|IfExists|^Null/.test(operator))
    .flatMap(([, block]) => Object.entries(block).flatMap(([key, value]) => (wanted(key) ? [value].flat() : [])));
}
