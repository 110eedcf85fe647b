terraform {
  required_version = ">= 1.5.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.60"
    }
  }

  # Made by state-bootstrap. The table holds the lock: two people cannot apply at once.
  backend "s3" {
    bucket         = "ali-amalitech-state-bucket"
    key            = "lamp-pilot-light/terraform.tfstate"
    region         = "eu-west-1"
    dynamodb_table = "ali-amalitech-state-lock"
    encrypt        = true
  }
}

provider "aws" {
  region              = var.primary_region
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = local.tags
  }
}

provider "aws" {
  alias               = "secondary"
  region              = var.secondary_region
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = local.tags
  }
}
