variable "url" {
  description = "Entrance of the other region."
  type        = string
}

variable "look" {
  description = "Code of the function that looks at it."
  type        = string
}

variable "look_role_arn" {
  type = string
}

variable "users_alarm_name" {
  type = string
}

variable "replica_db_identifier" {
  type = string
}
