output "stack_name" {
  value = aws_cloudformation_stack.daily.name
}

output "missed_alarm_name" {
  value = aws_cloudwatch_metric_alarm.missed.alarm_name
}
