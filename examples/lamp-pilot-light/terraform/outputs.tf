output "alb_dns_name" {
  value = module.alb.dns_name
}

output "alb_secondary_dns_name" {
  value = module.alb_secondary.dns_name
}

output "global_accelerator_dns" {
  value = module.global_accelerator.dns_name
}

output "global_accelerator_ips" {
  value = module.global_accelerator.ip_addresses
}

output "rds_primary_address" {
  value = module.rds.primary_address
}

output "rds_replica_address" {
  value = module.rds.replica_address
}

output "repository_url" {
  value = module.ecr.repository_url
}

# What lifeboat.yaml has to name, under its own keys.
output "plan" {
  value = {
    dbInstance      = { primary = var.main_db_identifier, standby = var.replica_db_identifier }
    fenceGroup      = { primary = module.security_group.fence_id, standby = module.security_group_secondary.fence_id }
    bucket          = { primary = module.s3.primary_bucket, standby = module.s3.secondary_bucket }
    replicationRole = module.iam.s3_replication_role_arn
    autoScalingGroup = {
      primary = module.ec2.asg_name
      standby = module.ec2_secondary.asg_name
    }
    targetGroup   = { primary = module.alb.target_group_arn, standby = module.alb_secondary.target_group_arn }
    endpointGroup = module.global_accelerator.endpoint_group_arns
    probe         = { primary = module.alb.probe_url, standby = module.alb_secondary.probe_url }
    alarm = {
      primary = module.secondary_failover.users_alarm_name
      standby = module.primary_monitoring.users_alarm_name
    }
  }
}
