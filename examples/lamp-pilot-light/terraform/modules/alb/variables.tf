variable "role" {
  description = "The plan's name of the region: primary or standby."
  type        = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "security_group_id" {
  type = string
}

variable "health_check_path" {
  type = string
}

variable "certificate_arn" {
  type = string
}
