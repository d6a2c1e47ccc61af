import { z } from "zod";
import { isObject } from "../path";
import { daemonService, job, scheduledJob, statefulService, webService, worker } from "./kinds";

const app = z.discriminatedUnion("kind", [webService, worker, statefulService, daemonService, scheduledJob, job]);

/** As an environment file may write it: most apps are web services, and don't say so. */
type AppInput =
  | (Omit<z.input<typeof webService>, "kind"> & { readonly kind?: "web-service" })
  | Exclude<z.input<typeof app>, { kind: "web-service" }>;

/** Left out, the kind is the most common one: a union without its key would tell of all kinds at once. */
function withKind(value: unknown): unknown {
  return isObject(value) && !Array.isArray(value) && !("kind" in value) ? { kind: "web-service", ...value } : value;
}

const written = z.preprocess(withKind, app) as unknown as z.ZodType<z.output<typeof app>, AppInput>;

/** What the teams run. */
export const apps = z.array(written).default([]);
