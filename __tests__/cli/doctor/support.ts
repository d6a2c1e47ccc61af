import type { Ended } from "../../../cli/child";
import type { AwsAnswer, AwsCalls, Content, Session } from "../../../cli/doctor/asking/aws-calls";
import type { Caller } from "../../../cli/doctor/asking/caller";
import type { DnsAnswer } from "../../../cli/doctor/asking/resolver";
import type { WebAnswer, WebRequest } from "../../../cli/doctor/asking/web";
import type { Context } from "../../../cli/doctor/context";
import type { Ledger } from "../../../constructs/ledger/ledger";
import { type StackId, stackIds } from "../../../constructs/stack/stack-id";
import { loadEnvironment } from "../../../environments/load";
import type { Environment } from "../../../environments/schema/environment";
import { platform } from "../../../main";

export const demo = loadEnvironment("demo");
export const accountId = demo.aws.accountId;
const app = platform({ environment: demo });
// Once, for all that are made from it.
app.resolveAll();

/** Answers of AWS by `service operation`; a text is the code of a refusal. What is not listed is denied. */
export type Answers = Readonly<
  Record<string, Content | string | ((args: Readonly<Record<string, string>>) => Content)>
>;

export class FakeAws implements AwsCalls {
  readonly asked: string[] = [];

  constructor(
    private readonly answers: Answers,
    private readonly objects: Readonly<Record<string, string>> = {},
    readonly session?: Session,
  ) {}

  async call(service: string, operation: string, args: Readonly<Record<string, string>> = {}): Promise<AwsAnswer> {
    this.asked.push(`${service} ${operation} ${Object.values(args).join(" ")}`.trim());
    const known = this.answers[`${service} ${operation}`] ?? "AccessDenied";
    const answer = typeof known === "function" ? known(args) : known;
    if (typeof answer === "string") return { kind: "refused", code: answer, message: "AWS says no" };
    return answer.kind === "unasked" ? answer : { kind: "answered", content: answer };
  }

  async object(bucket: string, key: string): Promise<string | undefined> {
    return this.objects[`${bucket}/${key}`];
  }

  as(session: Session): AwsCalls {
    return new FakeAws(this.answers, this.objects, session);
  }
}

export const offline = { kind: "unasked", why: "offline", reason: "nothing answers" } as const;

export const knownCaller = (arn: string, account = accountId): Caller => ({
  kind: "known",
  accountId: account,
  arn,
  role: /:assumed-role\/([^/]+)\//.exec(arn)?.[1],
});
export const sessionOf = (role: string) => knownCaller(`arn:aws:sts::${accountId}:assumed-role/${role}/me`);

interface Situation extends Partial<Omit<Context, "caller" | "web" | "resolver" | "programs" | "app">> {
  readonly stack?: StackId;
  readonly environment?: Environment;
  readonly ledger?: Ledger;
  readonly caller?: Caller;
  readonly answers?: Answers;
  readonly objects?: Readonly<Record<string, string>>;
  /** Answers of programs by name; what is not listed is not there. */
  readonly tools?: Readonly<Record<string, string | Partial<Ended>>>;
  /** Answers of servers by the start of the address; what is not listed does not answer. */
  readonly servers?: Readonly<Record<string, number | WebAnswer>>;
  readonly dns?: { readonly nameServers?: DnsAnswer; readonly signers?: DnsAnswer };
}

/** A context in which nothing is there but what a test says, on the demo. */
export function context(situation: Situation = {}): Context & { readonly requests: readonly WebRequest[] } {
  const { stack, environment = demo, ledger, caller = sessionOf("somebody"), answers = {}, objects } = situation;
  const requests: WebRequest[] = [];
  return {
    app: Object.defineProperties(Object.create(app), {
      environment: { value: environment },
      ledger: { value: ledger },
    }),
    stacks: stack ? [stack] : stackIds,
    oneStack: stack !== undefined,
    deployAs: situation.deployAs,
    root: situation.root ?? process.cwd(),
    env: situation.env ?? {},
    now: new Date("2026-11-28T12:00:00Z"),
    programs: { run: async (program) => ended(situation.tools?.[program]) },
    web: {
      get: async (url, request = {}) => {
        requests.push(request);
        return answered(Object.entries(situation.servers ?? {}).find(([start]) => url.startsWith(start))?.[1]);
      },
    },
    resolver: {
      nameServers: async () => situation.dns?.nameServers ?? { kind: "unanswered", reason: "ETIMEOUT" },
      signers: async () => situation.dns?.signers ?? { kind: "unanswered", reason: "ETIMEOUT" },
    },
    aws: situation.aws ?? new FakeAws(answers, objects),
    caller: async () => caller,
    requests,
  };
}

function ended(said: string | Partial<Ended> | undefined): Ended | undefined {
  if (said === undefined) return undefined;
  const all = { status: 0, stdout: "", stderr: "" };
  return typeof said === "string" ? { ...all, stdout: said } : { ...all, ...said };
}

function answered(answer: number | WebAnswer | undefined): WebAnswer {
  if (answer === undefined) return { kind: "unanswered", reason: "ECONNREFUSED" };
  return typeof answer === "number" ? { kind: "answered", status: answer, body: "" } : answer;
}
