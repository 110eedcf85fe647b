# MySQL in the primary region, and its replica in the other one.
locals {
  # The guard needs the scheduler; nobody needs a connection in the clear.
  parameters = { event_scheduler = "ON", require_secure_transport = "1" }
  family     = "mysql8.4"
  passwords  = toset([var.db_password_ssm_param, var.page_password_ssm_param])
}

data "aws_ssm_parameter" "password" {
  for_each = local.passwords

  name = each.value
}

# So that the secondary region needs nothing of the primary one.
resource "aws_ssm_parameter" "password" {
  for_each = local.passwords
  provider = aws.secondary

  name  = each.key
  type  = "SecureString"
  value = data.aws_ssm_parameter.password[each.key].value
}

resource "aws_db_subnet_group" "primary" {
  name       = "lamp"
  subnet_ids = var.subnet_ids
}

resource "aws_db_subnet_group" "replica" {
  provider = aws.secondary

  name       = "lamp"
  subnet_ids = var.secondary_subnet_ids
}

resource "aws_db_parameter_group" "primary" {
  name   = "lamp"
  family = local.family

  dynamic "parameter" {
    for_each = local.parameters

    content {
      name  = parameter.key
      value = parameter.value
    }
  }
}

resource "aws_db_parameter_group" "replica" {
  provider = aws.secondary

  name   = "lamp"
  family = local.family

  dynamic "parameter" {
    for_each = local.parameters

    content {
      name  = parameter.key
      value = parameter.value
    }
  }
}

data "aws_kms_alias" "secondary" {
  provider = aws.secondary

  name = "alias/aws/rds"
}

# When this stack was made: the last snapshot of one that was made again has a name of its own.
resource "terraform_data" "made" {
  input = formatdate("YYYYMMDDhhmmss", timestamp())

  lifecycle {
    ignore_changes = [input]
  }
}

resource "aws_db_instance" "primary" {
  identifier                = var.main_db_identifier
  engine                    = "mysql"
  engine_version            = "8.4"
  instance_class            = "db.t3.medium"
  allocated_storage         = 20
  storage_encrypted         = true
  db_name                   = var.db_name
  username                  = var.db_username
  password                  = data.aws_ssm_parameter.password[var.db_password_ssm_param].value
  db_subnet_group_name      = aws_db_subnet_group.primary.name
  parameter_group_name      = aws_db_parameter_group.primary.name
  vpc_security_group_ids    = [var.security_group_id]
  multi_az                  = false
  backup_retention_period   = 1
  backup_window             = "03:00-04:00"
  copy_tags_to_snapshot     = true
  deletion_protection       = true
  skip_final_snapshot       = false
  final_snapshot_identifier = "${var.main_db_identifier}-final-${terraform_data.made.output}"

  # As 'lifeboat iac' prints it: what a move changes, the next apply leaves alone.
  lifecycle {
    ignore_changes = [replicate_source_db, backup_retention_period, multi_az, parameter_group_name, vpc_security_group_ids, deletion_protection, iam_database_authentication_enabled, copy_tags_to_snapshot, max_allocated_storage, monitoring_interval, monitoring_role_arn, performance_insights_enabled, enabled_cloudwatch_logs_exports]
  }
}

resource "aws_db_instance" "replica" {
  provider = aws.secondary

  identifier              = var.replica_db_identifier
  replicate_source_db     = aws_db_instance.primary.arn
  instance_class          = "db.t3.medium"
  kms_key_id              = data.aws_kms_alias.secondary.target_key_arn
  storage_encrypted       = true
  db_subnet_group_name    = aws_db_subnet_group.replica.name
  parameter_group_name    = aws_db_parameter_group.replica.name
  vpc_security_group_ids  = [var.secondary_security_group_id]
  multi_az                = false
  backup_retention_period = 1
  backup_window           = "03:00-04:00"
  copy_tags_to_snapshot   = true
  deletion_protection     = true
  # RDS makes none of a replica. What was promoted is protected, and nuke.sh takes one.
  skip_final_snapshot = true

  lifecycle {
    ignore_changes = [replicate_source_db, backup_retention_period, multi_az, parameter_group_name, vpc_security_group_ids, deletion_protection, iam_database_authentication_enabled, copy_tags_to_snapshot, max_allocated_storage, monitoring_interval, monitoring_role_arn, performance_insights_enabled, enabled_cloudwatch_logs_exports]
  }
}
