import type { StackId } from "../../../constructs/stack/stack-id";
import { pathAndName } from "./emulatedIam";
import type { Login, SynthesizedStack } from "./stackFolders";

/** The role that each part of a stack assumes, undefined where it runs with its caller's credentials. */
export interface AssumedRoles {
  readonly backend: string | undefined;
  readonly reads: readonly (string | undefined)[];
  readonly providers: readonly (string | undefined)[];
  readonly logins: readonly (string | undefined)[];
}

export function assumedRoles({ terraform, provider, data }: SynthesizedStack): AssumedRoles {
  const { aws, kubernetes = [], helm = [] } = provider;
  const logins = [
    ...kubernetes.flatMap(({ exec = [] }) => exec),
    ...helm.flatMap(({ kubernetes: { exec } = {} }) => exec ?? []),
  ];
  return {
    backend: terraform.backend.s3?.assume_role?.role_arn,
    reads: Object.values(data?.terraform_remote_state ?? {}).map(({ config }) => config.assume_role?.role_arn),
    providers: aws.map(({ assume_role = [] }) => assume_role[0]?.role_arn),
    logins: logins.map(roleOfLogin),
  };
}

/** The parts of a stack, in one list. */
export function everyPart({ backend, reads, providers, logins }: AssumedRoles): readonly (string | undefined)[] {
  return [backend, ...reads, ...providers, ...logins];
}

/** The role that belongs to a stack and an action, by the shape of its ARN. */
export function isDeployerOf(arn: string, environment: string, id: StackId, action: string): boolean {
  const [path, name] = pathAndName(arn);
  const folder = id === "identity" ? "root" : "deployers";
  return path === `/strata/${environment}/${folder}/` && name === `strata-${environment}-${id}-${action}`;
}

function roleOfLogin({ args }: Login): string | undefined {
  const flag = args.indexOf("--role-arn");
  return flag < 0 ? undefined : args[flag + 1];
}
