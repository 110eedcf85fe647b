variable "repository_name" {
  type = string
}

variable "secondary_region" {
  type = string
}

variable "account_id" {
  type = string
}
