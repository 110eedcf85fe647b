# A snapshot a day beside RDS's own backups; it stays when the database goes. The scheduler calls RDS itself.
resource "aws_scheduler_schedule" "daily" {
  name                         = "lamp-daily-snapshot"
  schedule_expression          = var.schedule_expression
  schedule_expression_timezone = "UTC"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:aws:scheduler:::aws-sdk:rds:createDBSnapshot"
    role_arn = var.role_arn

    input = jsonencode({
      DbInstanceIdentifier = var.main_db_identifier
      DbSnapshotIdentifier = "lamp-daily-<aws.scheduler.execution-id>"
    })

    retry_policy {
      maximum_event_age_in_seconds = 3600
      maximum_retry_attempts       = 5
    }
  }
}
