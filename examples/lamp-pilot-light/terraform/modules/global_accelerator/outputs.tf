output "dns_name" {
  value = aws_globalaccelerator_accelerator.this.dns_name
}

output "ip_addresses" {
  value = flatten(aws_globalaccelerator_accelerator.this.ip_sets[*].ip_addresses)
}

output "endpoint_group_arns" {
  value = {
    primary = aws_globalaccelerator_endpoint_group.primary.arn
    standby = aws_globalaccelerator_endpoint_group.secondary.arn
  }
}
