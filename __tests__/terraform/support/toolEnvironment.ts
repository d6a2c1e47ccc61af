import { apartFromAccounts } from "../../../cli/emulator/apart-from-accounts";

export { madeUpCredentials } from "../../../cli/emulator/apart-from-accounts";

/** What would change a tool of the tests, beside what leads to an account. */
const foreign = /^(OFFLINE_PROVIDER_|BC_|CKV_|CHECKOV_|TFLINT_|JEST_|TF_PLUGIN_CACHE_DIR$|FORCE_COLOR$)/;

/** The environment of every command that a suite runs: nothing of the user's accounts in it. */
export function toolEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return apartFromAccounts(Object.fromEntries(own), extra);
}
