import { networkSvg } from "../graph/network-svg";
import { type Html, html } from "../html/html";
import type { Network } from "../model/network";
import type { Report } from "../model/report";
import { scrolling, section, table } from "./parts";

/** Zones, tiers, routes, endpoints, and doors. */
export function networkView({ network }: Report): Html {
  const { existing, api, endpoints, doors, tiers } = network;
  const reach = api.public
    ? html`The Kubernetes API answers ${api.private && "inside the VPC and "}from ${api.cidrs.join(", ") || "everywhere"}.`
    : "The Kubernetes API answers inside the VPC alone.";
  const routes = tiers.flatMap(({ name, subnets }) =>
    subnets.map(({ zone, cidr, routes: all }) => [
      `${name}, ${zone}`,
      cidr || "stated by its owner",
      all.length > 0
        ? all.map(({ destination, target }) => `${destination} to ${target} `)
        : existing
          ? "its owner's"
          : "within the VPC alone",
    ]),
  );
  return section(
    "network",
    "Network",
    html`Which subnets are there, and where do they lead? ${existing && "Somebody else looks after this VPC: its routes, endpoints and network ACLs are not declared here. "}${reach}`,
    html`${scrolling("Picture of the network", networkSvg(network))}
${table("Subnets and their routes", ["Subnet", "Addresses", "Routes beyond the VPC"], routes)}
${ingressTable(network)}
${endpointTable(endpoints)}
${
  doors.length > 0 &&
  table(
    "Security group rules",
    ["Of", "Direction", "Other side", "Port", "Stack"],
    doors.map(({ of, direction, peer, port, stack }) => [of, direction, peer, port, stack]),
  )
}`,
  );
}

function endpointTable(endpoints: Network["endpoints"]): Html {
  if (endpoints.length === 0) return html`<p>No VPC endpoint is declared.</p>`;
  const rows = endpoints.map(({ service, type, policy, address }) => [
    service,
    type,
    policy ? "own policy" : "everything that AWS allows",
    html`<code>${address}</code>`,
  ]);
  return table("VPC endpoints: AWS without the internet", ["Service", "Type", "Lets through", "Declared as"], rows);
}

/** Apps that load balancers lead the internet to. */
function ingressTable({ ingresses }: Network): Html {
  if (ingresses.length === 0)
    return html`<p>Nothing public: no load balancer that is declared here faces the internet.</p>`;
  const rows = ingresses.map(({ host, app, stack, cidrs, firewall }) => [
    host,
    app,
    cidrs.join(", "),
    firewall ? "yes" : "no",
    stack,
  ]);
  return table("Load balancers that face the internet", ["Host", "App", "Open to", "AWS WAF", "Stack"], rows);
}
