/** Who signs the tokens of a pipeline, as IAM knows it. */
export interface OidcIssuer {
  /** Construct id of the provider, such as `github`. */
  readonly id: string;
  /** Statement id in trust policies. */
  readonly sid: string;
  /** Host of the issuer's URL, which is its name in IAM. */
  readonly host: string;
  /** The `aud` claim of the tokens that are meant for AWS. */
  readonly audience: string;
  /** Whether IAM's provider of this issuer is ours to create; an account holds one per URL. */
  readonly provider: "create" | "existing";
}

/** Known without asking AWS, so that an existing provider needs no data source. */
export function oidcProviderArn({ host }: OidcIssuer, accountId: string, partition: string): string {
  return `arn:${partition}:iam::${accountId}:oidc-provider/${host}`;
}
