/** Variables that could send a tool to a real account or cluster, or change what Terraform and CDKTF do. */
const foreign = /^(AWS_|KUBE|HELM_|TF_|CDKTF_|ENVIRONMENT$|DEPLOY_AS$)/;
/** Where Terraform finds its providers is the machine's own business. */
const kept = new Set(["TF_CLI_CONFIG_FILE", "TF_PLUGIN_CACHE_DIR"]);

/** Credentials that no real account knows. MiniStack takes this pair for the root of its account. */
export const madeUpCredentials = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };

/** The shell of a tool that is to reach an emulator and nothing else: nothing of the user's accounts is in it. */
export function apartFromAccounts(shell: NodeJS.ProcessEnv, extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const own = Object.entries(shell).filter(([name]) => kept.has(name) || !foreign.test(name));
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
