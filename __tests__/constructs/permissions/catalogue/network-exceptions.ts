/** Calls of the provider that an entry does not grant for the operation in which they were seen, and why. */
export const seenElsewhere: readonly string[] = [
  // The update that was seen replaced the rule: the new one is made under `create`.
  "aws_vpc_security_group_ingress_rule update ec2:AuthorizeSecurityGroupIngress",
  // The update that was seen replaced the group: interfaces of the old one are looked for under `delete`.
  "aws_security_group update ec2:DescribeNetworkInterfaces",
];

/** Writes of CloudFormation's handlers that Terraform does not make for the resources of this platform, by reason. */
export const leftToCloudFormation: Readonly<Record<string, readonly string[]>> = {
  "no address is handed over by another account": ["aws_eip ec2:AcceptAddressTransfer"],
  "the only holders of addresses are NAT gateways, which take them under CreateNatGateway": [
    "aws_eip ec2:AssociateAddress",
  ],
  "NAT gateways have one address each": [
    "aws_nat_gateway ec2:AssignPrivateNatGatewayAddress",
    "aws_nat_gateway ec2:AssociateNatGatewayAddress",
    "aws_nat_gateway ec2:DisassociateNatGatewayAddress",
    "aws_nat_gateway ec2:UnassignPrivateNatGatewayAddress",
  ],
  "subnets have no IPv6 blocks": [
    "aws_subnet ec2:AssociateSubnetCidrBlock",
    "aws_subnet ec2:DisassociateSubnetCidrBlock",
  ],
  "the tenancy of the VPC stays what it is": ["aws_vpc ec2:ModifyVpcTenancy"],
  "to Terraform a resource of its own": ["aws_vpc ec2:CreateVpcEncryptionControl"],
  "groups declare no rules within their own block": [
    "aws_security_group ec2:AuthorizeSecurityGroupEgress",
    "aws_security_group ec2:AuthorizeSecurityGroupIngress",
  ],
  "the provider changes rules by ModifySecurityGroupRules": [
    "aws_security_group ec2:UpdateSecurityGroupRuleDescriptionsEgress",
    "aws_security_group ec2:UpdateSecurityGroupRuleDescriptionsIngress",
    "aws_vpc_security_group_ingress_rule ec2:UpdateSecurityGroupRuleDescriptionsIngress",
  ],
  "flow logs record no tags, which would ask for the service's own role": ["aws_flow_log iam:CreateServiceLinkedRole"],
  "flow logs go to a log group, by the role that is passed": [
    "aws_flow_log logs:CreateLogDelivery",
    "aws_flow_log logs:DeleteLogDelivery",
    "aws_flow_log s3:PutBucketPolicy",
  ],
  "endpoints lead to AWS services of the same region": [
    "aws_vpc_endpoint vpc-lattice:CreateServiceNetworkVpcEndpointAssociation",
    "aws_vpc_endpoint vpce:AllowMultiRegion",
  ],
};
