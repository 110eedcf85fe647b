# What is looked at in the primary region, and from it at the other one.
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

resource "aws_cloudwatch_metric_alarm" "alb" {
  alarm_name          = "lamp-alb-unavailable"
  alarm_description   = "Fewer than one healthy server behind the primary load balancer"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HealthyHostCount"
  statistic           = "Minimum"
  period              = 60
  evaluation_periods  = 2
  threshold           = 1
  comparison_operator = "LessThanThreshold"
  treat_missing_data  = "breaching"
  alarm_actions       = local.tells
  ok_actions          = local.tells

  dimensions = {
    LoadBalancer = var.alb_arn_suffix
    TargetGroup  = var.target_group_arn_suffix
  }
}

resource "aws_cloudwatch_metric_alarm" "servers" {
  alarm_name          = "lamp-ec2-unhealthy"
  alarm_description   = "A web server fails the checks of EC2"
  namespace           = "AWS/EC2"
  metric_name         = "StatusCheckFailed"
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 3
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.tells
  ok_actions          = local.tells

  dimensions = {
    AutoScalingGroupName = var.asg_name
  }
}
