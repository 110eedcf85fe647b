primary_region          = "eu-west-1"
secondary_region        = "us-east-1"
primary_bucket_name     = "primary-lamp-bucket-2023"
secondary_bucket_name   = "secondary-lamp-bucket-2023"
vpc_cidr                = "10.0.0.0/16"
public_subnet_cidrs     = ["10.0.1.0/24", "10.0.2.0/24"]
private_subnet_cidrs    = ["10.0.3.0/24", "10.0.4.0/24"]
vpc_secondary_cidr      = "10.1.0.0/16"
public_secondary_subnet_cidrs = ["10.1.1.0/24", "10.1.2.0/24"]
private_secondary_subnet_cidrs = ["10.1.3.0/24", "10.1.4.0/24"]
db_name                 = "lampdb"
db_username             = "admin"
db_password_ssm_param   = "/lamp/db/password"
desired_capacity        = 2
secondary_desired_capacity = 0
account_id              = "123456789012"  # Replace with your AWS account ID
repository_name         = "lamp-ecr"
health_check_path       = "/ref"
primary_asg_name        = "primary-asg"
secondary_asg_name      = "secondary-asg"
replica_db_identifier   = "lamp-replica"
main_db_identifier      = "lamp-primary"
ami_name                = "lamp-stack-ami"  # Name for your AMI
availability_zones = ["eu-west-1a", "eu-west-1b"]
availability_zones_secondary = [
  "us-east-1a", # Virginia
  "us-east-1b",
]
