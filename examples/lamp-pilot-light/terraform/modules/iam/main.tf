# Roles: of S3 that replicates, of web servers, of the look at a region from the other one, of snapshots.
locals {
  parameter = "arn:aws:ssm:*:${var.account_id}:parameter${var.page_password_ssm_param}"
  buckets   = ["arn:aws:s3:::${var.primary_bucket_name}", "arn:aws:s3:::${var.secondary_bucket_name}"]

  services = {
    replication = "s3.amazonaws.com"
    web         = "ec2.amazonaws.com"
    look        = "lambda.amazonaws.com"
    snapshot    = "lambda.amazonaws.com"
  }
}

data "aws_iam_policy_document" "trust" {
  for_each = local.services

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = [each.value]
    }

    # S3 may not be made to act for another account.
    dynamic "condition" {
      for_each = each.key == "replication" ? [1] : []

      content {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [var.account_id]
      }
    }
  }
}

resource "aws_iam_role" "this" {
  for_each = local.services

  name               = "lamp-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.trust[each.key].json
}

# Both ways: after a failover Lifeboat lets S3 replicate home.
data "aws_iam_policy_document" "replication" {
  statement {
    actions   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
    resources = local.buckets
  }

  statement {
    actions = [
      "s3:GetObjectVersionForReplication",
      "s3:GetObjectVersionAcl",
      "s3:GetObjectVersionTagging",
      "s3:ReplicateObject",
      "s3:ReplicateDelete",
      "s3:ReplicateTags",
    ]
    resources = [for bucket in local.buckets : "${bucket}/*"]
  }
}

data "aws_iam_policy_document" "web" {
  statement {
    actions   = ["ssm:GetParameter"]
    resources = [local.parameter]
  }

  statement {
    actions   = ["s3:ListBucket"]
    resources = local.buckets
  }

  statement {
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = [for bucket in local.buckets : "${bucket}/*"]
  }
}

data "aws_iam_policy_document" "look" {
  statement {
    actions   = ["cloudwatch:PutMetricData"]
    resources = ["*"] # The call knows no resource; its namespace is the condition.

    condition {
      test     = "StringEquals"
      variable = "cloudwatch:namespace"
      values   = ["Lamp"]
    }
  }

  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:aws:logs:*:${var.account_id}:log-group:/aws/lambda/lamp-look:*"]
  }
}

data "aws_iam_policy_document" "snapshot" {
  statement {
    actions = ["rds:CreateDBSnapshot", "rds:AddTagsToResource", "rds:DeleteDBSnapshot"]
    resources = [
      "arn:aws:rds:*:${var.account_id}:db:${var.main_db_identifier}",
      "arn:aws:rds:*:${var.account_id}:snapshot:lamp-daily-*",
    ]
  }

  statement {
    actions = ["rds:DescribeDBSnapshots"]
    resources = [
      "arn:aws:rds:*:${var.account_id}:db:${var.main_db_identifier}",
      "arn:aws:rds:*:${var.account_id}:snapshot:*",
    ]
  }

  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:aws:logs:*:${var.account_id}:log-group:/aws/lambda/lamp-snapshot:*"]
  }
}

resource "aws_iam_role_policy" "this" {
  for_each = {
    replication = data.aws_iam_policy_document.replication.json
    web         = data.aws_iam_policy_document.web.json
    look        = data.aws_iam_policy_document.look.json
    snapshot    = data.aws_iam_policy_document.snapshot.json
  }

  name   = each.key
  role   = aws_iam_role.this[each.key].id
  policy = each.value
}

# Sessions without SSH, and what Image Builder's own agent needs.
resource "aws_iam_role_policy_attachment" "web" {
  for_each = toset(["AmazonSSMManagedInstanceCore", "EC2InstanceProfileForImageBuilder"])

  role       = aws_iam_role.this["web"].name
  policy_arn = "arn:aws:iam::aws:policy/${each.value}"
}

resource "aws_iam_instance_profile" "web" {
  name = "lamp-web"
  role = aws_iam_role.this["web"].name
}
