output "arn" {
  value = aws_lb.this.arn
}

output "arn_suffix" {
  value = aws_lb.this.arn_suffix
}

output "dns_name" {
  value = aws_lb.this.dns_name
}

output "target_group_arn" {
  value = aws_lb_target_group.this.arn
}

output "target_group_arn_suffix" {
  value = aws_lb_target_group.this.arn_suffix
}

# Where an outside client asks whether users are served.
output "probe_url" {
  value = "${local.secure ? "https" : "http"}://${aws_lb.this.dns_name}${var.health_check_path}"
}
