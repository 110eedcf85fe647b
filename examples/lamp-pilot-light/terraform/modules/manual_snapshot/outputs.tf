output "stack_name" {
  value = aws_cloudformation_stack.daily.name
}
