variable "primary_region" {
  type = string
}

variable "secondary_region" {
  type = string
}

variable "primary_alb_arn" {
  type = string
}

variable "secondary_alb_arn" {
  type = string
}

variable "health_check_path" {
  type = string
}
