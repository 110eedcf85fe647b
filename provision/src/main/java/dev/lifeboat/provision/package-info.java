/// What a plan on AWS needs in its account beside the workloads that exist, written as templates.
///
/// Start at [dev.lifeboat.provision.PlanStacks], the stacks of a plan in their order;
/// [dev.lifeboat.provision.ProvisionFiles] writes them as CloudFormation and as Terraform.
///
/// Rules kept here:
///
/// - Pure: no clock, no network, no file. The same plan gives the same bytes.
/// - Names, keys and rights come from the classes that use them, never from a second list.
/// - A wildcard in a policy has a written reason, or nothing is written.
@NullMarked
package dev.lifeboat.provision;

import org.jspecify.annotations.NullMarked;
