import { type IamContent, type IamRole, pathAndName } from "../../../cli/demo/iam-content";
import type { PolicyDocument } from "../../../constructs/identity/policy-document";
import type { AwsClient } from "./awsClient";

export { pathAndName } from "../../../cli/demo/iam-content";

/** What GetAccountAuthorizationDetails answers, as far as it is looked at. */
interface AccountDetails {
  readonly RoleDetailList: readonly {
    readonly Arn: string;
    readonly Path: string;
    readonly RoleName: string;
    readonly AssumeRolePolicyDocument: PolicyDocument;
    readonly AttachedManagedPolicies: readonly { readonly PolicyArn: string }[];
  }[];
  readonly Policies: readonly {
    readonly Arn: string;
    readonly Path: string;
    readonly PolicyVersionList: readonly { readonly IsDefaultVersion: boolean; readonly Document: PolicyDocument }[];
  }[];
}

/** The roles and policies of the emulated account, kept equal to what the last `load` was given. */
export class EmulatedIam {
  private loaded: IamContent = { roles: [], policies: {} };

  constructor(private readonly aws: AwsClient) {}

  /** Creates, changes and deletes until IAM holds this and nothing else that `load` has ever made. */
  async load(content: IamContent): Promise<void> {
    const before = this.loaded;
    const gone = before.roles.filter(({ arn }) => !content.roles.some((role) => role.arn === arn));
    // First: a role that moves to another path has a new ARN and its old name.
    for (const role of gone) await this.deleteRole(role);
    for (const [arn, document] of Object.entries(content.policies)) {
      const old = before.policies[arn];
      if (!old) await this.createPolicy(arn, document);
      else if (!same(old, document)) await this.changePolicy(arn, document);
    }
    for (const role of content.roles) {
      const old = before.roles.find(({ arn }) => arn === role.arn);
      if (old) await this.changeRole(old, role);
      else await this.createRole(role);
    }
    const unused = Object.keys(before.policies).filter((arn) => !content.policies[arn]);
    for (const PolicyArn of unused) await this.iam("DeletePolicy", { PolicyArn });
    this.loaded = content;
  }

  /** All roles and policies of the account below an IAM path, as IAM itself tells them. */
  async held(path: string): Promise<IamContent> {
    const details = await this.iam<AccountDetails>("GetAccountAuthorizationDetails", { MaxItems: 1000 });
    const below = <T extends { readonly Path: string }>(all: readonly T[]) =>
      all.filter((one) => one.Path.startsWith(path));
    const roles = await Promise.all(
      below(details.RoleDetailList).map(async (role) => ({
        arn: role.Arn,
        trust: role.AssumeRolePolicyDocument,
        boundary: await this.boundaryOf(role.RoleName),
        policies: role.AttachedManagedPolicies.map(({ PolicyArn }) => PolicyArn),
      })),
    );
    const policies = below(details.Policies).map(({ Arn, PolicyVersionList }) => {
      return [Arn, PolicyVersionList.find(({ IsDefaultVersion }) => IsDefaultVersion)?.Document];
    });
    return { roles, policies: Object.fromEntries(policies) };
  }

  /** The emulator leaves it out of the details of an account. */
  private async boundaryOf(RoleName: string): Promise<string | undefined> {
    const { Role } = await this.iam<{ Role: { PermissionsBoundary?: { PermissionsBoundaryArn: string } } }>("GetRole", {
      RoleName,
    });
    return Role.PermissionsBoundary?.PermissionsBoundaryArn;
  }

  private async createPolicy(arn: string, document: PolicyDocument): Promise<void> {
    const [Path, PolicyName] = pathAndName(arn);
    await this.iam("CreatePolicy", { Path, PolicyName, PolicyDocument: JSON.stringify(document) });
  }

  /** IAM keeps five versions of a policy: the one before goes. */
  private async changePolicy(PolicyArn: string, document: PolicyDocument): Promise<void> {
    const { Versions } = await this.iam<{ Versions: readonly { readonly VersionId: string }[] }>("ListPolicyVersions", {
      PolicyArn,
    });
    const PolicyDocumentText = JSON.stringify(document);
    await this.iam("CreatePolicyVersion", { PolicyArn, PolicyDocument: PolicyDocumentText, SetAsDefault: true });
    for (const { VersionId } of Versions) await this.iam("DeletePolicyVersion", { PolicyArn, VersionId });
  }

  private async createRole({ arn, trust, boundary, policies }: IamRole): Promise<void> {
    const [Path, RoleName] = pathAndName(arn);
    const AssumeRolePolicyDocument = JSON.stringify(trust);
    const limit = boundary && { PermissionsBoundary: boundary };
    await this.iam("CreateRole", { Path, RoleName, AssumeRolePolicyDocument, ...limit });
    for (const PolicyArn of policies) await this.iam("AttachRolePolicy", { RoleName, PolicyArn });
  }

  private async changeRole(old: IamRole, role: IamRole): Promise<void> {
    const [, RoleName] = pathAndName(role.arn);
    if (!same(old.trust, role.trust)) {
      await this.iam("UpdateAssumeRolePolicy", { RoleName, PolicyDocument: JSON.stringify(role.trust) });
    }
    if (old.boundary !== role.boundary) await this.bound(RoleName, role.boundary);
    for (const PolicyArn of role.policies.filter((arn) => !old.policies.includes(arn))) {
      await this.iam("AttachRolePolicy", { RoleName, PolicyArn });
    }
    for (const PolicyArn of old.policies.filter((arn) => !role.policies.includes(arn))) {
      await this.iam("DetachRolePolicy", { RoleName, PolicyArn });
    }
  }

  private async bound(RoleName: string, PermissionsBoundary: string | undefined): Promise<void> {
    if (PermissionsBoundary) await this.iam("PutRolePermissionsBoundary", { RoleName, PermissionsBoundary });
    else await this.iam("DeleteRolePermissionsBoundary", { RoleName });
  }

  private async deleteRole({ arn, policies }: IamRole): Promise<void> {
    const [, RoleName] = pathAndName(arn);
    for (const PolicyArn of policies) await this.iam("DetachRolePolicy", { RoleName, PolicyArn });
    await this.iam("DeleteRole", { RoleName });
  }

  private iam<T>(operation: string, params: object): Promise<T> {
    return this.aws.call<T>("iam", operation, params);
  }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
