import { type Changes, findingsOn, validated } from "./broken";

type Refusal = readonly [title: string, changes: Changes, findings: readonly string[]];
type Acceptance = readonly [title: string, changes: Changes];

const exception = { policy: "no-mutable-tags", team: "storefront", app: "web", reason: "until 2.0 is out" };
const reference = `registry.example:5000/tools/renderer:4.2.0@sha256:${"a".repeat(64)}`;

it.each<Refusal>([
  [
    "an unknown mode",
    { "policies.mode": "warn" },
    ['policies.mode is "warn": the choices are enforce, audit. Fix: write one of them. [ENV_CHOICE]'],
  ],
  [
    "a mode of no policy",
    { "policies.modes": { "no-mutable-tag": "audit" } },
    ["policies.modes.no-mutable-tag: policies.modes has no such key. Fix: write no-mutable-tags. [ENV_UNKNOWN_KEY]"],
  ],
  [
    "registries that are none",
    {
      "policies.allowedRegistries": [
        "https://quay.io",
        "quay.io/",
        "library/nginx",
        "quay.io/a:1",
        "Quay.io",
        "localhost",
        "quay.io/b..c",
      ],
    },
    [
      ["0", "https://quay.io"],
      ["1", "quay.io/"],
      ["2", "library/nginx"],
      ["3", "quay.io/a:1"],
      ["4", "Quay.io"],
      ["5", "localhost"],
      ["6", "quay.io/b..c"],
    ].map(
      ([index, value]) =>
        `policies.allowedRegistries[${index}] is "${value}": a registry is a host name, or one with a folder or repository, in lower case and without tag or last slash. Fix: write it as in quay.io, or quay.io/tools. [ENV_IMAGE_SOURCE]`,
    ),
  ],
  [
    "an exception from what protects namespaces",
    { "policies.exceptions": [{ ...exception, policy: "default-deny-stays" }] },
    [
      'policies.exceptions[0].policy is "default-deny-stays": the choices are restricted-pods, allowed-registries, no-mutable-tags, requests-and-limits, no-exposed-services. Fix: write one of them. [ENV_CHOICE]',
    ],
  ],
  [
    "an exception of a team that is none",
    { "policies.exceptions": [{ ...exception, team: "store" }] },
    [
      'policies.exceptions[0].team is "store": no team has this name; there are storefront, fulfilment. Fix: write the name of a team, or leave the exception out. [ENV_EXCEPTION_TEAM]',
    ],
  ],
  [
    "an exception without a real reason",
    { "policies.exceptions": [{ ...exception, reason: "legacy" }] },
    [
      'policies.exceptions[0].reason is "legacy": the reason of an exception has two words or more. Fix: say why the app can\'t keep the policy, and what makes up for it. [ENV_EXCEPTION_REASON]',
    ],
  ],
  [
    "the same exception twice",
    { "policies.exceptions": [exception, { ...exception, app: "catalog" }, { ...exception, reason: "because of it" }] },
    [
      'policies.exceptions[2] is {"policy":"no-mutable-tags","team":"storefront","app":"web","reason":"because of it"}: an app has one exception from a policy. Fix: keep one, with one reason. [ENV_EXCEPTION_REPEATED]',
    ],
  ],
  [
    "an open namespace that nothing restricts",
    {
      "policies.modes": { "restricted-pods": "audit" },
      "policies.exceptions": [exception, { ...exception, policy: "restricted-pods" }],
    },
    [
      'policies.exceptions[1].policy is "restricted-pods": an exception from restricted-pods needs that policy enforced, which then is all that restricts the team\'s other pods. Fix: enforce restricted-pods, or leave the exception out. [ENV_EXCEPTION_UNGUARDED]',
    ],
  ],
  [
    "an image of a registry that the list leaves out",
    { "apps.0.image": { reference }, "policies.allowedRegistries": ["registry.example", "quay.io"] },
    [
      `apps[0].image.reference (web) is "${reference}": the cluster takes no images from this registry. Fix: add registry.example:5000/tools/renderer to policies.allowedRegistries, or put a copy into ECR. [ENV_IMAGE_REGISTRY]`,
    ],
  ],
])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

it.each<Acceptance>([
  ["an image by reference where no registries are listed", { "apps.0.image": { reference } }],
  [
    "an image of a listed registry",
    { "apps.0.image": { reference }, "policies.allowedRegistries": ["registry.example:5000"] },
  ],
  [
    "an image of a listed repository",
    { "apps.0.image": { reference }, "policies.allowedRegistries": ["registry.example:5000/tools/renderer"] },
  ],
  [
    "an image of the account's own registry",
    {
      "apps.0.image": { reference: "111122223333.dkr.ecr.eu-central-1.amazonaws.com/shared/web:1.0.0" },
      "policies.allowedRegistries": ["quay.io"],
    },
  ],
  [
    "any image where registries are audited only",
    {
      "apps.0.image": { reference },
      "policies.allowedRegistries": ["quay.io"],
      "policies.modes": { "allowed-registries": "audit" },
    },
  ],
  [
    "exceptions from several policies, for several apps and teams",
    {
      "policies.exceptions": [
        exception,
        { ...exception, policy: "restricted-pods" },
        { ...exception, team: "fulfilment" },
        { ...exception, app: "catalog" },
      ],
    },
  ],
])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));

it("enforces all, without exceptions, where nothing is said", () => {
  expect(validated({}).policies).toEqual({ mode: "enforce", modes: {}, exceptions: [] });
});
