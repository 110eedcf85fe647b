output "alb_id" {
  value = aws_security_group.alb.id
}

output "web_id" {
  value = aws_security_group.web.id
}

output "database_id" {
  value = aws_security_group.database.id
}

output "fence_id" {
  value = aws_security_group.fence.id
}
