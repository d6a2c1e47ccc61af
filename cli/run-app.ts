import { stripVTControlCharacters } from "node:util";
import { ConfigError, type Finding } from "../constructs/errors";
import type { PlatformAppProps } from "../constructs/stack/platform-app";
import { type DeployerAction, deployerActions } from "../constructs/stack/stack-id";
import { loadEnvironment } from "../environments/load";
import { loadLedger } from "./ledger/ledger-file";

/** The only variables of the shell that the platform reads. */
export interface Shell {
  /** Name of the environment. @default "demo" */
  readonly ENVIRONMENT?: string;
  /** Role that every stack assumes by itself. @default - none */
  readonly DEPLOY_AS?: string;
}

/** Loads what the shell asks for and runs `main`. Bad input ends with exit code 1 and one message, no stack trace. */
export function runApp(shell: Shell, main: (props: PlatformAppProps) => void): void {
  try {
    main(propsFrom(shell));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${stripVTControlCharacters(error.message)}\n`);
    process.exitCode = 1;
  }
}

export function propsFrom({ ENVIRONMENT, DEPLOY_AS }: Shell): PlatformAppProps {
  const environment = loadEnvironment(ENVIRONMENT || "demo");
  const ledger = loadLedger(environment);
  const deployAs = DEPLOY_AS || undefined;
  if (deployAs === undefined) return { environment, ledger };
  if (!isDeployerAction(deployAs))
    throw refuse(
      deployAs,
      "it is neither plan nor apply",
      `set it to one of ${deployerActions.join(", ")}, or unset it`,
    );
  if (environment.state.kind === "hcp-terraform") {
    const fix = "unset it: each HCP Terraform workspace chooses the roles of its plan and apply phases";
    throw refuse(deployAs, "HCP Terraform's backend takes no role", fix);
  }
  return { environment, ledger, deployAs };
}

function isDeployerAction(value: string): value is DeployerAction {
  return (deployerActions as readonly string[]).includes(value);
}

function refuse(value: string, problem: string, fix: string): ConfigError {
  const finding: Finding = { place: "DEPLOY_AS", value, problem, fix, code: "DEPLOY_AS_REFUSED" };
  return new ConfigError("The shell's variables", [finding]);
}
