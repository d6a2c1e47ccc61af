import { at } from "../own";
import { type Reach, reads } from "./reach";

/** Queues by their names, and no message in them. */
export const queues: Reach = (context) => {
  // The last are to create and to delete one.
  const changes = ["*Attributes", "*agQueue", "*teQueue"];
  return [
    reads("sqs:GetQueue*", "sqs:List*"),
    {
      actions: changes.map((change) => `sqs:${change}`),
      resources: [at(context, "sqs", `${context.names.prefix}-*`)],
    },
  ];
};

/** Rules of EventBridge by their names; where to they lead, the deployers' own policies say. */
export const events: Reach = (context) => {
  const changes = ["*Rule", "*TagResource", "*Targets"];
  return [
    reads("events:Describe*", "events:List*"),
    {
      actions: changes.map((change) => `events:${change}`),
      resources: [at(context, "events", `rule/${context.names.prefix}-*`)],
    },
  ];
};
