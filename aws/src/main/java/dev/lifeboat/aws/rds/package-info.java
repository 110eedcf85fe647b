/// A relational database in Amazon RDS: its replica in another region, and that replica's
/// promotion. Start at [dev.lifeboat.aws.rds.RdsPromotion].
///
/// Rules kept here: what AWS accepted is no proof, so each goal is read back from the instance; the
/// placement is confirmed by a conditional write right before each effect; RDS cannot turn a writer
/// into a replica, so a new instance is made beside it, under a name computed from the epoch, and
/// the old one is set aside by a tag and never deleted.
@NullMarked
package dev.lifeboat.aws.rds;

import org.jspecify.annotations.NullMarked;
