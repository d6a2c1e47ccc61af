import { environmentNames, loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";

/** What no environment of the repository chooses, laid over the demo, by the names that records give it. */
const choices: Readonly<Record<string, Partial<Environment>>> = {
  "demo in a mesh": { mesh: { kind: "istio-ambient" } },
};

/**
 * Environments whose charts are recorded, by the names that records give them: those of the repository, then those that
 * bring charts which none of these has. One that can't be loaded is a `ConfigError`.
 */
export function recordedEnvironments(): ReadonlyMap<string, Environment> {
  const own = environmentNames().map((name) => [name, loadEnvironment(name)] as const);
  const others = Object.entries(choices).map(
    ([name, choice]) => [name, { ...loadEnvironment("demo"), ...choice }] as const,
  );
  return new Map([...own, ...others]);
}
