import type { ControllerProps } from "../constructs/charts/controller";
import { type Controller, controllers, type Names } from "../constructs/names";

/**
 * AWS role of a controller's pods. Its ARN follows from its name: taken from the contract of identity it would cost a
 * stack's roles the right to read the whole state of identity.
 */
export function controllerIdentity(names: Names, controller: Controller): NonNullable<ControllerProps["identity"]> {
  return {
    clusterName: names.cluster,
    serviceAccount: controllers[controller].serviceAccount,
    roleArn: names.controllerRoleArn(controller),
  };
}
