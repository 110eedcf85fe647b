# A snapshot a day beside RDS's own backups; it stays when the database goes. RDS takes 100 of these in a region, so the
# function that makes them removes the oldest of its own.
resource "aws_cloudformation_stack" "daily" {
  name          = "lamp-snapshot"
  template_body = var.snapshot

  parameters = {
    Database = var.main_db_identifier
    Schedule = var.schedule_expression
    Keep     = var.keep
    Role     = var.role_arn
  }
}

# Whom the alarm tells; nobody, unless a topic of this region is named.
locals {
  tells = var.alarm_topic_arn == "" ? [] : [var.alarm_topic_arn]
}

# A call of the function that failed, one that nobody made, and a day of silence are the same: no snapshot. An hour more
# than a day, since AWS is not punctual; in alarm until the first one.
resource "aws_cloudwatch_metric_alarm" "missed" {
  alarm_name          = "lamp-snapshot-missed"
  alarm_description   = "The daily snapshot did not come"
  threshold           = 1
  comparison_operator = "LessThanThreshold"
  evaluation_periods  = 25
  datapoints_to_alarm = 25
  treat_missing_data  = "breaching"
  alarm_actions       = local.tells
  ok_actions          = local.tells
  depends_on          = [aws_cloudformation_stack.daily]

  metric_query {
    id          = "made"
    label       = "snapshots"
    expression  = "FILL(calls, 0) - FILL(failed, 0)"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { calls = "Invocations", failed = "Errors" }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/Lambda"
        metric_name = metric_query.value
        period      = 3600
        stat        = "Sum"
        dimensions  = { FunctionName = "lamp-snapshot" }
      }
    }
  }
}
