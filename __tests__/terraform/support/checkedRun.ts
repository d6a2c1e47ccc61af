import type { StackId } from "../../../constructs/stack/stack-id";
import type { Environment } from "../../../environments/schema/environment";
import type { Case, CaseBook } from "../../proofs/support/cases";
import { all, leftToCloudFormation, leftToCloudFormationByTheNetwork } from "../../proofs/support/exceptions";
import { type Need, needsOf } from "../../proofs/support/oracles";
import { type ProvenRole, describe as told, verdictOn } from "../../proofs/support/simulator";
import type { ProviderCall } from "./callLog";
import type { IamContent } from "./iamContent";
import { caseBookOf, type Instance, instancesOf, type Moment } from "./moment";

/** One run of Terraform on one stack, with what was deployed before and after it. */
export interface Run {
  readonly stack: StackId;
  /** What the stand-in providers wrote to OFFLINE_PROVIDER_LOG. */
  readonly calls: readonly ProviderCall[];
  readonly before: Moment;
  readonly after: Moment;
}

export interface CheckedRun {
  /** Calls of the AWS provider in the log. */
  readonly calls: number;
  /** Simulated calls of AWS that they come to. */
  readonly simulated: number;
  /** One line for each of those that is denied. */
  readonly denied: readonly string[];
}

/**
 * Asks for every call of the AWS provider in a run whether IAM, with this content, would have allowed the role that made
 * it all that the real provider calls for such a resource. Fails where the run made no call at all, where a call is of
 * nothing that the states hold, or of a type that no oracle knows.
 */
export async function checkRun(run: Run, iam: IamContent, aws: Environment["aws"]): Promise<CheckedRun> {
  if (run.calls.length === 0) throw new Error(`${run.stack}: the run made no call that could be checked`);
  const ofAws = run.calls.filter(({ provider, failed }) => provider === "aws" && !failed);
  const books = { before: caseBookOf(run.before, aws), after: caseBookOf(run.after, aws) };
  const proven = new Map<string, ProvenRole | undefined>();
  const verdicts = new Map<string, string | undefined>();
  for (const call of ofAws) {
    const arn = call.assume_role ?? "";
    if (!proven.has(arn)) proven.set(arn, provenRole(iam, arn));
    for (const one of await casesOf(run, call, books)) {
      const key = `${arn} ${JSON.stringify(one.call)}`;
      if (!verdicts.has(key)) verdicts.set(key, await denial(proven.get(arn), one, call));
    }
  }
  const denied = [...verdicts.values()].filter((line) => line !== undefined);
  return { calls: ofAws.length, simulated: verdicts.size, denied };
}

type Books = Readonly<Record<"before" | "after", CaseBook>>;

/** What a call comes to at AWS: once for each thing that it may be of, since the log names things by their labels. */
async function casesOf(run: Run, call: ProviderCall, books: Books): Promise<readonly Case[]> {
  const book = books[call.action === "delete" || call.action === "read" ? "before" : "after"];
  const cases: Case[] = [];
  for (const { address } of thingsOf(run, call)) {
    const thing = book.tree.things.find((one) => one.stack === run.stack && one.address === address);
    if (!thing) throw new Error(`${run.stack}: ${address} is in the state, and not in the JSON that was applied`);
    for (const need of neededFor(call)) cases.push(...(await book.of(thing, need)).cases);
  }
  return cases;
}

function thingsOf({ stack, before, after }: Run, call: ProviderCall): readonly Instance[] {
  const [old, now] = [instancesOf(before, stack), instancesOf(after, stack)];
  const outside = (instances: readonly Instance[]) => (one: Instance) => !instances.some((other) => same(one, other));
  const touched: Readonly<Record<ProviderCall["action"], () => readonly Instance[]>> = {
    create: () => now.filter(outside(old)),
    read: () => old,
    update: () => now.filter((one) => !outside(old)(one)),
    delete: () => old.filter(outside(now)),
  };
  const found = touched[call.action]().filter((one) => isCalled(one, call));
  if (found.length === 0) throw new Error(`${stack}: no state holds what was called in ${JSON.stringify(call)}`);
  return found;
}

function same(one: Instance, other: Instance): boolean {
  return one.address === other.address && one.attributes.id === other.attributes.id;
}

/** The log has one of the attributes for a name, or the tag `Name`. */
function isCalled({ address, attributes }: Instance, { type, name }: ProviderCall): boolean {
  return address.startsWith(`${type}.`) && [...Object.values(attributes), attributes.tags?.Name].includes(name);
}

const excused = new Set([...all(leftToCloudFormation), ...all(leftToCloudFormationByTheNetwork)]);

/**
 * Actions that the real provider, AWS's pages or CloudFormation's handlers name for this, as in the proof of sufficiency.
 * That proof has nothing to say of identity, whose roles are written by hand for what the provider calls.
 */
function neededFor({ type, action }: ProviderCall): readonly Need[] {
  const needs = needsOf(type);
  if (needs.length === 0) throw new Error(`no oracle in __tests__/proofs/data knows the calls of ${type}`);
  const byHand = type.startsWith("aws_iam_");
  const needed = needs.filter(({ operation }) => operation === action);
  return needed.filter(
    (need) => need.source !== "cloudformation" || !(byHand || excused.has(`${type} ${need.action}`)),
  );
}

/** A role as IAM holds it. One that is not there may do nothing. */
function provenRole({ roles, policies }: IamContent, roleArn: string): ProvenRole | undefined {
  const role = roles.find(({ arn }) => arn === roleArn);
  if (!role) return undefined;
  const documentOf = (arn: string | undefined) =>
    policies[arn ?? ""] ?? fail(`${roleArn}: what its policy or boundary ${arn} says is not in identity's state`);
  return {
    roleArn,
    policies: role.policies.map((arn) => ({ name: arn, document: documentOf(arn) })),
    boundary: documentOf(role.boundary),
  };
}

async function denial(role: ProvenRole | undefined, { call, address }: Case, by: ProviderCall) {
  const verdict = role ? await verdictOn(role, call) : "no such role";
  if (verdict === "Allowed") return undefined;
  return `${by.assume_role ?? "nobody's role"}: ${by.action} of ${address}: ${told(call)}: ${verdict}`;
}

function fail(what: string): never {
  throw new Error(what);
}
