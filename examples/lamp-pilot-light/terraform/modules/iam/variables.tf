variable "account_id" {
  type = string
}

variable "page_password_ssm_param" {
  type = string
}

variable "main_db_identifier" {
  type = string
}

variable "primary_bucket_name" {
  type = string
}

variable "secondary_bucket_name" {
  type = string
}
