variable "url" {
  description = "Entrance of the other region."
  type        = string
}

variable "look" {
  description = "Stack that looks at it."
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

variable "alarm_topic_arn" {
  description = "Topic of this region that hears of each alarm. Empty: none does."
  type        = string
}
