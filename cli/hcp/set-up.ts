import { setTimeout as sleep } from "node:timers/promises";
import { CommandError, type Result } from "../command";
import type { Dialogue } from "../dialogue";
import type { HcpApi } from "./api/api";
import { Trouble } from "./api/errors";
import { type Change, keyOf, Made } from "./change";
import { changesOf } from "./changes";
import { changesText, countOf } from "./changes-text";
import { type Current, currentOf } from "./current";
import { notesOn } from "./notes";
import type { Wanted } from "./wanted";

export interface HcpContext {
  readonly wanted: Wanted;
  readonly api: HcpApi;
  readonly dialogue: Dialogue;
  readonly signal: AbortSignal;
  /** Milliseconds before it goes on after a creation that HCP Terraform may have made or not. */
  readonly pauseMs: number;
}

/** A look, a question, and the changes; then it looks again. More rounds than these, and somebody works against it. */
const rounds = 6;
/** How often a creation may be lost on its way until HCP Terraform counts as down. */
const lostAnswers = 20;

/** Says what differs, and changes nothing. */
export async function check({ wanted, api, dialogue }: HcpContext): Promise<Result> {
  const current = await look(wanted, api, dialogue);
  const changes = changesOf(wanted, current);
  const differs = `${changesText(changes)}\n\n${countOf(changes)} to make: run npx platform hcp.`;
  const output = changes.length === 0 ? `HCP Terraform is as ${wanted.environment} wants it.` : differs;
  return { output: withNotes(output, notesOn(wanted, current)), exitCode: changes.length === 0 ? 0 : 2 };
}

/**
 * Brings HCP Terraform to what is wanted. Nothing is remembered between runs, so an interrupted one is mended by the next.
 * What was hidden at first, such as the readers of a state that all could read, is shown and asked for in a further round.
 */
export async function setUp(context: HcpContext): Promise<Result> {
  const { wanted, api, dialogue } = context;
  const agreed = new Set<string>();
  const refusals = new Map<string, string>();
  let [made, lost] = [0, 0];
  for (let round = 0; round < rounds + lost; round++) {
    const current = await look(wanted, api, dialogue);
    refuseTooEarly(wanted, current);
    const changes = changesOf(wanted, current).filter(({ rows }) => !rows.every((row) => refusals.has(keyOf(row))));
    if (changes.length === 0) return done(wanted, current, made, refusals);
    await agree(context, changes, agreed);
    const { count, trouble } = await makeAll(context, changes, new Made(current), refusals);
    made += count;
    if (trouble && ++lost > lostAnswers) throw trouble;
  }
  throw new CommandError(
    "platform hcp: HCP Terraform is not as it was just set; somebody else may be changing it. Look with npx platform hcp --check",
  );
}

async function look(wanted: Wanted, api: HcpApi, { progress }: Dialogue): Promise<Current> {
  progress(`looking at ${wanted.organization} on ${wanted.hostname}`);
  return currentOf(api, wanted);
}

/** Runs of identity take roles that are not there before it was applied. */
function refuseTooEarly({ workspaces }: Wanted, current: Current): void {
  const [identity] = workspaces;
  if (identity?.mode !== "remote") return;
  const item = current.workspaces.get("identity")?.item;
  if (item?.relationships?.["current-state-version"]?.data) return;
  throw new CommandError(
    `platform hcp: ${identity.name} has no state yet, so the roles of its runs are not there; run npx platform hcp without --identity, and apply identity as a root administrator first`,
  );
}

async function agree({ dialogue, signal }: HcpContext, changes: readonly Change[], agreed: Set<string>): Promise<void> {
  const keys = changes.flatMap(({ rows }) => rows.map(keyOf));
  if (keys.every((key) => agreed.has(key))) return;
  dialogue.show(changesText(changes));
  if (!dialogue.confirm) {
    throw new CommandError("platform hcp: there is no terminal to ask on; add --yes, or look with --check");
  }
  if (!(await dialogue.confirm(`\nMake ${countOf(changes)}?`, signal))) {
    throw new CommandError("platform hcp: nothing was changed");
  }
  for (const key of keys) agreed.add(key);
}

/** How many lines were made. After a creation of which nobody knows whether it happened, the next round looks. */
async function makeAll(
  { api, dialogue, signal, pauseMs }: HcpContext,
  changes: readonly Change[],
  made: Made,
  refusals: Map<string, string>,
): Promise<{ readonly count: number; readonly trouble?: Trouble }> {
  let count = 0;
  for (const { rows, make } of changes) {
    signal.throwIfAborted();
    for (const { kind, of, what } of rows) dialogue.progress(`${kind} ${of}: ${what}`);
    try {
      const refusal = await make(api, made);
      if (refusal === undefined) count += rows.length;
      else for (const row of rows) refusals.set(keyOf(row), refusal);
    } catch (error) {
      if (!(error instanceof Trouble)) throw goneFurther(error, count);
      dialogue.show(`${error.message}: looking again`);
      await sleep(pauseMs, undefined, { signal });
      return { count, trouble: error };
    }
  }
  return { count };
}

/** What was made stays, and the next run goes on from there. */
function goneFurther(error: unknown, count: number): unknown {
  if (!(error instanceof CommandError) || count === 0) return error;
  return new CommandError(`${error.message}. ${count} changes before it are made; run npx platform hcp again to go on`);
}

function done(wanted: Wanted, current: Current, made: number, refusals: ReadonlyMap<string, string>): Result {
  const { environment } = wanted;
  const output =
    made === 0
      ? `HCP Terraform is as ${environment} wants it.`
      : `HCP Terraform is now as ${environment} wants it (${made} changes).`;
  return { output: withNotes(output, [...new Set(refusals.values()), ...notesOn(wanted, current)]) };
}

function withNotes(output: string, notes: readonly string[]): string {
  const lines = notes.map((note) => `note: ${note}`);
  return `${[output, ...(lines.length > 0 ? ["", ...lines] : [])].join("\n")}\n`;
}
