import type { IamContent } from "../../../cli/demo/iam-content";
import { namesOf } from "../../../constructs/names";
import { deployerRoles, stackIds } from "../../../constructs/stack/stack-id";
import type { Environment } from "../../../environments/schema/environment";
import type { StackFolders } from "./stackFolders";

export { type IamContent, type IamRole, iamOf } from "../../../cli/demo/iam-content";

/** The deployers as `cdktf.out/permissions/<stack>.json` describes them. */
export function deployersOf(stacks: StackFolders, environment: Environment): IamContent {
  const names = namesOf(environment);
  const all = stackIds.flatMap((id) => {
    const boundary = names.boundaryArn(id);
    const arnOf = (policy: string) => names.iamArn("policy", names.deployerPath(id), policy);
    return deployerRoles.map((one): IamContent => {
      const file = stacks.permissions(id)[one];
      const own = file.policies.map(({ name, document }) => [arnOf(name), document] as const);
      const role = { arn: file.roleArn, trust: file.trust, boundary, policies: own.map(([arn]) => arn) };
      return { roles: [role], policies: { ...Object.fromEntries(own), [boundary]: file.boundary } };
    });
  });
  return {
    roles: all.flatMap(({ roles }) => roles),
    policies: Object.assign({}, ...all.map(({ policies }) => policies)),
  };
}
