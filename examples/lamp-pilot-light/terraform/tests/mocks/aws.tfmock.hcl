# What AWS would make up. Only what must have a form; the rest Terraform makes up by itself.
mock_data "aws_iam_policy_document" {
  defaults = { json = "{}" }
}

mock_data "aws_kms_alias" {
  defaults = { target_key_arn = "arn:aws:kms:us-east-1:210987654321:key/1" }
}

mock_resource "aws_iam_role" {
  defaults = { arn = "arn:aws:iam::210987654321:role/made" }
}

mock_resource "aws_iam_instance_profile" {
  defaults = { arn = "arn:aws:iam::210987654321:instance-profile/made" }
}

mock_resource "aws_s3_bucket" {
  defaults = { arn = "arn:aws:s3:::made" }
}

mock_resource "aws_db_instance" {
  defaults = { arn = "arn:aws:rds:eu-west-1:210987654321:db:made" }
}

mock_resource "aws_lb" {
  defaults = { arn = "arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/app/made/1", dns_name = "made.elb.example" }
}

mock_resource "aws_lb_target_group" {
  defaults = { arn = "arn:aws:elasticloadbalancing:eu-west-1:210987654321:targetgroup/made/1" }
}

mock_resource "aws_lb_listener" {
  defaults = { arn = "arn:aws:elasticloadbalancing:eu-west-1:210987654321:listener/app/made/1/1" }
}

mock_resource "aws_globalaccelerator_accelerator" {
  defaults = { id = "arn:aws:globalaccelerator::210987654321:accelerator/made", arn = "arn:aws:globalaccelerator::210987654321:accelerator/made" }
}

mock_resource "aws_globalaccelerator_listener" {
  defaults = { id = "arn:aws:globalaccelerator::210987654321:accelerator/made/listener/made", arn = "arn:aws:globalaccelerator::210987654321:accelerator/made/listener/made" }
}

mock_resource "aws_globalaccelerator_endpoint_group" {
  defaults = { arn = "arn:aws:globalaccelerator::210987654321:accelerator/made/listener/made/endpoint-group/made" }
}

mock_resource "aws_imagebuilder_component" {
  defaults = { arn = "arn:aws:imagebuilder:eu-west-1:210987654321:component/made/1.0.0/1" }
}

mock_resource "aws_imagebuilder_image_recipe" {
  defaults = { arn = "arn:aws:imagebuilder:eu-west-1:210987654321:image-recipe/made/1.0.0" }
}

mock_resource "aws_imagebuilder_infrastructure_configuration" {
  defaults = { arn = "arn:aws:imagebuilder:eu-west-1:210987654321:infrastructure-configuration/made" }
}

mock_resource "aws_imagebuilder_distribution_configuration" {
  defaults = { arn = "arn:aws:imagebuilder:eu-west-1:210987654321:distribution-configuration/made" }
}

mock_resource "aws_imagebuilder_image" {
  defaults = {
    output_resources = [{
      amis       = [{ account_id = "210987654321", description = "", image = "ami-1", name = "made", region = "eu-west-1" }, { account_id = "210987654321", description = "", image = "ami-2", name = "made", region = "us-east-1" }]
      containers = []
    }]
  }
}

mock_resource "aws_launch_template" {
  defaults = { id = "lt-1" }
}
