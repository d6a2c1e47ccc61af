import { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { AddOnName } from "./add-on-versions";

export interface AddOnProps {
  readonly clusterName: string;
  readonly version: string;
  /** Settings, by the add-on's own schema: `aws eks describe-addon-configuration`. @default - the add-on's defaults */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Role of the add-on's service account, by Pod Identity. @default - none: it calls no AWS API */
  readonly role?: { readonly serviceAccount: string; readonly arn: string };
  readonly dependsOn: readonly ITerraformDependable[];
}

/** One EKS add-on under its own name. What is declared here wins over what somebody changed in the cluster. */
export class AddOn extends EksAddon {
  constructor(scope: Construct, name: AddOnName, { clusterName, version, settings, role, dependsOn }: AddOnProps) {
    super(scope, name, {
      clusterName,
      addonName: name,
      addonVersion: version,
      configurationValues: settings && JSON.stringify(settings),
      // EKS makes and deletes the association with the add-on, so that the pods never run without it.
      podIdentityAssociation: role && [{ serviceAccount: role.serviceAccount, roleArn: role.arn }],
      // A create that was interrupted can be repeated, and an edit by hand does not outlive the next update.
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      preserve: false,
      dependsOn: [...dependsOn],
    });
  }
}
