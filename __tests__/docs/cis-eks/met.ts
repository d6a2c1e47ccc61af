import type { MetItem } from "./item";

const cluster = "__tests__/stacks/kubernetes-cluster.test.ts";
const controlPlane = "__tests__/constructs/cluster/control-plane.test.ts";
const grants = "__tests__/constructs/cluster/grants.test.ts";
const namespaces = "__tests__/constructs/cluster/namespaces.test.ts";
const apps = "__tests__/stacks/apps.test.ts";
const charts = "__tests__/constructs/charts/all-charts.test.ts";
const registryOptions = "__tests__/stacks/managed-infrastructure-options.test.ts";
const registry = "__tests__/constructs/delivery/image-registry.test.ts";
const policies = "__tests__/stacks/policies.test.ts";
const appSecrets = "__tests__/constructs/workloads/secrets.test.ts";
const deployment = "__tests__/constructs/workloads/deployment.test.ts";

const auditLog = {
  [controlPlane]: ["logs all five types to a group that is encrypted, kept for the given time, and there first"],
};
const rights = { [cluster]: ["reach no Secret and use no wildcard"] };
const identities = { [grants]: ["reads no Secret, enters no pod and hands out no identity"] };
const making = { [grants]: ["makes no pod, no persistent volume and no webhook"] };
const level = {
  constructs: [
    "constructs/cluster/platform-namespace.ts",
    "constructs/policies/restricted-pods.ts",
    "constructs/workloads/pod/security.ts",
  ],
  tests: {
    [cluster]: ["is restricted, but for the one whose log collector reads a folder of the node"],
    [apps]: ["every pod keeps the restricted profile"],
    [policies]: ["every object of the apps passes the policies that are enforced there"],
    [charts]: ["%s passes pod security restricted, at pod and at container level"],
  },
  except: "`node-agents`, where Fluent Bit reads the logs of all containers from a folder of the node",
};

/** What Terraform decides, in the order of the benchmark. */
export const metItems: readonly MetItem[] = [
  { id: "2.1.1", title: "Enable audit Logs", constructs: ["constructs/cluster/control-plane.ts"], tests: auditLog },
  {
    id: "2.1.2",
    title: "Ensure audit logs are collected and managed",
    constructs: ["constructs/cluster/control-plane.ts"],
    tests: auditLog,
  },
  {
    id: "4.1.1",
    title: "Ensure that the cluster-admin role is only used where required",
    constructs: ["constructs/cluster/platform-access.ts"],
    tests: {
      "__tests__/constructs/cluster/access-entries.test.ts": [
        "makes administrators of three apply roles and of break-glass, of no plan role and of no one else",
      ],
    },
  },
  { id: "4.1.2", title: "Minimize access to secrets", constructs: ["constructs/cluster/kinds.ts"], tests: rights },
  {
    id: "4.1.3",
    title: "Minimize wildcard use in Roles and ClusterRoles",
    constructs: ["constructs/cluster/grants.ts"],
    tests: { ...rights, [grants]: ["grants something, nothing by wildcard, and nothing twice"] },
  },
  {
    id: "4.1.4",
    title: "Minimize access to create pods",
    constructs: ["constructs/cluster/grants.ts"],
    tests: making,
  },
  {
    id: "4.1.5",
    title: "Ensure that default service accounts are not actively used",
    constructs: ["constructs/cluster/platform-namespace.ts", "constructs/workloads/service-account.ts"],
    tests: {
      [namespaces]: ["gives pods that name no service account no token"],
      [deployment]: ["runs as its own service account, without a token for the Kubernetes API"],
    },
    except: "the namespaces that Kubernetes and EKS make",
  },
  {
    id: "4.1.6",
    title: "Ensure that Service Account Tokens are only mounted where necessary",
    constructs: ["constructs/workloads/pod/pod-template.ts", "constructs/workloads/service-account.ts"],
    tests: { [deployment]: ["runs as its own service account, without a token for the Kubernetes API"] },
    except: "controllers, whose work is to call the Kubernetes API",
  },
  {
    id: "4.1.7",
    title: "Cluster Access Manager API to streamline and enhance the management of access controls within EKS clusters",
    constructs: ["constructs/cluster/control-plane.ts", "constructs/cluster/access-entries.ts"],
    tests: { [controlPlane]: ["knows access entries only, and gives its creator none"] },
  },
  {
    id: "4.1.8",
    title: "Limit use of the Bind, Impersonate and Escalate permissions in the Kubernetes cluster",
    constructs: ["constructs/cluster/grants.ts"],
    tests: identities,
  },
  {
    id: "4.1.9",
    title: "Minimize access to create PersistentVolume objects",
    constructs: ["constructs/cluster/grants.ts"],
    tests: making,
  },
  {
    id: "4.1.10",
    title: "Minimize access to the proxy sub-resource of Node objects",
    constructs: ["constructs/cluster/grants.ts"],
    tests: identities,
  },
  {
    id: "4.1.11",
    title: "Minimize access to webhook configuration objects",
    constructs: ["constructs/cluster/grants.ts"],
    tests: making,
  },
  {
    id: "4.1.12",
    title: "Minimize access to the service account token creation",
    constructs: ["constructs/cluster/grants.ts"],
    tests: identities,
  },
  { id: "4.2.1", title: "Minimize the admission of privileged containers", ...level },
  {
    id: "4.2.2",
    title: "Minimize the admission of containers wishing to share the host process ID namespace",
    ...level,
  },
  { id: "4.2.3", title: "Minimize the admission of containers wishing to share the host IPC namespace", ...level },
  { id: "4.2.4", title: "Minimize the admission of containers wishing to share the host network namespace", ...level },
  { id: "4.2.5", title: "Minimize the admission of containers with allowPrivilegeEscalation", ...level },
  {
    id: "4.3.1",
    title: "Ensure CNI plugin supports network policies",
    constructs: ["constructs/cluster/node-add-ons.ts"],
    tests: {
      "__tests__/constructs/cluster/add-ons.test.ts": [
        "has network policies and prefixes on, in the texts that the schema takes",
      ],
    },
  },
  {
    id: "4.3.2",
    title: "Ensure that all Namespaces have Network Policies defined",
    constructs: ["constructs/cluster/namespace-network.ts"],
    tests: { [cluster]: ["%s denies by default and has defaults for its containers"] },
    except: "the namespaces that Kubernetes and EKS make",
  },
  {
    id: "4.4.1",
    title: "Prefer using secrets as files over secrets as environment variables",
    constructs: ["constructs/workloads/pod/pod-template.ts"],
    tests: {
      [deployment]: ["takes nothing from a Secret into its environment"],
      [appSecrets]: ["hands variables and files over by reference"],
    },
    except: "secrets of which an app names variables; files are there for the asking",
  },
  {
    id: "4.4.2",
    title: "Consider external secret storage",
    constructs: ["constructs/data/aurora-postgresql.ts"],
    tests: {
      [cluster]: ["creates no IAM role, no OIDC provider and no Secret"],
      "__tests__/stacks/app-services.test.ts": ["holds no password, in whatever argument"],
    },
  },
  {
    id: "4.5.1",
    title: "Create administrative boundaries between resources using namespaces",
    constructs: ["constructs/cluster/platform-namespace.ts", "constructs/cluster/team-namespace.ts"],
    tests: {
      [cluster]: [
        "is one of the platform's or one of a team",
        "keep developers of one team out of every other team's namespace",
      ],
    },
  },
  {
    id: "4.5.2",
    title: "The default namespace should not be used",
    constructs: ["constructs/workloads/web-service.ts"],
    tests: { [apps]: ["every object lies in its team's namespace"] },
  },
  {
    id: "5.1.1",
    title: "Ensure Image Vulnerability Scanning using Amazon ECR image scanning or a third party provider",
    constructs: ["constructs/delivery/image-repository.ts"],
    tests: {
      [registry]: ["makes repositories whose tags never move, scanned, encrypted, and not deleted with images in them"],
    },
  },
  {
    id: "5.1.2",
    title: "Minimize user access to Amazon ECR",
    constructs: ["constructs/delivery/image-repository.ts", "constructs/identity/people/permissions.ts"],
    tests: {
      [registry]: ["opens no repository to other accounts, and leaves the account's scanning configuration alone"],
      "__tests__/constructs/identity/people.test.ts": ["developers find the cluster and their own team's images"],
    },
  },
  {
    id: "5.1.3",
    title: "Minimize cluster access to read-only for Amazon ECR",
    constructs: ["constructs/identity/cluster-roles.ts"],
    tests: {
      "__tests__/stacks/identity.test.ts": [
        "names the actions of every permission one by one, and attaches no policy of AWS's that is wider than meant",
      ],
      [registryOptions]: ["come about when a node first pulls one, which makes its repository and no other"],
    },
    except:
      "environments with `images.pullThroughCache`: below the prefixes of the copies, and nowhere else, nodes make the repository that an image's first pull needs (`ecr:CreateRepository`), and AWS's own pull policy lets them fetch what the copy lacks (`ecr:BatchImportUpstreamImage`)",
  },
  {
    id: "5.1.4",
    title: "Minimize Container Registries to only those approved",
    constructs: ["constructs/policies/allowed-registries.ts"],
    tests: {
      [policies]: ["an app by reference has its repository allowed, and a stated list leaves no other"],
      "__tests__/constructs/policies/baseline.test.ts": ["looks into every other namespace, whoever made it"],
    },
    except: "the platform's own namespaces, whose images the pinned charts and EKS' add-ons name",
  },
  {
    id: "5.2.1",
    title: "Prefer using dedicated Amazon EKS Service Accounts",
    constructs: ["constructs/cluster/pod-identity.ts", "constructs/identity/trust/pod-trust.ts"],
    tests: {
      "__tests__/stacks/identity.test.ts": [
        "gives each app's pods their own role: namespace of the team, service account of the app",
      ],
      [deployment]: ["has its AWS role through Pod Identity, for that very account"],
    },
  },
  {
    id: "5.3.1",
    title: "Ensure Kubernetes Secrets are encrypted using Customer Master Keys (CMKs) managed in AWS KMS",
    constructs: ["constructs/cluster/control-plane.ts", "constructs/encryption/platform-keys.ts"],
    tests: {
      [controlPlane]: ["encrypts Secrets with the key that it is given"],
      [cluster]: ["takes roles, subnets and keys from the contracts, each for its own purpose"],
    },
  },
  {
    id: "5.4.1",
    title: "Restrict Access to the Control Plane Endpoint",
    constructs: ["constructs/cluster/control-plane.ts"],
    tests: {
      [controlPlane]: ["refuses an API that is open to %s", "answers listed blocks and still the VPC"],
    },
  },
  {
    id: "5.4.2",
    title: "Ensure clusters are created with Private Endpoint Enabled and Public Access Disabled",
    constructs: ["constructs/cluster/control-plane.ts"],
    tests: { [controlPlane]: ["answers inside the VPC only, unless blocks are listed"] },
    except: "environments that ask for `endpoint: { access: 'public', allowedCidrs }`, as `demo` does",
  },
  {
    id: "5.4.3",
    title: "Ensure clusters are created with Private Nodes",
    constructs: ["constructs/network/subnet-tier.ts", "stacks/3-kubernetes-cluster/stack.ts"],
    tests: {
      "__tests__/constructs/network/network.test.ts": ["give nothing a public address on launch"],
      [cluster]: ["takes roles, subnets and keys from the contracts, each for its own purpose"],
    },
  },
  {
    id: "5.4.4",
    title: "Ensure Network Policy is Enabled and set as appropriate",
    constructs: ["constructs/cluster/network-policy.ts", "constructs/workloads/network-policy.ts"],
    tests: {
      [namespaces]: ["denies all connections in and out of all pods"],
      [apps]: ["opens exactly the paths that the environment asks for"],
    },
  },
  {
    id: "5.4.5",
    title: "Encrypt traffic to HTTPS load balancers with TLS certificates",
    constructs: ["constructs/charts/ingress-classes.ts", "constructs/delivery/certificate.ts"],
    tests: {
      "__tests__/constructs/charts/ingress-classes.test.ts": [
        "serves TLS with the domain's certificate, and leads plain HTTP over to it",
      ],
    },
  },
  {
    id: "5.5.1",
    title:
      "Manage Kubernetes RBAC users with AWS IAM Authenticator for Kubernetes or Upgrade to AWS CLI v1.16.156 or greater",
    constructs: ["constructs/cluster/login.ts"],
    tests: { [cluster]: ["logs in with the `aws` command under a name that is known before the cluster is"] },
  },
];
