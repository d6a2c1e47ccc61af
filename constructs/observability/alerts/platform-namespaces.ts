import { systemNamespaces } from "../../charts/namespaces";

/** The platform's own namespaces, as a matcher of labels. */
export const ofPlatform = `namespace=~'${systemNamespaces.join("|")}'`;

/** All others, which are the teams'. */
export const ofTeams = `namespace!~'${systemNamespaces.join("|")}'`;
