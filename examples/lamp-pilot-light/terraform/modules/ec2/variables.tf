variable "asg_name" {
  type = string
}

variable "ami_id" {
  type = string
}

variable "instance_profile_arn" {
  type = string
}

variable "security_group_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "target_group_arn" {
  type = string
}

variable "desired_capacity" {
  type = number
}

variable "max_size" {
  type    = number
  default = 4
}

variable "user_data" {
  description = "Tells a server of its region's database and bucket."
  type        = string
}
