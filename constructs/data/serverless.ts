/** The instance class of Aurora Serverless v2, whose instances scale by themselves within the cluster's capacity. */
export const serverless = "db.serverless";

/** In Aurora capacity units, in steps of a half: 0 to 256. */
export interface Capacity {
  /** 0 pauses an instance that nobody is connected to. */
  readonly minimum: number;
  readonly maximum: number;
}
