import { at, throughServices } from "../own";
import { type Reach, reads } from "./reach";

/** Repositories with the scanning and the tags of their images, and no image in them. */
export const images: Reach = (context) => [
  {
    actions: ["ecr:*Lifecycle*", "ecr:*Repositor*", "ecr:*Tag*Resource", "ecr:PutImageS*", "ecr:PutImageT*"],
    resources: [at(context, "ecr", `repository/${context.names.prefix}/*`)],
  },
];

/** Settings of the registry, of which account and region have one: no ARN, no condition. ECR turns Inspector on and off. */
export const imageCaches: Reach = () => [
  reads("inspector2:ListAccountP*"),
  {
    actions: ["ecr:*CacheRule*", "ecr:*RegistryScanning*", "ecr:*Template*"],
    resources: ["*"],
  },
  {
    actions: ["inspector2:Disable", "inspector2:Enable"],
    resources: ["*"],
    conditions: throughServices,
  },
];
