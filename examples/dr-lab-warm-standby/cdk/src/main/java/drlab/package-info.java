/// The stacks of two labs: of the warm standby, in the order in which [DrLab] makes them, and of
/// backup and restore, by [BackupLab], out of the same constructs.
///
/// A region's resources have the names that `lifeboat.yaml` names. Whatever a region needs while
/// the other one is lost is its own: between regions go names, and at most the ARN of a key while
/// the stacks are made. Nothing here moves anybody: that is `lifeboat`, and what `provision` adds.
@NullMarked
package drlab;

import org.jspecify.annotations.NullMarked;
