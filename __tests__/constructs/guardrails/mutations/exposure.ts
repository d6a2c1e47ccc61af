import type { BreakableTree } from "../../../support/broken-tree";
import type { Mutations } from "./mutation";

/** The demo with other arguments at the first resource whose address matches. */
const withArguments = (pattern: RegExp, changes: Readonly<Record<string, unknown>>) => (demo: BreakableTree) =>
  demo.changed(demo.address(pattern), (body) => {
    Object.assign(body, changes);
  });

const databaseGroup = "${aws_security_group.database-orders_access_group.id}";
const everybody = (action: string, resource: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Sid: "Everybody", Effect: "Allow", Principal: "*", Action: action, Resource: resource }],
  });

export const exposure: Mutations = {
  "open-security-group": {
    "a database for the world": (demo) =>
      demo.added("app-services", "aws_vpc_security_group_ingress_rule", "from-home", {
        security_group_id: databaseGroup,
        cidr_ipv4: "0.0.0.0/0",
        ip_protocol: "tcp",
        from_port: 5432,
        to_port: 5432,
      }),
    "half of the world": (demo) =>
      demo.added("app-services", "aws_security_group_rule", "from-home", {
        type: "ingress",
        security_group_id: databaseGroup,
        cidr_blocks: ["128.0.0.0/1"],
        protocol: "tcp",
        from_port: 443,
        to_port: 443,
      }),
    "SSH by IPv6, within the group": withArguments(/^aws_security_group\./, {
      ingress: [{ ipv6_cidr_blocks: ["::/0"], protocol: "tcp", from_port: 22, to_port: 22 }],
    }),
    "another port of a load balancer": (demo) =>
      demo.changed(demo.address(/^kubernetes_ingress_v1\./), (body) => {
        body.metadata.annotations["alb.ingress.kubernetes.io/listen-ports"] = '[{"HTTP":8080}]';
      }),
  },
  "default-security-group": {
    "a rule of its own": withArguments(/^aws_default_security_group\./, {
      ingress: [{ protocol: "-1", self: true, from_port: 0, to_port: 0 }],
    }),
  },
  "public-endpoint": {
    "an API for everybody": (demo) =>
      demo.changed(demo.address(/^aws_eks_cluster\./), (body) => {
        body.vpc_config.public_access_cidrs = ["0.0.0.0/0"];
      }),
    "an API without a list": (demo) =>
      demo.changed(demo.address(/^aws_eks_cluster\./), (body) => {
        delete body.vpc_config.public_access_cidrs;
      }),
  },
  "public-ip": {
    "nodes with public addresses": withArguments(/^aws_subnet\.network_private/, { map_public_ip_on_launch: true }),
    "a public database": withArguments(/^aws_rds_cluster_instance\./, { publicly_accessible: "true" }),
    "an address of nobody's": (demo) => demo.added("managed-infrastructure", "aws_eip", "spare", { domain: "vpc" }),
  },
  "public-bucket": {
    "a bucket without a block": (demo) =>
      demo.removed(demo.address(/^aws_s3_bucket_public_access_block\.buckets_backups/)),
    "a block that lets policies through": withArguments(/^aws_s3_bucket_public_access_block\./, {
      block_public_policy: false,
    }),
  },
  "public-policy": {
    "a queue for everybody": (demo) =>
      demo.added("app-services", "aws_sqs_queue_policy", "open", {
        queue_url: "${aws_sqs_queue.queue-placed-orders_queue.url}",
        policy: everybody("sqs:SendMessage", "*"),
      }),
  },
  "private-subnet-route": {
    "nodes on the internet": (demo) =>
      demo.changed(demo.address(/^aws_route\.network_internet_private/), (body) => {
        delete body.nat_gateway_id;
        body.gateway_id = "${aws_internet_gateway.network_internet_gateway.id}";
      }),
    "a way out for datastores": (demo) =>
      demo.added("managed-infrastructure", "aws_route", "updates", {
        route_table_id: "${aws_route_table.network_data_routes.id}",
        destination_cidr_block: "0.0.0.0/0",
        nat_gateway_id: "${aws_nat_gateway.network_internet_nat-eu-central-1a.id}",
      }),
  },
  "open-network-acl": {
    "SSH from everywhere": (demo) =>
      demo.changed(demo.address(/^aws_network_acl\.network_public/), (body) => {
        body.ingress = body.ingress.filter(({ action }: { action: string }) => action === "allow");
      }),
    "datastores for everybody": (demo) =>
      demo.added("managed-infrastructure", "aws_network_acl_rule", "open", {
        network_acl_id: "${aws_network_acl.network_data_acl.id}",
        rule_number: 10,
        protocol: "-1",
        rule_action: "allow",
        cidr_block: "0.0.0.0/0",
      }),
  },
  "public-service": {
    "a load balancer of its own": (demo) =>
      demo.changed(demo.address(/^kubernetes_service_v1\./), (body) => {
        body.spec.type = "LoadBalancer";
      }),
    "a port of every node": (demo) =>
      demo.changed(demo.address(/^kubernetes_service_v1\./), (body) => {
        body.spec.type = "NodePort";
      }),
  },
  "unencrypted-transport": {
    "a bucket without a policy": (demo) => demo.removed(demo.address(/^aws_s3_bucket_policy\.buckets_backups/)),
    "a queue that takes plain HTTP": withArguments(/^aws_sqs_queue\./, { policy: undefined }),
    "a cache in the clear": withArguments(/^aws_elasticache_replication_group\./, {
      transit_encryption_enabled: false,
    }),
    "a database that takes both": (demo) =>
      demo.changed(demo.address(/^aws_rds_cluster_parameter_group\./), (body) => {
        body.parameter[0].value = "0";
      }),
    "TLS that is out of date": (demo) =>
      demo.changed(demo.address(/^kubernetes_ingress_v1\./), (body) => {
        body.metadata.annotations["alb.ingress.kubernetes.io/ssl-policy"] = "ELBSecurityPolicy-2016-08";
      }),
  },
};
