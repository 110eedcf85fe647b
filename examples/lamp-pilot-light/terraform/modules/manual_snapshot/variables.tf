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

variable "snapshot" {
  description = "Stack that makes them."
  type        = string
}

variable "keep" {
  description = "How many of the newest stay."
  type        = number
  default     = 30
}

variable "alarm_topic_arn" {
  description = "Hears of the alarm; nobody does if it is empty."
  type        = string
}
