import { z } from "zod";
import { access } from "./access";
import { apps } from "./apps/apps";
import { autoscaling } from "./autoscaling";
import { aws } from "./aws";
import { backups } from "./backups";
import { buckets } from "./buckets";
import { ci } from "./ci";
import { cluster } from "./cluster";
import { caches, databases } from "./data";
import { databaseUsers } from "./database-users";
import { dns } from "./dns";
import { emulator } from "./emulator";
import { fileStorage } from "./file-storage";
import { guardDuty } from "./guard-duty";
import { images } from "./images";
import { ingress } from "./ingress";
import { logs } from "./logs";
import { mesh } from "./mesh";
import { monitoring } from "./monitoring";
import { network } from "./network";
import { policies } from "./policies";
import { slug } from "./primitives";
import { queues } from "./queues";
import { state } from "./state";
import { tables } from "./tables";
import { teamBuckets } from "./team-buckets";
import { teams } from "./teams";
import { waf } from "./waf";

/** Every section of an environment file. Each is validated on its own, so that one broken section hides no other. */
export const sections = {
  /** Name of the environment and of its file: part of every name that the platform gives, so it never changes. */
  name: slug,
  /**
   * Production environments may not lower the safety of anything that holds data; only a database or a table that no app
   * uses may lose its deletion protection, so that it can be removed. @default true
   */
  production: z.boolean().default(true),
  aws,
  ...access,
  ci,
  state,
  emulator,
  network,
  cluster,
  autoscaling: autoscaling.prefault({}),
  logs,
  monitoring,
  images,
  buckets,
  backups,
  fileStorage,
  guardDuty,
  mesh,
  policies,
  dns,
  ingress,
  waf,
  databases,
  databaseUsers,
  caches,
  queues,
  teamBuckets,
  tables,
  teams,
  apps,
};

const schema = z.strictObject(sections);

/** What an environment file may say: defaults left out. */
export type EnvironmentInput = z.input<typeof schema>;

/** A validated environment: every default filled in. */
export type Environment = z.output<typeof schema>;

export type App = Environment["apps"][number];
export type AppKind = App["kind"];
export type AppOf<Kind extends AppKind> = Extract<App, { readonly kind: Kind }>;
export type AppPipeline = NonNullable<App["pipeline"]>;
export type Team = Environment["teams"][number];
export type Database = Environment["databases"][number];
export type Cache = Environment["caches"][number];
export type Queue = Environment["queues"][number];
export type TeamBucket = Environment["teamBuckets"][number];
export type Table = Environment["tables"][number];
