import { type AllowedRegistriesOptions, allowedRegistries } from "./allowed-registries";
import { defaultDenyStays } from "./default-deny-stays";
import { noExposedServices } from "./no-exposed-services";
import { type NoMutableTagsOptions, noMutableTags } from "./no-mutable-tags";
import type { PlatformUsers } from "./platform-users";
import { podSecurityStays } from "./pod-security-stays";
import type { Policy } from "./policy";
import { requestsAndLimits } from "./requests-and-limits";
import { restrictedPods } from "./restricted-pods";

export interface BaselineOptions extends AllowedRegistriesOptions, NoMutableTagsOptions, PlatformUsers {}

/** The policies that hold for all namespaces but the platform's own and AWS'. */
export function baseline(options: BaselineOptions): readonly Policy[] {
  return [
    restrictedPods(),
    allowedRegistries(options),
    noMutableTags(options),
    requestsAndLimits(),
    noExposedServices(),
    defaultDenyStays(options),
    podSecurityStays(options),
  ];
}
