import { z } from "zod";
import { choice, list } from "./field";
import { cidr } from "./primitives";
import { distinct } from "./rules/values/distinct";
import { openToSomebody } from "./rules/values/open-to";

/** What every load balancer before the apps is like. Teams choose between public and internal, and change none of it. */
export const ingress = z
  .strictObject({
    /**
     * Oldest TLS that load balancers speak and the ciphers that they take, by the name of AWS's policy: TLS 1.2, the same
     * without ciphers in CBC mode, or TLS 1.3 alone.
     * @default "ELBSecurityPolicy-TLS13-1-2-2021-06"
     */
    tlsPolicy: choice([
      "ELBSecurityPolicy-TLS13-1-2-2021-06",
      "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      "ELBSecurityPolicy-TLS13-1-3-2021-06",
    ]).default("ELBSecurityPolicy-TLS13-1-2-2021-06"),
    /** Blocks that reach public load balancers. @default ["0.0.0.0/0"] */
    publicCidrs: list(cidr(), distinct, openToSomebody).default(["0.0.0.0/0"]),
    /** Blocks outside the VPC, such as those of offices behind a VPN, that reach internal load balancers. @default - none */
    internalCidrs: list(cidr(), distinct).default([]),
  })
  .prefault({});
