/// What runs change in an account, as tools that keep infrastructure as code have to know it. Start
/// at [dev.lifeboat.aws.iac.ChangedInfrastructure].
@NullMarked
package dev.lifeboat.aws.iac;

import org.jspecify.annotations.NullMarked;
