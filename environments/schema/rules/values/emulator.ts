import { valueRule } from "../value-rule";

/**
 * Only the machine that runs Terraform itself: with an emulator, providers skip their checks of credentials and account,
 * so whatever answers at the endpoint gets the caller's keys, the plans and the states. An address that another host
 * can hold is thus refused, and a name that needs DNS as well, even where it leads home today.
 */
export const loopbackEndpoint = valueRule<string>({
  code: "ENV_EMULATOR_ENDPOINT",
  states:
    "an emulator runs on the machine that runs Terraform: http or https on 127.0.0.1, [::1] or localhost, with a port and nothing behind it",
  fix: "start the emulator here and write http://127.0.0.1:4566; from elsewhere, forward its port (ssh -L)",
  allows: (value) => /^https?:\/\/(127\.0\.0\.1|\[::1\]|localhost):(\d{1,5})$/.test(value) && portOf(value) <= 65535,
});

/** Terraform runs in each stack's own folder, from where a relative path leads elsewhere. */
export const absoluteFile = valueRule<string>({
  code: "ENV_EMULATOR_KUBECONFIG",
  states: "Terraform runs in a folder of each stack, so a kubeconfig is named by its absolute path",
  fix: 'write it as in "/home/me/.kube/config"',
  allows: (value) => /^(\/|[A-Za-z]:[\\/])/.test(value),
});

function portOf(value: string): number {
  return Number(value.slice(value.lastIndexOf(":") + 1));
}
