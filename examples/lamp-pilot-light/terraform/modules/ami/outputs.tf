locals {
  images = { for it in one(aws_imagebuilder_image.lamp.output_resources).amis : it.region => it.image }
}

output "primary_id" {
  value = local.images[var.primary_region]
}

output "secondary_id" {
  value = local.images[var.secondary_region]
}
