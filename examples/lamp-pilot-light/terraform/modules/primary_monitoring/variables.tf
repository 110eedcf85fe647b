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

variable "alb_arn_suffix" {
  type = string
}

variable "target_group_arn_suffix" {
  type = string
}

variable "asg_name" {
  type = string
}
