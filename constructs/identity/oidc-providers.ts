import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Construct } from "constructs";
import type { OidcIssuer } from "./oidc-issuer";

/**
 * The account's OIDC providers that are ours to create; existing ones are only referred to.
 *
 * Without thumbprints: IAM checks the issuer's certificate against its own authorities and asks for a thumbprint only
 * where a private authority has signed it; the argument is optional in the aws provider.
 */
export class OidcProviders extends Construct {
  /** The providers made here: roles that trust them come after. */
  readonly created: readonly IamOpenidConnectProvider[];

  constructor(scope: Construct, id: string, issuers: readonly OidcIssuer[]) {
    super(scope, id);
    this.created = issuers
      .filter(({ provider }) => provider === "create")
      .map(({ id: issuer, host, audience }) => {
        return new IamOpenidConnectProvider(this, issuer, { url: `https://${host}`, clientIdList: [audience] });
      });
  }
}
