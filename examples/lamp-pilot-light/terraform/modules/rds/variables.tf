variable "db_name" {
  type = string
}

variable "db_username" {
  type = string
}

variable "db_password_ssm_param" {
  type = string
}

variable "page_password_ssm_param" {
  type = string
}

variable "main_db_identifier" {
  type = string
}

variable "replica_db_identifier" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "secondary_subnet_ids" {
  type = list(string)
}

variable "security_group_id" {
  type = string
}

variable "secondary_security_group_id" {
  type = string
}
