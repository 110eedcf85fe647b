# The entrance of a region.
locals {
  # A load balancer without a certificate speaks HTTP alone, and then nothing is redirected.
  secure = var.certificate_arn != ""
}

resource "aws_lb" "this" {
  name                       = "lamp-${var.role}"
  load_balancer_type         = "application"
  subnets                    = var.subnet_ids
  security_groups            = [var.security_group_id]
  drop_invalid_header_fields = true
}

resource "aws_lb_target_group" "this" {
  name                 = "lamp"
  port                 = 80
  protocol             = "HTTP"
  vpc_id               = var.vpc_id
  deregistration_delay = 10

  health_check {
    path                = var.health_check_path
    matcher             = "200"
    interval            = 10
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.this.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = local.secure ? "redirect" : "forward"
    target_group_arn = local.secure ? null : aws_lb_target_group.this.arn

    dynamic "redirect" {
      for_each = local.secure ? [1] : []

      content {
        port        = "443"
        protocol    = "HTTPS"
        status_code = "HTTP_301"
      }
    }
  }
}

resource "aws_lb_listener" "https" {
  count = local.secure ? 1 : 0

  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = var.certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this.arn
  }
}

# The plan's 'tells': which region an answer came from, by the plan's name of it.
resource "aws_lb_listener_rule" "region" {
  listener_arn = local.secure ? aws_lb_listener.https[0].arn : aws_lb_listener.http.arn
  priority     = 1

  action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      message_body = var.role
      status_code  = "200"
    }
  }

  condition {
    path_pattern {
      values = ["/lifeboat-region"]
    }
  }
}
