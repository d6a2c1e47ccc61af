import { z } from "zod";
import { number } from "./field";
import { logRetention } from "./rules/values/retention";

/** Logs of what runs in the cluster and of its nodes. Days are one of the values that CloudWatch Logs takes. */
export const logs = z
  .strictObject({
    /** Days that the output of the app teams' pods is kept. @default 90 */
    applicationRetentionDays: number(logRetention).default(90),
    /** Days that the output of the platform's own pods is kept. @default 90 */
    systemRetentionDays: number(logRetention).default(90),
    /** Days that the journals of the nodes are kept: kubelet, containerd and kernel. @default 90 */
    nodeRetentionDays: number(logRetention).default(90),
  })
  .prefault({});
