import type { Finding } from "../../../constructs/errors";
import { changesIn, type Plan, type ResourceChange, verbOf } from "../../terraform/plan-changes";
import { onlyProtects, type Weakened, weakenedBy } from "./protections";
import { releaseHolding } from "./releases";
import { type Holding, statefulTypes } from "./stateful-types";
import { statelessTypes } from "./stateless-types";
import { whyTaken } from "./why";

/** What a plan does to something that holds data. */
export interface Endangered {
  readonly address: string;
  readonly finding: Finding;
  /** Whether it is one that AWS would refuse, however much it is wanted. */
  readonly refusedByAws: boolean;
  /** Whether data is lost, or only less protected from then on. */
  readonly lost: boolean;
}

/** All that a plan takes away which no apply brings back, and every protection of data that it makes weaker. */
export function endangeredBy(plan: Plan): readonly Endangered[] {
  const changes = changesIn(plan);
  const taken = changes.flatMap((change) => takenBy(change));
  const gone = goneOutside(plan, changes);
  const weakened = changes.flatMap((change) =>
    weakens(change, changes) ? weakenedBy(change).map((one) => weakening(change, one)) : [],
  );
  return [...taken, ...gone, ...weakened];
}

/** What a resource holds; undefined where nothing is lost with it. */
function holdingOf({ type, change: { before } }: ResourceChange): Holding | undefined {
  if (type === "helm_release") return releaseHolding(before ?? {});
  if (statelessTypes.has(type)) return undefined;
  return statefulTypes[type] ?? unknownType(type);
}

function unknownType(type: string): Holding {
  return {
    holds: `what a ${type} holds, which nobody has looked up`,
    first: `look it up, and add ${type} to cli/plan/data/stateful-types.ts or stateless-types.ts`,
  };
}

function takenBy(change: ResourceChange): readonly Endangered[] {
  const verb = change.change.actions.includes("forget") ? "forget" : verbOf(change);
  if (verb === "create" || verb === "update") return [];
  const holding = holdingOf(change);
  if (holding === undefined) return [];
  const kept = holding.keptBy !== undefined && change.change.before?.[holding.keptBy] === true;
  return [verb === "forget" || kept ? forgotten(change) : destroyed(change, verb, holding)];
}

function destroyed(change: ResourceChange, verb: "delete" | "replace", { holds, first, protectedBy }: Holding) {
  const refusedByAws = protectedBy !== undefined && change.change.before?.[protectedBy] === true;
  const refusal = refusedByAws ? `; AWS refuses it, since ${protectedBy} is still true` : "";
  const [will, code] =
    verb === "replace"
      ? ["it would be destroyed and made anew, empty", "PLAN_REPLACES_DATA"]
      : ["it would be destroyed", "PLAN_DESTROYS_DATA"];
  const problem = `${will}${since(change)}, and with it goes ${holds}${refusal}`;
  return {
    address: change.address,
    lost: true,
    refusedByAws,
    finding: { place: placeOf(change), problem, fix: first, code },
  };
}

/** Stays in AWS, and no stack knows of it any more. */
function forgotten(change: ResourceChange): Endangered {
  const problem = `Terraform would forget it${since(change)}: it stays, costs, and no stack looks after it any more`;
  const fix = "import it where it belongs, in the same change";
  const finding = { place: placeOf(change), problem, fix, code: "PLAN_FORGETS_DATA" };
  return { address: change.address, lost: true, refusedByAws: false, finding };
}

/** What somebody deleted behind Terraform's back comes again as an empty one, into which nothing is restored any more. */
function goneOutside({ resource_drift: drift = [] }: Plan, changes: readonly ResourceChange[]): readonly Endangered[] {
  const gone = drift.filter((one) => verbOf(one) === "delete" && one.deposed === undefined);
  return gone.flatMap((one) => {
    const holding = holdingOf(one);
    const anew = changes.some((change) => change.address === one.address && verbOf(change) === "create");
    if (!anew || holding === undefined) return [];
    const problem = `it is gone, though not by Terraform, and would be made anew, empty; with it went ${holding.holds}`;
    const fix = "restore it under its name first, and import it";
    const finding = { place: placeOf(one), problem, fix, code: "PLAN_MAKES_DATA_ANEW" };
    return [{ address: one.address, lost: true, refusedByAws: false, finding }];
  });
}

/** What goes altogether has been told of; a protection of its own is weakened where what it protects stays. */
function weakens(change: ResourceChange, changes: readonly ResourceChange[]): boolean {
  const verb = verbOf(change);
  if (verb === "update") return true;
  return verb === "delete" && onlyProtects(change) && !changes.some((other) => protectedOne(change, other));
}

/** Whether the other one is what the first one protects, and goes as well. */
function protectedOne({ change: { before } }: ResourceChange, other: ResourceChange): boolean {
  if (verbOf(other) !== "delete") return false;
  const { bucket, file_system_id: files } = before ?? {};
  const { id, bucket: name } = other.change.before ?? {};
  if (other.type === "aws_s3_bucket") return bucket !== undefined && [id, name].includes(bucket);
  return other.type === "aws_efs_file_system" && files !== undefined && files === id;
}

function weakening(change: ResourceChange, { argument, before, after, then }: Weakened): Endangered {
  const place = `${change.address} ${argument}`;
  const problem = `it was ${JSON.stringify(before)}; ${then}`;
  const fix = "leave it as it was, or let it through where that is meant";
  const finding = { place, value: after ?? null, problem, fix, code: "PLAN_WEAKENS_PROTECTION" };
  return { address: change.address, lost: false, refusedByAws: false, finding };
}

function since(change: ResourceChange): string {
  const why = whyTaken(change);
  return why === "" ? "" : `, since ${why}`;
}

function placeOf({ address, deposed }: ResourceChange): string {
  return deposed === undefined ? address : `${address} (deposed ${deposed})`;
}
