output "users_alarm_name" {
  value = aws_cloudwatch_metric_alarm.users.alarm_name
}
