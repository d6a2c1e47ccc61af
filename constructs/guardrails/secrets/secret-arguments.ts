import { sensitive } from "./data/secret-arguments.json";

/** Arguments that carry what should be secret though no provider marks them. */
const reviewed: Readonly<Record<string, readonly string[]>> = {
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html: not protected, and readable from the machine
  aws_instance: ["user_data", "user_data_base64"],
  aws_launch_configuration: ["user_data", "user_data_base64"],
  aws_launch_template: ["user_data"],
  aws_spot_instance_request: ["user_data", "user_data_base64"],
};

/**
 * Paths of a type's arguments that stand readable in the state and carry a secret. The data are the arguments that the
 * providers mark as sensitive: that hides them on a screen, and nowhere else.
 */
export function secretArguments(type: string): readonly string[] {
  return [...((sensitive as Readonly<Record<string, readonly string[]>>)[type] ?? []), ...(reviewed[type] ?? [])];
}

/** Types whose result is a secret, whatever they are given. */
export const secretTypes: ReadonlySet<string> = new Set([
  "aws_iam_access_key",
  "aws_iam_service_specific_credential",
  "aws_iam_user_login_profile",
  "data.aws_ecr_authorization_token",
  "data.aws_eks_cluster_auth",
  "data.aws_kms_secrets",
  "data.aws_secretsmanager_random_password",
  "data.aws_secretsmanager_secret_version",
  "data.kubernetes_secret",
  "data.kubernetes_secret_v1",
  "kubernetes_token_request_v1",
  "random_password",
  "tls_private_key",
]);
