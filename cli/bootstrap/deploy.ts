import type { ChangeSetType } from "@aws-sdk/client-cloudformation";
import type { Template } from "../../constructs/bootstrap/cloudformation";
import { CommandError, type Result } from "../command";
import { makeRoles, missingRoles } from "./account-roles";
import { untilAllAnswer } from "./answering";
import { asRootAdministrator } from "./caller";
import { type ChangeSet, discard, propose } from "./change-set";
import { type Changes, changesText, counted, countOf } from "./changes-text";
import type { BootstrapContext } from "./context";
import { settledStack } from "./current-stack";
import { execute } from "./execution";
import { losses } from "./losses";
import { allStoreDifferences, mendStores } from "./mending";
import { missingProtection, protect } from "./protection";
import { startOf } from "./start";
import type { StoreDifference } from "./store-differences";
import { templateIn } from "./wanted";

/** Brings the account to what the environment wants: shows what would change, asks, and does it. */
export async function deploy(context: BootstrapContext): Promise<Result> {
  const { aws, wanted, environment, dialogue } = context;
  if (!dialogue.confirm) throw refused("there is no terminal to ask on; add --yes, or look with --check");
  await asRootAdministrator(aws, environment);
  const stack = await settledStack(context);
  const type = await startOf(context, stack);
  dialogue.progress(`asking CloudFormation what changes in ${wanted.stack}`);
  const proposed = await propose(context, type);
  const changes = await tidied(context, proposed, () => changesOf(context, proposed));
  if (countOf(changes) > 0) return changed(context, proposed, changes);
  const settings = stack ? await missingProtection(context, stack) : [];
  await discard(context, proposed);
  if (settings.length > 0) await protect(context);
  await untilAllAnswer(context);
  return { output: unchangedText(wanted.stack, settings) };
}

async function changesOf(context: BootstrapContext, { type, changes }: ChangeSet): Promise<Changes> {
  const differing = type === "UPDATE" ? await allStoreDifferences(context) : [];
  // What CloudFormation changes itself comes out as wanted.
  const setBack = differing.filter(({ id }) => !changes.some((one) => one.LogicalResourceId === id));
  const gone = setBack.filter(({ mend }) => !mend);
  if (gone.length > 0) throw goneRefused(context.wanted.stack, gone);
  const templates = { deployed: await deployedTemplate(context, type), wanted: templateIn(context.wanted) };
  return { ofStack: changes, templates, setBack, roles: await missingRoles(context) };
}

async function deployedTemplate({ aws, wanted }: BootstrapContext, type: ChangeSetType): Promise<Template> {
  if (type === "CREATE") return { ...templateIn(wanted), Resources: {} };
  const { TemplateBody = "{}" } = await aws.cloudFormation.getTemplate({ StackName: wanted.stack });
  return JSON.parse(TemplateBody) as Template;
}

/** A change set that nobody will execute goes again. */
async function tidied<T>(context: BootstrapContext, proposed: ChangeSet, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    await discard(context, proposed);
    throw error;
  }
}

async function changed(context: BootstrapContext, proposed: ChangeSet, changes: Changes): Promise<Result> {
  const { wanted, dialogue } = context;
  const { type } = proposed;
  dialogue.show(changesText(wanted.stack, changes));
  await agreement(context, proposed, changes);
  await makeRoles(context, changes.roles);
  // Before an update, lest it do what the policy denies; a stack that is not there yet has none.
  if (type === "UPDATE") await protect(context);
  if (changes.ofStack.length > 0) await execute(context, proposed);
  else await discard(context, proposed);
  await mendStores(context);
  await protect(context);
  await untilAllAnswer(context);
  return { output: doneText(context, type, countOf(changes)) };
}

/** Without it the change set goes, and all is as it was. */
async function agreement(context: BootstrapContext, proposed: ChangeSet, changes: Changes): Promise<void> {
  const { wanted, dialogue, signal } = context;
  await tidied(context, proposed, async () => {
    const lost = losses(changes.ofStack, changes.templates);
    if (lost.length > 0) throw lossRefused(wanted.stack, lost);
    const agreed = await dialogue.confirm?.(`\nChange ${wanted.stack}?`, signal);
    signal.throwIfAborted();
    if (!agreed) throw refused("nothing was changed");
  });
}

function unchangedText(stack: string, settings: readonly string[]): string {
  if (settings.length === 0) return `${stack}: nothing to change.\n`;
  return `${stack}: nothing to change but its protection, which is back: ${settings.join("; ")}.\n`;
}

function doneText({ wanted, environment }: BootstrapContext, type: string, changes: number): string {
  const next = `Next, as root administrator: ENVIRONMENT=${environment.name} npx cdktf deploy identity\n`;
  return `${wanted.stack}: done, ${counted(changes)}.\n${type === "CREATE" ? next : ""}`;
}

function lossRefused(stack: string, lost: readonly string[]): CommandError {
  return refused(
    [
      "this would take states what they lie in, and is refused whoever asks:",
      ...lost.map((one) => `  ${one}`),
      "Names of buckets and keys follow from name, aws.accountId and state: set these back. To move states,",
      `docs/operations/bootstrap.md says how. ${stack} is as it was.`,
    ].join("\n"),
  );
}

function goneRefused(stack: string, gone: readonly StoreDifference[]): CommandError {
  return refused(
    [
      `${stack} holds what it made for unchanged, but somebody has changed it in a way that can't be set back:`,
      ...gone.map(({ what }) => `  ${what}`),
      "A key that waits for its deletion is had back with aws kms cancel-key-deletion, and then aws kms enable-key. For what is",
      "gone, docs/operations/bootstrap.md says how to go on.",
    ].join("\n"),
  );
}

function refused(problem: string): CommandError {
  return new CommandError(`platform bootstrap: ${problem}`);
}
