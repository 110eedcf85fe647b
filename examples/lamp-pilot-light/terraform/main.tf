# A LAMP stack in two regions: all of it serves in the primary one, the secondary one has a network, an entrance, the
# copies of the data and no server. lifeboat.yaml beside this folder is the plan of its recovery, by these names.
locals {
  tags = { Project = "lamp-pilot-light", ManagedBy = "terraform" }

  # The page's own login, which the guard can lock; its password is beside that of the administrator.
  page_login     = "lamp"
  page_parameter = "${var.db_password_ssm_param}-page"

  look = file("${path.module}/app/look.template.yaml")
}

module "vpc" {
  source = "./modules/vpc"

  name                 = "lamp-primary"
  region               = var.primary_region
  cidr                 = var.vpc_cidr
  availability_zones   = var.availability_zones
  public_subnet_cidrs  = var.public_subnet_cidrs
  private_subnet_cidrs = var.private_subnet_cidrs
}

module "vpc_secondary" {
  source    = "./modules/vpc"
  providers = { aws = aws.secondary }

  name                 = "lamp-secondary"
  region               = var.secondary_region
  cidr                 = var.vpc_secondary_cidr
  availability_zones   = var.availability_zones_secondary
  public_subnet_cidrs  = var.public_secondary_subnet_cidrs
  private_subnet_cidrs = var.private_secondary_subnet_cidrs
}

module "security_group" {
  source = "./modules/security_group"

  vpc_id = module.vpc.vpc_id
}

module "security_group_secondary" {
  source    = "./modules/security_group"
  providers = { aws = aws.secondary }

  vpc_id = module.vpc_secondary.vpc_id
}

module "iam" {
  source = "./modules/iam"

  account_id              = var.account_id
  page_password_ssm_param = local.page_parameter
  main_db_identifier      = var.main_db_identifier
  primary_bucket_name     = var.primary_bucket_name
  secondary_bucket_name   = var.secondary_bucket_name
}

module "alb" {
  source = "./modules/alb"

  role              = "primary"
  vpc_id            = module.vpc.vpc_id
  subnet_ids        = module.vpc.public_subnet_ids
  security_group_id = module.security_group.alb_id
  health_check_path = var.health_check_path
  certificate_arn   = var.certificate_arn
}

module "alb_secondary" {
  source    = "./modules/alb"
  providers = { aws = aws.secondary }

  role              = "standby"
  vpc_id            = module.vpc_secondary.vpc_id
  subnet_ids        = module.vpc_secondary.public_subnet_ids
  security_group_id = module.security_group_secondary.alb_id
  health_check_path = var.health_check_path
  certificate_arn   = var.certificate_arn_secondary
}

module "global_accelerator" {
  source = "./modules/global_accelerator"

  primary_region    = var.primary_region
  secondary_region  = var.secondary_region
  primary_alb_arn   = module.alb.arn
  secondary_alb_arn = module.alb_secondary.arn
  health_check_path = var.health_check_path
}

module "s3" {
  source    = "./modules/s3"
  providers = { aws = aws, aws.secondary = aws.secondary }

  primary_bucket_name   = var.primary_bucket_name
  secondary_bucket_name = var.secondary_bucket_name
  replication_role_arn  = module.iam.s3_replication_role_arn
}

module "rds" {
  source    = "./modules/rds"
  providers = { aws = aws, aws.secondary = aws.secondary }

  db_name                     = var.db_name
  db_username                 = var.db_username
  db_password_ssm_param       = var.db_password_ssm_param
  page_password_ssm_param     = local.page_parameter
  main_db_identifier          = var.main_db_identifier
  replica_db_identifier       = var.replica_db_identifier
  subnet_ids                  = module.vpc.private_subnet_ids
  secondary_subnet_ids        = module.vpc_secondary.private_subnet_ids
  security_group_id           = module.security_group.database_id
  secondary_security_group_id = module.security_group_secondary.database_id
}

module "ecr" {
  source = "./modules/ecr"

  repository_name  = var.repository_name
  secondary_region = var.secondary_region
  account_id       = var.account_id
}

module "ami" {
  source = "./modules/ami"

  ami_name              = var.ami_name
  primary_region        = var.primary_region
  secondary_region      = var.secondary_region
  instance_profile_name = module.iam.instance_profile_name
  subnet_id             = module.vpc.public_subnet_ids[0]
  security_group_id     = module.security_group.web_id
  page                  = file("${path.module}/app/ref.php")
  configuration         = file("${path.module}/app/lamp.conf")
}

module "ec2" {
  source = "./modules/ec2"

  asg_name             = var.primary_asg_name
  ami_id               = module.ami.primary_id
  instance_profile_arn = module.iam.instance_profile_arn
  security_group_id    = module.security_group.web_id
  subnet_ids           = module.vpc.public_subnet_ids
  target_group_arn     = module.alb.target_group_arn
  desired_capacity     = var.desired_capacity

  user_data = templatefile("${path.module}/app/user-data.sh.tftpl", {
    region    = var.primary_region
    parameter = local.page_parameter
    host      = module.rds.primary_address
    database  = var.db_name
    user      = local.page_login
  })
}

module "ec2_secondary" {
  source    = "./modules/ec2"
  providers = { aws = aws.secondary }

  asg_name             = var.secondary_asg_name
  ami_id               = module.ami.secondary_id
  instance_profile_arn = module.iam.instance_profile_arn
  security_group_id    = module.security_group_secondary.web_id
  subnet_ids           = module.vpc_secondary.public_subnet_ids
  target_group_arn     = module.alb_secondary.target_group_arn
  desired_capacity     = var.secondary_desired_capacity

  user_data = templatefile("${path.module}/app/user-data.sh.tftpl", {
    region    = var.secondary_region
    parameter = local.page_parameter
    host      = module.rds.replica_address
    database  = var.db_name
    user      = local.page_login
  })
}

module "manual_snapshot" {
  source = "./modules/manual_snapshot"

  main_db_identifier = var.main_db_identifier
  snapshot           = file("${path.module}/app/snapshot.template.yaml")
  role_arn           = module.iam.snapshot_role_arn
  alarm_topic_arn    = var.alarm_topic_arn
}

module "primary_monitoring" {
  source = "./modules/primary_monitoring"

  url                     = module.alb_secondary.probe_url
  look                    = local.look
  look_role_arn           = module.iam.look_role_arn
  users_alarm_name        = "lamp-users-standby"
  alb_arn_suffix          = module.alb.arn_suffix
  target_group_arn_suffix = module.alb.target_group_arn_suffix
  asg_name                = module.ec2.asg_name
  alarm_topic_arn         = var.alarm_topic_arn
}

module "secondary_failover" {
  source    = "./modules/secondary_failover"
  providers = { aws = aws.secondary }

  url                   = module.alb.probe_url
  look                  = local.look
  look_role_arn         = module.iam.look_role_arn
  users_alarm_name      = "lamp-users-primary"
  replica_db_identifier = var.replica_db_identifier
  alarm_topic_arn       = var.alarm_topic_arn_secondary
}
