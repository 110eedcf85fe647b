output "primary_address" {
  value = aws_db_instance.primary.address
}

output "replica_address" {
  value = aws_db_instance.replica.address
}
