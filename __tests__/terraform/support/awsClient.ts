import type { ChildProcess } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { startProcess } from "./processes";
import { madeUpCredentials } from "./toolEnvironment";

export interface Credentials {
  readonly key: string;
  readonly secret: string;
  /** Of a session. */
  readonly token?: string;
}

/** Where and as whom a call is made. */
export interface CallOptions {
  /** @default - the root of the account */
  readonly credentials?: Credentials;
  /** @default - the client's own */
  readonly endpoint?: string;
}

export interface AwsClientProps {
  readonly python: string;
  readonly endpoint: string;
  readonly region: string;
  /** PEM file of the authority that signed the endpoint's certificate. @default - those that Python trusts */
  readonly caBundle?: string;
  readonly env: NodeJS.ProcessEnv;
}

/** An AWS error answer, with its code as AWS names it. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "AwsError";
  }
}

type Answer = { readonly ok: unknown } | { readonly error: string; readonly message: string };
interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** The root of the emulated account. */
export const root: Credentials = {
  key: madeUpCredentials.AWS_ACCESS_KEY_ID,
  secret: madeUpCredentials.AWS_SECRET_ACCESS_KEY,
};

/** Makes AWS calls against the emulator, in one long-lived process: a call takes milliseconds. */
export class AwsClient {
  private readonly child: ChildProcess;
  private readonly waiting: Waiting[] = [];

  constructor(private readonly props: AwsClientProps) {
    const { python, region, caBundle, env } = props;
    const script = path.join(__dirname, "aws_client.py");
    this.child = startProcess(python, [script, region, ...(caBundle ? [caBundle] : [])], { cwd: __dirname, env });
    let stderr = "";
    this.child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    if (this.child.stdout) {
      createInterface(this.child.stdout).on("line", (line) =>
        this.waiting.shift()?.resolve(JSON.parse(line) as Answer),
      );
    }
    this.child.once("close", () => {
      for (const { reject } of this.waiting.splice(0)) reject(new Error(`aws_client.py ended: ${stderr}`));
    });
  }

  /** Calls an operation by its API name, as in `call<…>("s3", "HeadObject", { Bucket, Key })`. */
  async call<T = unknown>(service: string, operation: string, params: object, options: CallOptions = {}): Promise<T> {
    const { credentials = root, endpoint = this.props.endpoint } = options;
    const answer = await new Promise<Answer>((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.child.stdin?.write(`${JSON.stringify({ service, operation, params, endpoint, credentials })}\n`);
    });
    if ("error" in answer) throw new AwsError(answer.error, answer.message);
    return answer.ok as T;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const closed = new Promise((resolve) => this.child.once("close", resolve));
    this.child.stdin?.end();
    await closed;
  }
}
