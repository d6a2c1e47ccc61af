/** Variables that could send a test to a real account or cluster, or change what Terraform does. */
const foreign =
  /^(AWS_|KUBE|HELM_|TF_|OFFLINE_PROVIDER_|CDKTF_|BC_|CKV_|CHECKOV_|TFLINT_|ENVIRONMENT$|DEPLOY_AS$|JEST_|FORCE_COLOR$)/;
/** Where Terraform finds its providers is the machine's own business. */
const kept = new Set(["TF_CLI_CONFIG_FILE"]);

/** Credentials that no real account knows. The emulator takes this pair for its root. */
export const madeUpCredentials = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };

/** The environment of every command that a suite runs: nothing of the user's accounts in it. */
export function toolEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => kept.has(name) || !foreign.test(name));
  return {
    ...Object.fromEntries(own),
    ...madeUpCredentials,
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    KUBECONFIG: "/dev/null",
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    NO_COLOR: "1",
    ...extra,
  };
}
