# What must be in the secondary region before a failover, but for what 'lifeboat provision' adds: the look at the
# primary region's entrance, which the watch and the failover function ask, and what would lengthen a failover.
resource "aws_cloudformation_stack" "look" {
  name          = "lamp-look"
  template_body = var.look
  parameters    = { Url = var.url, Role = var.look_role_arn }
}

# Whom the alarms tell; nobody, unless a topic of this region is named.
locals {
  tells = var.alarm_topic_arn == "" ? [] : [var.alarm_topic_arn]
}

# The plan names it: in alarm while users of the other region are not served. Silence is alarm, too.
resource "aws_cloudwatch_metric_alarm" "users" {
  alarm_name          = var.users_alarm_name
  alarm_description   = "Users of the other region are not served, as seen from here"
  namespace           = "Lamp"
  metric_name         = "Served"
  statistic           = "Minimum"
  period              = 60
  evaluation_periods  = 2
  threshold           = 1
  comparison_operator = "LessThanThreshold"
  treat_missing_data  = "breaching"
  alarm_actions       = local.tells
  ok_actions          = local.tells
  depends_on          = [aws_cloudformation_stack.look]
}

resource "aws_cloudwatch_metric_alarm" "lag" {
  alarm_name          = "lamp-replica-lag"
  alarm_description   = "The replica is further behind than the plan's RPO"
  namespace           = "AWS/RDS"
  metric_name         = "ReplicaLag"
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 3
  threshold           = 900
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "breaching"
  alarm_actions       = local.tells
  ok_actions          = local.tells

  dimensions = {
    DBInstanceIdentifier = var.replica_db_identifier
  }
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "lamp-look-errors"
  alarm_description   = "The look at the primary region fails, so nobody sees its loss from here"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 3
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.tells
  ok_actions          = local.tells

  dimensions = {
    FunctionName = "lamp-look"
  }
}
