import { href } from "../html/href";
import { type Content, type Html, html } from "../html/html";
import { mayChangeIam } from "../model/iam-changes";
import { kubernetesLevel } from "../model/kubernetes-level";
import { permissionCells } from "../model/permission-cells";
import type { Report } from "../model/report";
import type { ReportRole } from "../model/roles";
import { rootAdministrators } from "../model/root-administrators";
import type { StateAccess } from "../model/state-access";
import { takersOf } from "../model/takers";
import { plural, section, table } from "./parts";

/** What a reviewer asks first, each with its answer in a sentence or two. */
export function glanceView(report: Report): Html {
  const { roles, stacks, resources, guardrails } = report;
  const numbers: readonly (readonly [number, string, string])[] = [
    [stacks.length, "stacks", "stacks"],
    [resources.length, "resources", "resources"],
    [roles.length, "IAM roles", "permissions"],
    [guardrails.rules.length, "rules held", "guardrails"],
    [guardrails.waivers.length, "waivers", "guardrails"],
  ];
  const answers: readonly (readonly [string, Content])[] = [
    ["Who may change IAM?", iamWriters(roles)],
    ["Who may write a state?", stateWriters(report)],
    ["Who is administrator of the cluster?", administrators(report)],
    ["Which roles change things on any resource?", links(openRoles(roles))],
    ["What does the internet reach?", reachable(report)],
    ["What does not follow a rule?", exceptions(report)],
    ["What waits to be removed?", waiting(report)],
  ];
  return section(
    "glance",
    "At a glance",
    "The questions that a review begins with. Each answer leads to the section that says more.",
    html`<ul class="numbers">${numbers.map(([count, what, to]) => html`<li><a href="${href(to)}"><b>${count}</b> ${what}</a></li>`)}</ul>
<dl class="answers">${answers.map(
      ([question, answer]) => html`<div><dt>${question}</dt><dd>${answer}</dd></div>
`,
    )}</dl>
${takersTable(report)}`,
  );
}

function cellsOf({ policies }: ReportRole) {
  const statements = policies.flatMap(({ document }) => document.Statement);
  return permissionCells(
    statements.map(({ Effect, Action = ["*"], Resource = ["*"], Condition = {} }) => {
      return { effect: Effect, actions: Action, resources: Resource, conditions: Object.keys(Condition) };
    }),
  );
}

function iamWriters(roles: readonly ReportRole[]): Content {
  return html`${links(roles.filter(mayChangeIam))} Above the platform: ${rootText(rootAdministrators(roles))}.`;
}

/** Whoever else administers the account, its root user first, stands in no output. */
function rootText(arns: readonly string[]): Content {
  if (arns.length === 0) return "the account's own administrators";
  return html`root administrators (${listed(arns.map((arn) => html`<code>${arn}</code>`))})`;
}

function openRoles(roles: readonly ReportRole[]): readonly ReportRole[] {
  return roles.filter((role) => [...cellsOf(role).values()].some(({ level }) => level === "anything"));
}

const shown = 12;

function links(roles: readonly ReportRole[]): Content {
  return roles.length === 0 ? "No role." : html`${linked(roles)}.`;
}

function linked(roles: readonly ReportRole[]): Html {
  const some = roles.slice(0, shown).map(({ key }) => html`<a href="${href("roles", key)}">${key}</a>`);
  return html`${listed(some)}${more(roles)}`;
}

function more({ length }: readonly unknown[]): string {
  return length > shown ? `, and ${length - shown} more` : "";
}

function separated(items: readonly Html[], end = ""): Html {
  return html`${listed(items)}${end}.`;
}

function listed(items: readonly Html[]): Html {
  return html`${items.map((item, index) => html`${index > 0 && ", "}${item}`)}`;
}

function stateWriters({ states }: Report): Content {
  const alone = states.filter(({ stack, uses }) => {
    const writers = uses.filter(({ writes }) => writes);
    return writers.length === 1 && writers[0]?.role === `${stack}-apply`;
  });
  const others = states
    .filter((state) => !alone.includes(state))
    .map(({ stack, uses }) => {
      const writers = uses.filter(({ writes }) => writes).map(({ role }) => role);
      return html`<a href="${href("states")}">${stack}</a>: ${writers.join(", ") || "no role"}`;
    });
  const roles =
    others.length === 0
      ? html`Of the platform's roles, each of the ${states.length} states its own apply role alone.`
      : separated(others);
  return html`${roles} ${beyondRoles(states)} <a href="${href("states")}">All readers</a>.`;
}

/** Who writes states without a role of the platform, by what guards them. */
function beyondRoles(states: Report["states"]): Content {
  const guardedBy = (guard: StateAccess["guard"]) => states.filter((state) => state.guard === guard);
  const writers = [...new Set(guardedBy("bucket policy").flatMap(({ otherWriters }) => otherWriters))].sort();
  const [hcp, unguarded] = [guardedBy("HCP Terraform"), guardedBy("nothing")];
  const files = unguarded.filter(({ by }) => by === "declared");
  const buckets = unguarded.filter(({ by }) => by === "policies");
  return html`${writers.length > 0 && html`The buckets' policies exempt ${rootText(writers)}, who may write them too. `}${
    hcp.length > 0 && `${plural(hcp.length, "state")} in HCP Terraform: whoever may write the workspace there, too. `
  }${
    files.length > 0 &&
    `${plural(files.length, "state")} in local files, guarded by nobody: whoever reaches the file may write it. `
  }${buckets.length > 0 && `${plural(buckets.length, "state")} in buckets without a policy: whoever has rights to S3 in the account may write them. `}`;
}

function administrators({ kubernetes }: Report): Content {
  const subjects = kubernetes.grants
    .filter(({ namespace, rules }) => namespace === undefined && kubernetesLevel(rules).level === "anything")
    .map(({ subject }) => subject);
  if (subjects.length === 0) return "Nobody.";
  return separated([...new Set(subjects)].map((one) => html`<a href="${href("kubernetes", one, "*")}">${one}</a>`));
}

function reachable(report: Report): Content {
  const { network } = report;
  const { api, tiers, doors } = network;
  const open = tiers.filter(({ subnets }) =>
    subnets.some(({ routes }) => routes.some(({ target }) => target === "internet gateway")),
  );
  const world = doors.filter(({ peer, direction }) => direction === "in" && /^(0\.0\.0\.0|::)\/0$/.test(peer));
  const from = api.public ? `from ${api.cidrs.join(", ") || "everywhere"}` : "from inside the VPC alone";
  const subnets = open.length > 0 ? `subnets with a route in: ${open.map(({ name }) => name).join(", ")}` : "no subnet";
  return html`${publicHosts(report)} The Kubernetes API ${from}; ${subnets}; security group rules open to all: ${world.length}. <a href="${href("network")}">Network</a>.`;
}

/** Hosts first, since an app is what most of the internet looks for. */
function publicHosts({ network: { ingresses } }: Report): Content {
  if (ingresses.length === 0) return "By load balancers nothing public.";
  const hosts = ingresses
    .slice(0, shown)
    .map(({ host, app, firewall }) => html`${host} (${app}, AWS WAF: ${firewall ? "yes" : "no"})`);
  return html`By load balancers ${separated(hosts, more(ingresses))}`;
}

function exceptions({ guardrails: { waivers } }: Report): Content {
  const reasons = new Set(waivers.map(({ id, reason }) => `${id} ${reason}`)).size;
  if (waivers.length === 0) return "Nothing.";
  return html`${plural(waivers.length, "waiver")} for ${plural(reasons, "reason")}. <a href="${href("guardrails")}">Guardrails</a>.`;
}

function waiting({ waiting: things }: Report): Content {
  if (things.length === 0) return "Nothing.";
  return html`${plural(things.length, "thing")}: ${things.slice(0, shown).map(({ stack, address, state }) => `${stack} ${address} (${state}) `)}`;
}

/** Roles of a service alone, such as those of pods, share a row: there may be hundreds. */
function takersTable({ roles, place }: Report): Html {
  const all = takersOf(roles);
  const services = all.filter(({ people, repositories, accounts }) => [people, repositories, accounts].every(isEmpty));
  const named = all.filter((one) => !services.includes(one));
  const lines = (values: readonly string[]) => values.map((one) => html`<div><code>${one}</code></div>`);
  const account = (id: string) => (id === place.accountId ? `${id}, this one` : id);
  return table(
    "Who from outside may take a role?",
    ["Role", "People", "Repositories", "Accounts", "Services"],
    [
      ...named.map(({ role, people, repositories, accounts, services: of }) => [
        html`<a href="${href("roles", role)}">${role}</a>`,
        ...[people, repositories, accounts.map(account), of].map(lines),
      ]),
      ...[...new Set(services.flatMap((one) => one.services))].sort().map((service) => {
        const keys = new Set(services.filter((one) => one.services.includes(service)).map(({ role }) => role));
        return [linked(roles.filter(({ key }) => keys.has(key))), "", "", "", lines([service])];
      }),
    ],
  );
}

const isEmpty = ({ length }: readonly unknown[]) => length === 0;
