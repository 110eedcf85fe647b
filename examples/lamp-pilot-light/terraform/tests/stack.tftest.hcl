# The whole stack before an account that is made up: terraform test, from Terraform 1.7 on, asks nobody.
mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias  = "secondary"
  source = "./tests/mocks"
}

variables {
  account_id         = "210987654321"
  main_db_identifier = "another-database"
}

run "stack" {
  assert {
    condition     = !can(regex("123456789012|\\bsg-0|lamp-primary|https:", output.lifeboat_yaml))
    error_message = "An example is left in the plan."
  }

  assert {
    condition     = yamldecode(output.lifeboat_yaml).workloads.lamp.resources.database.aws.fenceGroup == output.plan.fenceGroup
    error_message = "The plan has other fences."
  }

  assert {
    condition     = yamldecode(output.lifeboat_yaml).workloads.lamp.resources.entry.aws.endpointGroup == output.plan.endpointGroup
    error_message = "The plan has other endpoint groups."
  }

  assert {
    condition     = yamldecode(output.lifeboat_yaml).workloads.lamp.resources.database.aws.dbInstance.primary == "another-database"
    error_message = "The plan has another database."
  }

  assert {
    condition     = module.manual_snapshot.missed_alarm_name == "lamp-snapshot-missed"
    error_message = "Nobody hears that the daily snapshot did not come."
  }
}
