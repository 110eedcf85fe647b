/// An account on AWS, as [dev.lifeboat.provision.apply] asks for it.
///
/// Start at [dev.lifeboat.provision.account.ProvisionedAccount]. Calls are made as whoever types:
/// the roles that a plan names are made here.
@NullMarked
package dev.lifeboat.provision.account;

import org.jspecify.annotations.NullMarked;
