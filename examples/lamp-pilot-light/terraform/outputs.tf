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

# The plan beside this folder with what this stack has, instead of its examples of it.
output "lifeboat_yaml" {
  value = join("", [
    for word in regexall("[\\w:/.-]+|[^\\w:/.-]+", file("${path.module}/../lifeboat.yaml")) : lookup(local.filled, word, word)
  ])
}

locals {
  secure = var.certificate_arn != "" && var.certificate_arn_secondary != ""

  filled = {
    "eu-west-1"                  = var.primary_region
    "us-east-1"                  = var.secondary_region
    "lamp-primary"               = var.main_db_identifier
    "lamp-replica"               = var.replica_db_identifier
    "primary-lamp-bucket-2023"   = module.s3.primary_bucket
    "secondary-lamp-bucket-2023" = module.s3.secondary_bucket
    "primary-asg"                = module.ec2.asg_name
    "secondary-asg"              = module.ec2_secondary.asg_name
    "sg-0123456789abcdef0"       = module.security_group.fence_id
    "sg-0fedcba9876543210"       = module.security_group_secondary.fence_id

    "arn:aws:iam::123456789012:role/lamp-replication"                                       = module.iam.s3_replication_role_arn
    "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/lamp/0123456789abcdef" = module.alb.target_group_arn
    "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/lamp/fedcba9876543210" = module.alb_secondary.target_group_arn

    "arn:aws:globalaccelerator::123456789012:accelerator/1234abcd/listener/0123vxyz/endpoint-group/098765zyxwvu" = module.global_accelerator.endpoint_group_arns.primary
    "arn:aws:globalaccelerator::123456789012:accelerator/1234abcd/listener/0123vxyz/endpoint-group/123456abcdef" = module.global_accelerator.endpoint_group_arns.standby

    "https://www.lamp.example/lifeboat-region" = "${local.secure ? "https" : "http"}://www.lamp.example/lifeboat-region"
    "https://primary.lamp.example/ref"         = module.alb.probe_url
    "https://standby.lamp.example/ref"         = module.alb_secondary.probe_url
  }
}
