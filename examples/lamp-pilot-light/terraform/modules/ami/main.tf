# An image with Apache, PHP and the page, built once and handed to both regions: a failover installs nothing.
resource "aws_imagebuilder_component" "lamp" {
  name     = var.ami_name
  platform = "Linux"
  version  = "1.0.0"

  data = yamlencode({
    schemaVersion = 1.0
    phases = [{
      name = "build"
      steps = [
        {
          name   = "install"
          action = "ExecuteBash"
          inputs = { commands = ["dnf install -y httpd php php-mysqlnd", "systemctl enable httpd php-fpm"] }
        },
        {
          name   = "page"
          action = "CreateFile"
          inputs = [{ path = "/var/www/html/ref.php", content = var.page }]
        },
        {
          name   = "path"
          action = "CreateFile"
          inputs = [{ path = "/etc/httpd/conf.d/lamp.conf", content = var.configuration }]
        },
        {
          name   = "home"
          action = "CreateFile"
          inputs = [{ path = "/var/www/html/index.html", content = "<!doctype html><title>LAMP</title><p>It works.</p>\n" }]
        },
      ]
    }]
  })
}

resource "aws_imagebuilder_image_recipe" "lamp" {
  name         = var.ami_name
  version      = "1.0.0"
  parent_image = "arn:aws:imagebuilder:${var.primary_region}:aws:image/amazon-linux-2023-x86/x.x.x"

  component {
    component_arn = aws_imagebuilder_component.lamp.arn
  }
}

resource "aws_imagebuilder_infrastructure_configuration" "lamp" {
  name                          = var.ami_name
  instance_profile_name         = var.instance_profile_name
  instance_types                = ["t3.micro"]
  subnet_id                     = var.subnet_id
  security_group_ids            = [var.security_group_id]
  terminate_instance_on_failure = true
}

resource "aws_imagebuilder_distribution_configuration" "lamp" {
  name = var.ami_name

  dynamic "distribution" {
    for_each = [var.primary_region, var.secondary_region]

    content {
      region = distribution.value

      ami_distribution_configuration {
        name = "${var.ami_name}-{{ imagebuilder:buildDate }}"
      }
    }
  }
}

resource "aws_imagebuilder_image" "lamp" {
  image_recipe_arn                 = aws_imagebuilder_image_recipe.lamp.arn
  infrastructure_configuration_arn = aws_imagebuilder_infrastructure_configuration.lamp.arn
  distribution_configuration_arn   = aws_imagebuilder_distribution_configuration.lamp.arn
}
