import type { IAM } from "@aws-sdk/client-iam";
import { allow, type PolicyDocument, policyDocument } from "../../constructs/identity/policy-document";
import type { Environment } from "../../environments/schema/environment";
import type { AwsApis } from "../aws/apis";
import { type Credentials, connectTo, settingsFor } from "../aws/connect";
import { madeUpCredentials } from "../emulator/apart-from-accounts";
import { type IamContent, pathAndName } from "./iam-content";

/** The account in an emulator, as its root. */
export class EmulatedAccount {
  private constructor(
    private readonly environment: Environment,
    private readonly iam: IAM,
    private readonly apis: AwsApis,
  ) {}

  /** `environment`: with the emulator in it. */
  static async open(environment: Environment): Promise<EmulatedAccount> {
    const { emulator, aws } = environment;
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = madeUpCredentials;
    const credentials = { accessKeyId, secretAccessKey };
    const apis = await connectTo(environment, aws.region)(credentials);
    const { IAM } = await import("@aws-sdk/client-iam");
    return new EmulatedAccount(environment, new IAM(settingsFor(emulator, aws.region, credentials)("iam")), apis);
  }

  /**
   * Somebody whom the environment names as root administrator, signed in: a role that fits its pattern, such as IAM Identity
   * Center makes, and a session of it. `who` tells several of one pattern apart; `allowed` is what they may do, on everything.
   */
  async signIn(pattern: string, who: string, ...allowed: readonly string[]): Promise<Credentials> {
    const RoleArn = pattern.replaceAll("*", who);
    const [Path, RoleName] = pathAndName(RoleArn);
    const { partition, accountId } = this.environment.aws;
    const root = `arn:${partition}:iam::${accountId}:root`;
    const trust = policyDocument({ Effect: "Allow", Principal: { AWS: [root] }, Action: ["sts:AssumeRole"] });
    await this.iam.createRole({ Path, RoleName, AssumeRolePolicyDocument: text(trust) });
    const PolicyDocument = text(policyDocument(allow("Allowed", allowed, "*")));
    await this.iam.putRolePolicy({ RoleName, PolicyName: "allowed", PolicyDocument });
    const { Credentials: given } = await this.apis.sts.assumeRole({ RoleArn, RoleSessionName: who });
    return {
      accessKeyId: given?.AccessKeyId ?? "",
      secretAccessKey: given?.SecretAccessKey ?? "",
      sessionToken: given?.SessionToken ?? "",
    };
  }

  /** Makes roles and policies that a provider has only pretended to make. */
  async make({ roles, policies }: IamContent): Promise<void> {
    for (const [arn, document] of Object.entries(policies)) {
      const [Path, PolicyName] = pathAndName(arn);
      await this.iam.createPolicy({ Path, PolicyName, PolicyDocument: text(document) });
    }
    for (const { arn, trust, boundary: PermissionsBoundary, policies: attached } of roles) {
      const [Path, RoleName] = pathAndName(arn);
      await this.iam.createRole({ Path, RoleName, AssumeRolePolicyDocument: text(trust), PermissionsBoundary });
      for (const PolicyArn of attached) await this.iam.attachRolePolicy({ RoleName, PolicyArn });
    }
  }
}

const text = (document: PolicyDocument) => JSON.stringify(document);
