import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";

/** The demo with a service mesh, which is off unless an environment turns it on. */
export const inMesh: Environment = { ...loadEnvironment("demo"), mesh: { kind: "istio-ambient" } };
