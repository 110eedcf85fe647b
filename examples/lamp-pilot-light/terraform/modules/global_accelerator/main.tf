# Two fixed addresses that follow the region whose load balancer finds healthy servers.
resource "aws_globalaccelerator_accelerator" "this" {
  name            = "lamp"
  ip_address_type = "IPV4"
  enabled         = true
}

resource "aws_globalaccelerator_listener" "this" {
  accelerator_arn = aws_globalaccelerator_accelerator.this.arn
  protocol        = "TCP"

  dynamic "port_range" {
    for_each = [80, 443]

    content {
      from_port = port_range.value
      to_port   = port_range.value
    }
  }
}

# The health of the targets leads users, since the other region is asked when this one has none. Lifeboat sets the
# dials on the way home, so Terraform leaves them alone.
resource "aws_globalaccelerator_endpoint_group" "primary" {
  listener_arn            = aws_globalaccelerator_listener.this.arn
  endpoint_group_region   = var.primary_region
  health_check_path       = var.health_check_path
  traffic_dial_percentage = 100

  endpoint_configuration {
    endpoint_id                    = var.primary_alb_arn
    client_ip_preservation_enabled = true
    weight                         = 128
  }

  lifecycle {
    ignore_changes = [traffic_dial_percentage]
  }
}

resource "aws_globalaccelerator_endpoint_group" "secondary" {
  listener_arn            = aws_globalaccelerator_listener.this.arn
  endpoint_group_region   = var.secondary_region
  health_check_path       = var.health_check_path
  traffic_dial_percentage = 0

  endpoint_configuration {
    endpoint_id                    = var.secondary_alb_arn
    client_ip_preservation_enabled = true
    weight                         = 128
  }

  lifecycle {
    ignore_changes = [traffic_dial_percentage]
  }
}
