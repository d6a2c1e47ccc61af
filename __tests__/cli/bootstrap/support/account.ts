import type { ResourceChange, StackEvent } from "@aws-sdk/client-cloudformation";
import type { AwsApis } from "../../../../cli/aws/apis";
import type { BootstrapContext } from "../../../../cli/bootstrap/context";
import { type Wanted, wantedBy } from "../../../../cli/bootstrap/wanted";
import { accessLogPolicy } from "../../../../constructs/bootstrap/access-log";
import { expanded } from "../../../../constructs/bootstrap/expanded";
import { stackPolicy } from "../../../../constructs/bootstrap/stack-policy";
import { stateLogicalId } from "../../../../constructs/bootstrap/state-store";
import { loadEnvironment } from "../../../../environments/load";
import { environmentOutput } from "../../../support/demo";

export const environment = loadEnvironment("example-s3");
export const wanted: Wanted = wantedBy(environment, environmentOutput("example-s3").text("bootstrap/template.json"));
export const stackId = `arn:aws:cloudformation:eu-west-1:222233334444:stack/${wanted.stack}/1`;
export const administrator = "arn:aws:sts::222233334444:assumed-role/AWSReservedSSO_PlatformRoot_0a1b/somebody";

const rolePath = "arn:aws:iam::222233334444:role/aws-reserved/sso.amazonaws.com/eu-west-1/";

/** An error as the SDK throws it. */
export function awsError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name, $metadata: {}, $fault: "client" });
}

/** What is there, and what CloudFormation answers. */
export interface AccountState {
  caller: string;
  /** Status of the stack, one for each time that it is looked at, the last for good. Empty: no stack. */
  statuses: string[];
  /** What the next change set would change. */
  changes: ResourceChange[];
  changeSet: { status: string; reason?: string };
  /** What comes of its execution: statuses of the stack, each in an event. */
  outcome: string[];
  /** Whether buckets and keys are there. */
  stores: boolean;
  /** Services that have their role. */
  services: string[];
}

/**
 * An account at the interface of the SDK, as far as bootstrap looks at it: what CloudFormation says is told beforehand, and
 * `calls` holds what was changed, in its order.
 */
export class Account {
  readonly calls: string[] = [];
  private readonly events: StackEvent[] = [];

  constructor(readonly state: AccountState) {}

  get apis(): AwsApis {
    return {
      cloudFormation: this.cloudFormation,
      iam: {
        getRole: async ({ RoleName = "" }) => {
          const linked = wanted.roles.find(({ role }) => role === RoleName);
          if (linked && !this.state.services.includes(linked.service)) {
            throw awsError("NoSuchEntityException", `The role with name ${RoleName} cannot be found.`);
          }
          return { Role: { Arn: `${rolePath}${RoleName}` } } as object;
        },
        listRoles: async () => ({ Roles: [] }),
        createServiceLinkedRole: async ({ AWSServiceName = "" }) => {
          this.calls.push(`createServiceLinkedRole ${AWSServiceName}`);
          this.state.services.push(AWSServiceName);
        },
      },
      kms: this.kms,
      s3: this.s3,
      sts: {
        getCallerIdentity: async () => ({ Account: this.state.caller.split(":")[4], Arn: this.state.caller }),
        assumeRole: async () => ({}),
      },
    };
  }

  private status(): string | undefined {
    const { statuses } = this.state;
    return statuses.length > 1 ? statuses.shift() : statuses[0];
  }

  private changed(what: string) {
    return async () => void this.calls.push(what);
  }

  private readonly cloudFormation: AwsApis["cloudFormation"] = {
    describeStacks: async () => {
      const StackStatus = this.status();
      if (StackStatus === undefined) throw awsError("ValidationError", `Stack with id ${wanted.stack} does not exist`);
      const stack = { StackId: stackId, StackName: wanted.stack, CreationTime: new Date(0), StackStatus };
      return { Stacks: [{ ...stack, EnableTerminationProtection: true } as never] };
    },
    createChangeSet: async ({ ChangeSetType }) => {
      this.calls.push(`createChangeSet ${ChangeSetType}`);
      if (this.state.statuses.length === 0) this.state.statuses = ["REVIEW_IN_PROGRESS"];
      return { Id: "change-set", StackId: stackId };
    },
    // A change a page, as an account with many would answer.
    describeChangeSet: async ({ NextToken = "0" }) => {
      const { changes, changeSet } = this.state;
      const page = Number(NextToken);
      const more = page + 1 < changes.length ? { NextToken: String(page + 1) } : {};
      const Changes = changes.slice(page, page + 1).map((ResourceChange) => ({ ResourceChange }));
      return {
        ChangeSetId: "change-set",
        Status: changeSet.status as never,
        StatusReason: changeSet.reason,
        Changes,
        ...more,
      };
    },
    executeChangeSet: async ({ RetainExceptOnCreate }) => {
      this.calls.push(`executeChangeSet ${RetainExceptOnCreate}`);
      for (const status of this.state.outcome) this.events.unshift(this.event(status));
      this.state.stores = true;
    },
    describeStackEvents: async () => ({ StackEvents: [...this.events] }),
    describeEvents: async () => ({ OperationEvents: [] }),
    deleteChangeSet: this.changed("deleteChangeSet"),
    deleteStack: async () => {
      this.calls.push("deleteStack");
      this.state.statuses = [];
    },
    getStackPolicy: async () => ({ StackPolicyBody: JSON.stringify(stackPolicy) }),
    getTemplate: async () => ({ TemplateBody: wanted.template }),
    setStackPolicy: this.changed("setStackPolicy"),
    updateTerminationProtection: async ({ EnableTerminationProtection: on }) =>
      void this.calls.push(`updateTerminationProtection ${on}`),
  };

  private event(status: string): StackEvent {
    const EventId = String(this.events.length);
    const ids = { StackId: stackId, StackName: wanted.stack, EventId, Timestamp: new Date(0) };
    const [ResourceStatus, LogicalResourceId = wanted.stack, ResourceStatusReason] = status.split("|");
    const PhysicalResourceId = LogicalResourceId === wanted.stack ? stackId : "";
    return {
      ...ids,
      LogicalResourceId,
      PhysicalResourceId,
      ResourceStatus: ResourceStatus as never,
      ResourceStatusReason,
    };
  }

  private readonly resources = expanded(JSON.parse(wanted.template)).Resources;

  private wantedPolicy(name: string, part: "Key" | "BucketPolicy"): string {
    const store = wanted.stores.find(({ bucket, keyAlias }) => name === bucket || name === keyAlias);
    const id = store ? stateLogicalId(store.stack, part) : accessLogPolicy;
    const resource = this.resources[id];
    return JSON.stringify(resource?.Properties[part === "Key" ? "KeyPolicy" : "PolicyDocument"]);
  }

  private readonly kms: AwsApis["kms"] = {
    describeKey: async ({ KeyId = "" }) => {
      if (!this.state.stores) throw awsError("NotFoundException", "no such key");
      return { KeyMetadata: { KeyId, Arn: KeyId, KeyState: "Enabled" } };
    },
    getKeyPolicy: async ({ KeyId = "" }) => ({ Policy: this.wantedPolicy(KeyId, "Key") }),
    getKeyRotationStatus: async () => ({ KeyRotationEnabled: true }),
    deleteAlias: this.changed("deleteAlias"),
    enableKeyRotation: this.changed("enableKeyRotation"),
    putKeyPolicy: this.changed("putKeyPolicy"),
    scheduleKeyDeletion: this.changed("scheduleKeyDeletion"),
  };

  private readonly s3: AwsApis["s3"] = {
    headBucket: async () => {
      if (!this.state.stores) throw awsError("NotFound", "no such bucket");
      return {};
    },
    getBucketPolicy: async ({ Bucket }) => ({ Policy: this.wantedPolicy(Bucket, "BucketPolicy") }),
    getBucketVersioning: async () => {
      if (!this.state.stores) throw awsError("NoSuchBucket", "no such bucket");
      return { Status: "Enabled" };
    },
    getPublicAccessBlock: async () => ({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    }),
    getObject: async () => ({}),
    listObjectsV2: async () => ({}),
    listObjectVersions: async () => ({}),
    deleteBucket: async ({ Bucket }) => void this.calls.push(`deleteBucket ${Bucket}`),
    putBucketPolicy: this.changed("putBucketPolicy"),
    putBucketVersioning: this.changed("putBucketVersioning"),
    putObject: this.changed("putObject"),
    putPublicAccessBlock: this.changed("putPublicAccessBlock"),
  };
}

/** A bootstrapped account in which nothing differs, but for what is said. */
export function account(state: Partial<AccountState> = {}): Account {
  return new Account({
    caller: administrator,
    statuses: ["UPDATE_COMPLETE"],
    changes: [],
    changeSet: { status: "CREATE_COMPLETE" },
    outcome: ["UPDATE_IN_PROGRESS", "UPDATE_COMPLETE"],
    stores: true,
    services: ["autoscaling.amazonaws.com", "spot.amazonaws.com"],
    ...state,
  });
}

/** An account with nothing in it. */
export function emptyAccount(state: Partial<AccountState> = {}): Account {
  const changes: ResourceChange[] = [
    { Action: "Add", LogicalResourceId: "AppsStateKey", ResourceType: "AWS::KMS::Key" },
  ];
  const outcome = ["CREATE_IN_PROGRESS", "CREATE_COMPLETE|AppsStateKey", "CREATE_COMPLETE"];
  return account({ statuses: [], changes, outcome, stores: false, ...state });
}

export interface Session extends BootstrapContext {
  readonly shown: string[];
  readonly progress: string[];
}

/** Somebody at a terminal who says yes to everything, but for what is said. */
export function session({ apis }: Account, change: Partial<BootstrapContext> = {}): Session {
  const shown: string[] = [];
  const progress: string[] = [];
  const dialogue = {
    confirm: async () => true,
    show: (text: string) => void shown.push(text),
    progress: (what: string) => void progress.push(what),
  };
  const { signal } = new AbortController();
  return { environment, wanted, aws: apis, dialogue, signal, firstPauseMs: 1, shown, progress, ...change };
}
