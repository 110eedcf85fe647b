variable "ami_name" {
  type = string
}

variable "primary_region" {
  type = string
}

variable "secondary_region" {
  type = string
}

variable "instance_profile_name" {
  type = string
}

variable "subnet_id" {
  type = string
}

variable "security_group_id" {
  type = string
}

variable "page" {
  description = "What answers under the health check's path."
  type        = string
}

variable "configuration" {
  description = "Of Apache."
  type        = string
}
