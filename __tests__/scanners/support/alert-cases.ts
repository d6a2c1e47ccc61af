/** Figures with which an alert fires, as promtool writes series: `a+bxn` is a, then n times b more, one a minute. */
export interface AlertCase {
  readonly series: Readonly<Record<string, string>>;
  /** Labels of what fires, its severity aside. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** What whoever is woken reads. */
  readonly says: string;
  /** The same figures without what is wrong. */
  readonly quiet: Readonly<Record<string, string>>;
  /** When it fires. @default "60m" */
  readonly at?: string;
}

const ready = (value: string) => ({ "kube_node_status_condition{node='a',condition='Ready',status='true'}": value });
const counter = (series: string) => ({ series: { [series]: "0+1x600" }, quiet: { [series]: "7x600" } });
const gauge = (series: string, bad: number, good: number) => ({
  series: { [series]: `${bad}x600` },
  quiet: { [series]: `${good}x600` },
});
const requests = (failing: string) => ({
  "apiserver_request_total{code='200'}": "0+1000x600",
  "apiserver_request_total{code='500'}": failing,
});
const volume = (available: string) => ({
  "kubelet_volume_stats_available_bytes{namespace='red',persistentvolumeclaim='data'}": available,
  "kubelet_volume_stats_capacity_bytes{namespace='red',persistentvolumeclaim='data'}": "1000000x600",
});
const quota = (used: number) => ({
  "kube_resourcequota{namespace='red',resource='pods',type='used'}": `${used}x600`,
  "kube_resourcequota{namespace='red',resource='pods',type='hard'}": "100x600",
  "kube_resourcequota{namespace='red',resource='services.nodeports',type='used'}": "0x600",
  "kube_resourcequota{namespace='red',resource='services.nodeports',type='hard'}": "0x600",
});
const pool = (used: number) => ({
  "karpenter_nodepools_usage{nodepool='general',resource_type='cpu'}": `${used}x600`,
  "karpenter_nodepools_limit{nodepool='general',resource_type='cpu'}": "100x600",
});

/** One for each alert. */
export const alertCases: Readonly<Record<string, AlertCase>> = {
  NodeNotReady: {
    series: ready("0x600"),
    quiet: ready("1x600"),
    labels: { node: "a", condition: "Ready", status: "true" },
    says: "Node a has not been ready for five minutes; its pods are moved away.",
  },
  NodeUnderPressure: {
    ...gauge("kube_node_status_condition{node='a',condition='DiskPressure',status='true'}", 1, 0),
    labels: { node: "a", condition: "DiskPressure", status: "true" },
    says: "Node a is short of room (DiskPressure), and evicts pods.",
  },
  NodeDiskFilling: {
    series: {
      "node_filesystem_avail_bytes{instance='a',mountpoint='/'}": "5x600",
      "node_filesystem_size_bytes{instance='a',mountpoint='/'}": "100x600",
      "node_filesystem_readonly{instance='a',mountpoint='/'}": "0x600",
    },
    quiet: {
      "node_filesystem_avail_bytes{instance='a',mountpoint='/'}": "0x600",
      "node_filesystem_size_bytes{instance='a',mountpoint='/'}": "100x600",
      // An image of the operating system is always full.
      "node_filesystem_readonly{instance='a',mountpoint='/'}": "1x600",
    },
    labels: { instance: "a", mountpoint: "/" },
    says: "/ of a has less than a tenth of its room left.",
  },
  KubeletUnreachable: {
    ...gauge("up{job='kubelet',metrics_path='/metrics',node='a'}", 0, 1),
    labels: { job: "kubelet", metrics_path: "/metrics", node: "a" },
    says: "The kubelet of a has not answered Prometheus for ten minutes.",
  },
  PlatformPodPending: {
    series: { "kube_pod_status_phase{namespace='cluster-services',pod='p',phase='Pending'}": "1x600" },
    quiet: { "kube_pod_status_phase{namespace='red',pod='p',phase='Pending'}": "1x600" },
    labels: { namespace: "cluster-services", pod: "p" },
    says: "Pod cluster-services/p of the platform has been pending for a quarter of an hour.",
  },
  PodPending: {
    series: { "kube_pod_status_phase{namespace='red',pod='p',phase='Pending'}": "1x600" },
    quiet: { "kube_pod_status_phase{namespace='red',pod='p',phase='Running'}": "1x600" },
    labels: { namespace: "red", pod: "p" },
    says: "Pod red/p has been pending for a quarter of an hour.",
  },
  PlatformPodCrashLooping: {
    series: {
      "kube_pod_container_status_waiting_reason{namespace='kube-system',pod='p',container='c',reason='CrashLoopBackOff'}":
        "1 0 0 1 0 0 1 0 0 1 0 0 1 0 0 1 0 0 1 0 0 1 0 0 1 0 0 1 0 0 1",
    },
    quiet: {
      "kube_pod_container_status_waiting_reason{namespace='red',pod='p',container='c',reason='CrashLoopBackOff'}":
        "1x600",
    },
    labels: { namespace: "kube-system", pod: "p", container: "c" },
    says: "Container c of kube-system/p keeps crashing.",
    at: "30m",
  },
  PlatformDeploymentIncomplete: {
    series: {
      "kube_deployment_spec_replicas{namespace='kube-system',deployment='coredns'}": "2x600",
      "kube_deployment_status_replicas_available{namespace='kube-system',deployment='coredns'}": "1x600",
    },
    quiet: {
      "kube_deployment_spec_replicas{namespace='kube-system',deployment='coredns'}": "2x600",
      "kube_deployment_status_replicas_available{namespace='kube-system',deployment='coredns'}": "2x600",
    },
    labels: { namespace: "kube-system", deployment: "coredns" },
    says: "Deployment kube-system/coredns lacks 1 of its replicas.",
  },
  PlatformDaemonSetIncomplete: {
    series: {
      "kube_daemonset_status_desired_number_scheduled{namespace='node-agents',daemonset='fluent-bit'}": "5x600",
      "kube_daemonset_status_number_available{namespace='node-agents',daemonset='fluent-bit'}": "3x600",
    },
    quiet: {
      "kube_daemonset_status_desired_number_scheduled{namespace='node-agents',daemonset='fluent-bit'}": "5x600",
      "kube_daemonset_status_number_available{namespace='node-agents',daemonset='fluent-bit'}": "5x600",
    },
    labels: { namespace: "node-agents", daemonset: "fluent-bit" },
    says: "node-agents/fluent-bit is missing on 2 nodes.",
  },
  QuotaNearlyUsed: {
    series: quota(95),
    quiet: quota(80),
    labels: { namespace: "red", resource: "pods" },
    says: "red has used more than nine tenths of its quota of pods.",
  },
  PodAddressesExhausted: {
    ...counter("awscni_no_available_ip_addresses{instance='a'}"),
    labels: { instance: "a" },
    says: "Pods on a can't start: the node has no address left for them.",
  },
  SubnetExhausted: {
    ...counter(
      "awscni_aws_api_error_count{instance='a',api='AssignPrivateIpAddresses',error='InsufficientCidrBlocks'}",
    ),
    labels: { error: "InsufficientCidrBlocks" },
    says: "A subnet of nodes or pods has no room left (InsufficientCidrBlocks).",
  },
  DnsDown: {
    ...gauge("up{job='coredns',pod='p'}", 0, 1),
    says: "No CoreDNS answers Prometheus: names inside the cluster are probably not resolved.",
  },
  DnsErrors: {
    series: {
      "coredns_dns_responses_total{rcode='NOERROR'}": "0+90x600",
      "coredns_dns_responses_total{rcode='SERVFAIL'}": "0+10x600",
    },
    quiet: {
      "coredns_dns_responses_total{rcode='NOERROR'}": "0+99x600",
      "coredns_dns_responses_total{rcode='SERVFAIL'}": "0+1x600",
    },
    says: "CoreDNS fails to answer more than three of a hundred questions.",
  },
  DnsPanics: {
    ...counter("coredns_panics_total{pod='p'}"),
    says: "CoreDNS has panicked within the last quarter of an hour.",
  },
  ApiServerDown: {
    ...gauge("up{job='apiserver',instance='a'}", 0, 1),
    says: "The Kubernetes API does not answer Prometheus.",
  },
  ApiServerErrors: {
    series: requests("0+20x600"),
    // Within the budget, which bears one in a thousand.
    quiet: requests("0+1x600"),
    says: "The Kubernetes API fails so often that a month's budget of errors is gone in two days.",
    at: "90m",
  },
  ApiServerErrorsLasting: {
    series: requests("0+8x600"),
    quiet: requests("0+1x600"),
    says: "The Kubernetes API fails so often that a month's budget of errors is gone in five days.",
    at: "420m",
  },
  WebhookFailing: {
    series: {
      "apiserver_admission_webhook_rejection_count{name='check.example.com',error_type='calling_webhook_error'}":
        "0+1x600",
    },
    // It says no, as it should.
    quiet: { "apiserver_admission_webhook_rejection_count{name='check.example.com',error_type='no_error'}": "0+1x600" },
    labels: { name: "check.example.com" },
    says: "The API refuses requests since it can't reach the webhook check.example.com.",
  },
  WebhookPassedOver: {
    ...counter("apiserver_admission_webhook_fail_open_count{name='gate.example.com',type='admit'}"),
    labels: { name: "gate.example.com" },
    says: "The API lets requests pass unseen since it can't reach the webhook gate.example.com.",
  },
  MetricsApiDown: {
    ...gauge("aggregator_unavailable_apiservice{name='v1beta1.metrics.k8s.io',instance='a'}", 1, 0),
    labels: { name: "v1beta1.metrics.k8s.io" },
    says: "metrics-server does not answer the API: nothing scales by CPU or memory.",
  },
  CertificateExpiresSoon: {
    ...gauge(
      "certmanager_certificate_expiration_timestamp_seconds{exported_namespace='red',name='web'}",
      1_700_000,
      9e6,
    ),
    labels: { exported_namespace: "red", name: "web" },
    says: "Certificate red/web ends within three weeks and has not been renewed.",
    at: "120m",
  },
  CertificateExpires: {
    ...gauge("certmanager_certificate_expiration_timestamp_seconds{exported_namespace='red',name='web'}", 500_000, 1e6),
    labels: { exported_namespace: "red", name: "web" },
    says: "Certificate red/web ends within a week.",
    at: "120m",
  },
  CertificateNotReady: {
    ...gauge("certmanager_certificate_ready_status{exported_namespace='red',name='web',condition='False'}", 1, 0),
    labels: { exported_namespace: "red", name: "web", condition: "False" },
    says: "Certificate red/web is not ready.",
    at: "120m",
  },
  LoadBalancerErrors: {
    ...counter("controller_runtime_reconcile_errors_total{job='aws-load-balancer-controller',controller='ingress'}"),
    labels: { controller: "ingress" },
    says: "The load balancer controller keeps failing at ingress: new pods may get no traffic.",
  },
  DnsRecordsNotWritten: {
    // The other one goes on, and does not speak for it.
    series: {
      "external_dns_controller_last_sync_timestamp_seconds{job='external-dns',pod='p'}": "0+60x600",
      "external_dns_controller_last_sync_timestamp_seconds{job='external-dns-private',pod='q'}": "60x600",
    },
    quiet: {
      "external_dns_controller_last_sync_timestamp_seconds{job='external-dns',pod='p'}": "0+60x600",
      "external_dns_controller_last_sync_timestamp_seconds{job='external-dns-private',pod='q'}": "0+60x600",
    },
    labels: { job: "external-dns-private" },
    says: "external-dns-private has not brought Route 53 up to date for half an hour.",
  },
  VolumeFilling: {
    series: volume("390000-500x600"),
    quiet: volume("390000x600"),
    labels: { namespace: "red", persistentvolumeclaim: "data" },
    says: "Volume red/data is full within four days.",
    at: "480m",
  },
  VolumeNearlyFull: {
    series: volume("40000x600"),
    quiet: volume("60000x600"),
    labels: { namespace: "red", persistentvolumeclaim: "data" },
    says: "Volume red/data has less than a twentieth left.",
  },
  VolumeBroken: {
    ...gauge("kube_persistentvolume_status_phase{persistentvolume='pv',phase='Failed'}", 1, 0),
    labels: { persistentvolume: "pv" },
    says: "Volume pv is neither bound nor free.",
  },
  LogsDropped: {
    ...counter("fluentbit_output_dropped_records_total{name='system',pod='p'}"),
    labels: { name: "system" },
    says: "Fluent Bit has given up records of the stream system: they are lost.",
  },
  LogsNotDelivered: {
    series: {
      "fluentbit_output_retries_total{name='node',pod='p'}": "0+1x600",
      "fluentbit_output_proc_records_total{name='node',pod='p'}": "9x600",
    },
    // Some chunks are tried again, and the rest arrives.
    quiet: {
      "fluentbit_output_retries_total{name='node',pod='p'}": "0+1x600",
      "fluentbit_output_proc_records_total{name='node',pod='p'}": "0+9x600",
    },
    labels: { name: "node", pod: "p" },
    says: "Nothing of the stream node of p has reached CloudWatch for a quarter of an hour.",
  },
  PodsFindNoNode: {
    ...gauge("karpenter_scheduler_unschedulable_pods_count{controller='provisioner'}", 3, 0),
    says: "Karpenter finds no node for 3 pods, and may start none for them.",
  },
  NodesNotLaunched: {
    ...counter("karpenter_cloudprovider_errors_total{method='Create',error='InsufficientCapacityError'}"),
    labels: { error: "InsufficientCapacityError" },
    says: "Karpenter can't launch nodes (InsufficientCapacityError).",
  },
  NodePoolNearlyUsed: {
    series: pool(95),
    quiet: pool(80),
    labels: { nodepool: "general", resource_type: "cpu" },
    says: "Node pool general has used more than nine tenths of its limit of cpu.",
  },
  InterruptionsLate: {
    series: {
      "karpenter_interruption_message_queue_duration_seconds_bucket{le='60'}": "0+1x600",
      "karpenter_interruption_message_queue_duration_seconds_bucket{le='120'}": "0+10x600",
      "karpenter_interruption_message_queue_duration_seconds_bucket{le='+Inf'}": "0+10x600",
    },
    quiet: {
      "karpenter_interruption_message_queue_duration_seconds_bucket{le='60'}": "0+10x600",
      "karpenter_interruption_message_queue_duration_seconds_bucket{le='120'}": "0+10x600",
      "karpenter_interruption_message_queue_duration_seconds_bucket{le='+Inf'}": "0+10x600",
    },
    says: "Karpenter learns too late which nodes AWS takes away.",
  },
  PolicyEngineDown: {
    ...gauge("up{job='kyverno',pod='p'}", 0, 1),
    says: "No admission controller of Kyverno answers Prometheus: pods may be refused, or pass unseen.",
  },
  SecretNotSynced: {
    ...gauge(
      "externalsecret_status_condition{exported_namespace='red',name='db',condition='Ready',status='False'}",
      1,
      0,
    ),
    labels: { exported_namespace: "red", name: "db" },
    says: "External secret red/db is not brought up to date.",
  },
  SecretStoreBroken: {
    ...gauge(
      "secretstore_status_condition{exported_namespace='red',name='secrets-manager',condition='Ready',status='False'}",
      1,
      0,
    ),
    labels: { exported_namespace: "red", name: "secrets-manager" },
    says: "Secret store red/secrets-manager can't be read: nothing that comes from it is brought up to date.",
  },
  AppMetricsMissing: {
    ...gauge("up{job='apps',namespace='red',pod='p',app='dispatch'}", 0, 1),
    labels: { namespace: "red", pod: "p" },
    says: "Pod red/p does not tell its metrics: what scales by them does not scale down.",
  },
  CustomMetricsApiDown: {
    ...gauge("aggregator_unavailable_apiservice{name='v1beta1.custom.metrics.k8s.io'}", 1, 0),
    labels: { name: "v1beta1.custom.metrics.k8s.io" },
    says: "prometheus-adapter does not answer the API (v1beta1.custom.metrics.k8s.io): nothing scales by metrics of apps.",
  },
  MeshControlPlaneDown: {
    ...gauge("up{job='istiod',pod='p'}", 0, 1),
    says: "No istiod answers Prometheus: new pods get no identity in the mesh, and certificates run out.",
  },
  MeshProxyDown: {
    ...gauge("up{job='ztunnel',namespace='node-agents',pod='ztunnel-a'}", 0, 1),
    labels: { namespace: "node-agents", pod: "ztunnel-a" },
    says: "ztunnel-a does not answer Prometheus: pods of its node may be cut off from the mesh.",
  },
  MeshProxyUnprogrammed: {
    series: {
      "up{job='ztunnel',pod='ztunnel-a'}": "1x600",
      "up{job='ztunnel',pod='ztunnel-b'}": "1x600",
      "up{job='ztunnel',pod='ztunnel-c'}": "1x600",
      "pilot_xds{job='istiod',pod='p'}": "1x600",
      "pilot_xds{job='istiod',pod='q'}": "1x600",
    },
    quiet: {
      "up{job='ztunnel',pod='ztunnel-a'}": "1x600",
      "up{job='ztunnel',pod='ztunnel-b'}": "1x600",
      "up{job='ztunnel',pod='ztunnel-c'}": "0x600",
      "pilot_xds{job='istiod',pod='p'}": "1x600",
      "pilot_xds{job='istiod',pod='q'}": "1x600",
    },
    says: "1 proxies of nodes are not connected to istiod: they know nothing of new pods and policies.",
  },
  BackupFailed: {
    series: {
      "velero_backup_failure_total{schedule='daily'}": "1x600",
      "velero_backup_partial_failure_total{schedule='daily'}": "0+1x600",
      "velero_backup_validation_failure_total{schedule='daily'}": "0x600",
    },
    quiet: {
      "velero_backup_failure_total{schedule='daily'}": "1x600",
      "velero_backup_partial_failure_total{schedule='daily'}": "1x600",
      "velero_backup_validation_failure_total{schedule='daily'}": "0x600",
    },
    labels: { schedule: "daily" },
    says: "A backup of the schedule daily has failed, wholly or in part.",
  },
  BackupTooOld: {
    // Time starts at zero here.
    series: {
      "velero_backup_last_successful_timestamp{schedule='velero-daily'}": "-126000x600",
      "velero_backup_last_successful_timestamp{schedule='velero-hourly'}": "0x600",
    },
    quiet: {
      "velero_backup_last_successful_timestamp{schedule='velero-daily'}": "-90000x600",
      "velero_backup_last_successful_timestamp{schedule='velero-hourly'}": "0x600",
      // By hand.
      "velero_backup_last_successful_timestamp{schedule=''}": "-900000x600",
    },
    labels: { schedule: "velero-daily" },
    says: "The last complete backup of the schedule velero-daily is 1d 12h 30m 0s old: later ones are missing.",
    at: "90m",
  },
  BackupPlaceUnavailable: {
    ...gauge("velero_backup_location_status_gauge{backup_location_name='default'}", 0, 1),
    labels: { backup_location_name: "default" },
    says: "Velero can't reach the place of backups default.",
  },
  VolumeSnapshotFailed: {
    ...counter("velero_volume_snapshot_failure_total{schedule='daily'}"),
    labels: { schedule: "daily" },
    says: "Volumes of the schedule daily have not been copied.",
  },
  PlatformTargetDown: {
    ...gauge("up{job='external-dns',namespace='app-services',pod='p',endpoint='http'}", 0, 1),
    labels: { job: "external-dns", namespace: "app-services", pod: "p" },
    says: "p (external-dns) does not answer Prometheus: its alerts are blind.",
  },
  MonitorsRejected: {
    ...gauge("prometheus_operator_managed_resources{resource='PrometheusRule',state='rejected'}", 1, 0),
    labels: { resource: "PrometheusRule" },
    says: "The operator leaves out objects of the kind PrometheusRule that it can't read.",
  },
  PrometheusConfigurationBroken: {
    ...gauge("prometheus_config_last_reload_successful{pod='p'}", 0, 1),
    labels: { pod: "p" },
    says: "p goes on with an old configuration, since it can't read the new one.",
  },
  AlertRulesFailing: {
    ...counter("prometheus_rule_evaluation_failures_total{rule_group='cost',pod='p'}"),
    labels: { rule_group: "cost" },
    says: "Alerts of cost are not evaluated.",
  },
  AlertsNotHandedOver: {
    ...counter("prometheus_notifications_dropped_total{pod='p'}"),
    labels: { pod: "p" },
    says: "p can't hand its alerts to Alertmanager.",
  },
  AlertsNotSent: {
    ...counter("alertmanager_notifications_failed_total{integration='sns',pod='p',reason='other'}"),
    labels: { integration: "sns" },
    says: "Alertmanager can't send alerts by sns.",
  },
  SamplesNotStored: {
    ...counter("prometheus_remote_storage_samples_failed_total{pod='p',remote_name='aws'}"),
    labels: { pod: "p" },
    says: "p can't hand its samples to Amazon Managed Service for Prometheus.",
  },
};
