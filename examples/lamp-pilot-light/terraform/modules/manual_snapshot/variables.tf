variable "main_db_identifier" {
  type = string
}

variable "role_arn" {
  type = string
}

variable "schedule_expression" {
  type    = string
  default = "cron(0 2 * * ? *)"
}
