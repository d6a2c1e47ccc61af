import { rolePath, type ServiceLinkedRole } from "../../constructs/bootstrap/service-linked-roles";
import type { IamApi } from "../aws/apis";
import { ifThere, isAwsError, refusals } from "../aws/errors";
import type { BootstrapContext } from "./context";

/** Roles of AWS's services that the environment needs and the account has not. */
export async function missingRoles({ aws, wanted }: BootstrapContext): Promise<readonly ServiceLinkedRole[]> {
  const found = await Promise.all(wanted.roles.map((role) => isThere(aws.iam, role)));
  return wanted.roles.filter((_, index) => !found[index]);
}

/** By its name, which takes no right to list the account's roles; emulators give it another, below the same path. */
async function isThere(iam: IamApi, role: ServiceLinkedRole): Promise<boolean> {
  const named = await ifThere(iam.getRole({ RoleName: role.role }), "NoSuchEntity", "NoSuchEntityException");
  if (named) return true;
  const listed = await ifThere(iam.listRoles({ PathPrefix: rolePath(role) }), ...refusals);
  return (listed?.Roles ?? []).length > 0;
}

/** Somebody else may have made one meanwhile, which is as good. */
export async function makeRoles(
  { aws, dialogue }: BootstrapContext,
  roles: readonly ServiceLinkedRole[],
): Promise<void> {
  for (const { service, role } of roles) {
    dialogue.progress(`making ${role}`);
    try {
      await aws.iam.createServiceLinkedRole({ AWSServiceName: service });
    } catch (error) {
      if (!isAwsError(error, "EntityAlreadyExists", "EntityAlreadyExistsException") && !isTaken(error)) throw error;
    }
  }
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html has no code of its own for it. */
function isTaken(error: unknown): boolean {
  return isAwsError(error, "InvalidInputException", "InvalidInput") && error.message.includes("has been taken");
}
