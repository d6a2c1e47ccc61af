import { apartFromAccounts } from "../../../cli/emulator/apart-from-accounts";

it("leaves out whatever leads to an account or a cluster of the user's", () => {
  const shell = {
    PATH: "/bin",
    AWS_PROFILE: "production",
    AWS_SESSION_TOKEN: "real",
    KUBECONFIG: "/home/me/.kube/config",
    TF_VAR_x: "1",
    TF_CLI_CONFIG_FILE: "/home/me/.terraformrc",
    DEPLOY_AS: "apply",
  };
  expect(apartFromAccounts(shell, { ENVIRONMENT: "demo" })).toEqual({
    PATH: "/bin",
    TF_CLI_CONFIG_FILE: "/home/me/.terraformrc",
    ENVIRONMENT: "demo",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    KUBECONFIG: "/dev/null",
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    NO_COLOR: "1",
  });
});
