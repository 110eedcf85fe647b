# A snapshot a day beside RDS's own backups; it stays when the database goes. RDS takes 100 of these in a region, so the
# function that makes them removes the oldest of its own.
resource "aws_cloudformation_stack" "daily" {
  name          = "lamp-snapshot"
  template_body = var.snapshot

  parameters = {
    Database = var.main_db_identifier
    Schedule = var.schedule_expression
    Keep     = var.keep
    Role     = var.role_arn
  }
}
