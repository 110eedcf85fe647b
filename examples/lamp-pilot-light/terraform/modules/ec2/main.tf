# The web servers of a region.
resource "aws_launch_template" "this" {
  name_prefix   = "${var.asg_name}-"
  image_id      = var.ami_id
  instance_type = "t3.micro"

  iam_instance_profile {
    arn = var.instance_profile_arn
  }

  vpc_security_group_ids = [var.security_group_id]

  metadata_options {
    http_tokens = "required"
  }

  user_data = base64encode(var.user_data)

  tag_specifications {
    resource_type = "instance"
    tags          = { Name = var.asg_name }
  }
}

resource "aws_autoscaling_group" "this" {
  name                = var.asg_name
  min_size            = var.desired_capacity
  desired_capacity    = var.desired_capacity
  max_size            = max(var.desired_capacity, var.max_size)
  vpc_zone_identifier = var.subnet_ids
  target_group_arns   = [var.target_group_arn]
  # Not ELB: what cannot write yet, beside a replica, would be replaced for ever.
  health_check_type         = "EC2"
  health_check_grace_period = 60

  launch_template {
    id      = aws_launch_template.this.id
    version = aws_launch_template.this.latest_version
  }

  # How many serve where is the business of a move. A plan of Terraform after one would undo it.
  lifecycle {
    ignore_changes = [min_size, desired_capacity, max_size]
  }
}
