output "s3_replication_role_arn" {
  value = aws_iam_role.this["replication"].arn
}

output "instance_profile_name" {
  value = aws_iam_instance_profile.web.name
}

output "instance_profile_arn" {
  value = aws_iam_instance_profile.web.arn
}

output "look_role_arn" {
  value = aws_iam_role.this["look"].arn
}

output "snapshot_role_arn" {
  value = aws_iam_role.this["snapshot"].arn
}
