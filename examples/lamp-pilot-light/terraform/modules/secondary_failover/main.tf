# What must be in the secondary region before a failover, but for what 'lifeboat provision' adds: the look at the
# primary region's entrance, which the watch and the failover function ask, and what would lengthen a failover.
# A stack, since it takes the code of a function as text, and Terraform only as an archive.
resource "aws_cloudformation_stack" "look" {
  name = "lamp-look"

  template_body = jsonencode({
    Resources = {
      Logs = {
        Type       = "AWS::Logs::LogGroup"
        Properties = { LogGroupName = "/aws/lambda/lamp-look", RetentionInDays = 30 }
      }
      Look = {
        Type      = "AWS::Lambda::Function"
        DependsOn = "Logs"
        Properties = {
          FunctionName = "lamp-look"
          Runtime      = "python3.13"
          Handler      = "index.handler"
          Timeout      = 20
          Role         = var.look_role_arn
          Environment  = { Variables = { URL = var.url } }
          Code         = { ZipFile = var.look }
        }
      }
      Minute = {
        Type = "AWS::Events::Rule"
        Properties = {
          ScheduleExpression = "rate(1 minute)"
          Targets            = [{ Id = "look", Arn = { "Fn::GetAtt" = ["Look", "Arn"] } }]
        }
      }
      MayCall = {
        Type = "AWS::Lambda::Permission"
        Properties = {
          Action       = "lambda:InvokeFunction"
          FunctionName = { Ref = "Look" }
          Principal    = "events.amazonaws.com"
          SourceArn    = { "Fn::GetAtt" = ["Minute", "Arn"] }
        }
      }
    }
  })
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
