/**
 * Arguments that say who reaches a thing, what encrypts it, and how it is kept from getting lost, whatever type they
 * stand in. Tags are among them, since rights rest on `strata:environment` and `strata:stack`.
 */
export const securitySettings: ReadonlySet<string> = new Set([
  // Who may: policies, roles, bindings
  ..."access_config access_policies access_scope access_string acl assume_role_policy authentication_mode".split(" "),
  ..."authorization_type iam_database_authentication_enabled iam_instance_profile inline_policy".split(" "),
  ..."kubernetes_groups managed_policy_arns permissions_boundary policies policy policy_arn principal_arn".split(" "),
  ..."resource_policy role role_arn role_ref service_account service_account_name subject thumbprint_list".split(" "),
  ..."user_group_ids user_ids client_id_list automount_service_account_token".split(" "),
  // Who reaches it: groups, routes, blocks of addresses
  ..."associate_public_ip_address block_public_acls block_public_policy cidr_block cidr_blocks cidr_ipv4".split(" "),
  ..."cidr_ipv6 db_subnet_group_name egress entry external_ips from_port gateway_id ignore_public_acls".split(" "),
  ..."ingress internal ip_protocol ipv6_cidr_blocks load_balancer_source_ranges map_public_ip_on_launch".split(" "),
  ..."nat_gateway_id object_ownership policy_types protocol public_access_cidrs publicly_accessible".split(" "),
  ..."referenced_security_group_id restrict_public_buckets route security_group_ids security_groups".split(" "),
  ..."source_security_group_id subnet_group_name to_port vpc_config vpc_security_group_ids".split(" "),
  // What encrypts it, at rest and on the way
  ..."apply_server_side_encryption_by_default at_rest_encryption_enabled certificate_arn".split(" "),
  ..."domain_endpoint_options encrypt_at_rest encrypted encryption_config encryption_configuration".split(" "),
  ..."encryption_info encryption_type kms_key_arn kms_key_id kms_master_key_id master_user_secret_kms_key_id".split(
    " ",
  ),
  ..."node_to_node_encryption parameter parameters require_tls server_side_encryption".split(" "),
  ..."server_side_encryption_configuration ssl_policy storage_encrypted transit_encryption_enabled".split(" "),
  ..."transit_encryption_mode enable_key_rotation".split(" "),
  // What keeps it from getting lost, and says what happened
  ..."automatic_failover_enabled backup_policy backup_retention_period delete_automated_backups".split(" "),
  ..."deletion_protection deletion_protection_enabled deletion_window_in_days enable_deletion_protection".split(" "),
  ..."enabled_cloudwatch_logs_exports enabled_cluster_log_types final_snapshot_identifier force_delete".split(" "),
  ..."force_destroy multi_az multi_az_enabled point_in_time_recovery retention_in_days".split(" "),
  ..."skip_final_snapshot snapshot_retention_limit versioning_configuration".split(" "),
  // What nodes and pods may do, and by which image
  ..."block_device_mappings host_ipc host_network host_path host_pid image image_tag_mutability".split(" "),
  ..."image_scanning_configuration launch_template metadata_options privileged resources run_as_non_root".split(" "),
  ..."security_context user_data".split(" "),
  // Rights rest on them
  ..."tags tags_all".split(" "),
]);

/** Arguments that are security settings in some types only, or that hold such among others. */
export const securitySettingsByType: readonly (readonly [types: RegExp, settings: ReadonlySet<string>])[] = [
  [/^kubernetes_/, new Set(["labels", "pod_selector", "spec", "template", "container", "init_container"])],
  [/^kubernetes_(cluster_)?role(_v1)?$/, new Set(["rule"])],
  [/^helm_release$/, new Set(["set", "set_list", "values", "version"])],
  [/^aws_wafv2_/, new Set(["default_action", "rule"])],
  [/^aws_(lb|alb)_listener$/, new Set(["default_action"])],
  [
    /^aws_(network_acl|default_network_acl|s3_bucket|ec2_managed_prefix_list|security_group)/,
    new Set(["rule", "type"]),
  ],
  [/^aws_eks_addon$/, new Set(["addon_version", "configuration_values", "pod_identity_association"])],
];
