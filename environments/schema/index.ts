// What an environment file needs, and nothing else: code of the platform imports from the files themselves.
export { defineEnvironment } from "./define";
export type {
  App,
  Cache,
  Database,
  Environment,
  EnvironmentInput,
  Queue,
  Table,
  Team,
  TeamBucket,
} from "./environment";
