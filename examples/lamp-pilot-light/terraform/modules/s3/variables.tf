variable "primary_bucket_name" {
  type = string
}

variable "secondary_bucket_name" {
  type = string
}

variable "replication_role_arn" {
  type = string
}
