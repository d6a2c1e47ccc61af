import { endpointOf } from "../../../constructs/stack/emulated";
import type { AwsService } from "../../../environments/schema/data/aws-services";
import type { Environment } from "../../../environments/schema/environment";
import type { AwsAnswer, AwsCalls, Session } from "./aws-calls";
import type { Programs } from "./programs";
import { Turns } from "./turns";

/** Seconds until a connection that does not come is given up, and the same for an answer. */
const connectSeconds = 4;
const readSeconds = 8;

/** Each starts a Python interpreter: more of them at once would only wait for each other. */
const atOnce = 4;

/**
 * AWS by its own command, which the login to the cluster needs anyway: so that profiles, single sign-on and instance roles
 * work as they do there, and no library has to know them.
 */
export class AwsCommand implements AwsCalls {
  constructor(
    private readonly programs: Programs,
    private readonly environment: Pick<Environment, "aws" | "emulator">,
    private readonly session?: Session,
    private readonly turns = new Turns(atOnce),
  ) {}

  as(session: Session): AwsCalls {
    return new AwsCommand(this.programs, this.environment, session, this.turns);
  }

  async call(service: string, operation: string, args: Readonly<Record<string, string>> = {}): Promise<AwsAnswer> {
    const options = Object.entries({ region: this.environment.aws.region, ...args });
    const ended = await this.run(service, operation, ...options.flatMap(([name, value]) => [`--${name}`, value]));
    if (ended === undefined) return unasked("command", "the aws command is not there, or does not end");
    if (ended.status === 0) return { kind: "answered", content: parsed(ended.stdout) };
    return failed(ended.stderr);
  }

  async object(bucket: string, key: string): Promise<string | undefined> {
    const ended = await this.run("s3", "cp", `s3://${bucket}/${key}`, "-");
    return ended?.status === 0 ? ended.stdout : undefined;
  }

  private run(...args: readonly string[]) {
    const { emulator } = this.environment;
    // Those that the command names in another way have no address of their own.
    const [service] = args as readonly [AwsService];
    const general = [
      ...["--output", "json", "--cli-connect-timeout", `${connectSeconds}`, "--cli-read-timeout", `${readSeconds}`],
      ...(emulator ? ["--endpoint-url", endpointOf(emulator, service)] : []),
      ...(emulator?.caBundle ? ["--ca-bundle", emulator.caBundle] : []),
    ];
    // Without the pager, which waits for somebody; with few retries, since the answer is wanted now.
    const env = { AWS_PAGER: "", AWS_MAX_ATTEMPTS: "2", ...sessionVariables(this.session) };
    return this.turns.take(() => this.programs.run("aws", [...args, ...general], env));
  }
}

function sessionVariables(session: Session | undefined): NodeJS.ProcessEnv {
  if (session === undefined) return {};
  return {
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken,
    // A profile would go before them.
    AWS_PROFILE: undefined,
    AWS_DEFAULT_PROFILE: undefined,
  };
}

/** Operations that answer nothing print nothing. */
function parsed(stdout: string): unknown {
  return stdout.trim() === "" ? {} : JSON.parse(stdout);
}

const unasked = (why: "offline" | "credentials" | "command", reason: string): AwsAnswer => ({
  kind: "unasked",
  why,
  reason,
});

/** Words of the command for what never reached AWS, or was turned away for whoever it came from. */
const missingCredentials =
  /Unable to locate credentials|config profile \(.*\) could not be found|Error loading SSO Token|Token has expired|SSO session|Error when retrieving (token|credentials)|Partial credentials|assume-role-with-web-identity/i;
const unreachable =
  /Could not connect to the endpoint|[Cc]onnect timeout|Read timeout|Failed to connect|Name or service not known|Connection was closed|SSL validation failed|Could not resolve/;
const staleCodes =
  /^(ExpiredToken|ExpiredTokenException|InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|AuthFailure|InvalidAccessKeyId|RequestExpired)$/;

function failed(stderr: string): AwsAnswer {
  const said = firstLine(stderr);
  const error = /An error occurred \(([\w.]+)\) when calling the \w+ operation[^:]*: ?(.*)/.exec(said);
  const [, code = "Unknown", message = said] = error ?? [];
  if (error && staleCodes.test(code))
    return unasked("credentials", `AWS knows the credentials not, or no longer: ${code}`);
  if (missingCredentials.test(said)) return unasked("credentials", said);
  if (unreachable.test(said)) return unasked("offline", said);
  return { kind: "refused", code, message };
}

/** The most of what the command says that a line shows, in characters. */
const shownLength = 160;

function firstLine(stderr: string): string {
  const [line = "it said nothing"] = stderr.split("\n").filter((one) => one.trim() !== "");
  const text = line
    .trim()
    .replace(/^aws: \[ERROR\]: /, "")
    .replace(/\.$/, "");
  return text.length > shownLength ? `${text.slice(0, shownLength - 3)}...` : text;
}
