variable "primary_region" {
  description = "Region that serves."
  type        = string
}

variable "secondary_region" {
  description = "Region that takes over."
  type        = string
}

variable "availability_zones" {
  description = "Zones of the primary region, one a subnet."
  type        = list(string)
}

variable "availability_zones_secondary" {
  description = "Zones of the secondary region, one a subnet."
  type        = list(string)
}

variable "primary_bucket_name" {
  description = "Bucket of uploads in the primary region."
  type        = string
}

variable "secondary_bucket_name" {
  description = "Its copy in the secondary region."
  type        = string
}

variable "vpc_cidr" {
  description = "Network of the primary region."
  type        = string
}

variable "public_subnet_cidrs" {
  description = "Of load balancer and web servers."
  type        = list(string)
}

variable "private_subnet_cidrs" {
  description = "Of the database."
  type        = list(string)
}

variable "vpc_secondary_cidr" {
  description = "Network of the secondary region; must not overlap."
  type        = string
}

variable "public_secondary_subnet_cidrs" {
  description = "Of load balancer and web servers."
  type        = list(string)
}

variable "private_secondary_subnet_cidrs" {
  description = "Of the replica."
  type        = list(string)
}

variable "db_name" {
  description = "Database of the application."
  type        = string
}

variable "db_username" {
  description = "Its login."
  type        = string
}

variable "db_password_ssm_param" {
  description = "SecureString in the primary region that holds its password; must exist."
  type        = string
}

variable "desired_capacity" {
  description = "Web servers in the primary region."
  type        = number
}

variable "secondary_desired_capacity" {
  description = "Web servers in the secondary region: 0 for a pilot light."
  type        = number

  validation {
    condition     = var.secondary_desired_capacity >= 0
    error_message = "Write 0 or more."
  }
}

variable "account_id" {
  description = "Account, so that no other one is changed."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "Write the 12 digits of the account."
  }
}

variable "repository_name" {
  description = "Repository of images, replicated to the secondary region."
  type        = string
}

variable "health_check_path" {
  description = "Answers 200 only while a write can be taken."
  type        = string

  validation {
    condition     = startswith(var.health_check_path, "/")
    error_message = "Begin the path with a slash."
  }
}

variable "primary_asg_name" {
  description = "Auto Scaling group of the primary region."
  type        = string
}

variable "secondary_asg_name" {
  description = "Auto Scaling group of the secondary region."
  type        = string
}

variable "replica_db_identifier" {
  description = "Replica in the secondary region."
  type        = string
}

variable "main_db_identifier" {
  description = "Database of the primary region."
  type        = string
}

variable "ami_name" {
  description = "What the names of the images begin with."
  type        = string
}

variable "certificate_arn" {
  description = "Certificate of the primary load balancer. Left out: it speaks HTTP alone."
  type        = string
  default     = ""
}

variable "certificate_arn_secondary" {
  description = "Certificate of the secondary load balancer."
  type        = string
  default     = ""
}

variable "alarm_topic_arn" {
  description = "Topic of SNS in the primary region that hears of its alarms. Left out: the alarms tell nobody."
  type        = string
  default     = ""
}

variable "alarm_topic_arn_secondary" {
  description = "Topic of SNS in the secondary region."
  type        = string
  default     = ""
}
