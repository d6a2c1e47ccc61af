import type { ServiceLinkedRole } from "../../constructs/bootstrap/service-linked-roles";
import { ifThere, isAwsError } from "../aws/errors";
import type { BootstrapContext } from "./context";

/** Roles of AWS's services that the environment needs and the account has not. */
export async function missingRoles({ aws, wanted }: BootstrapContext): Promise<readonly ServiceLinkedRole[]> {
  const look = ({ role }: ServiceLinkedRole) =>
    ifThere(aws.iam.getRole({ RoleName: role }), "NoSuchEntity", noSuchRole);
  const found = await Promise.all(wanted.roles.map(look));
  return wanted.roles.filter((_, index) => found[index] === undefined);
}

/** The SDK's name for it. */
const noSuchRole = "NoSuchEntityException";

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
      if (!isAwsError(error, "EntityAlreadyExists") && !isTaken(error)) throw error;
    }
  }
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html has no code of its own for it. */
function isTaken(error: unknown): boolean {
  return isAwsError(error, "InvalidInputException", "InvalidInput") && error.message.includes("has been taken");
}
