/// Whole labs with real PostgreSQL, real S3 and real kills: start at
/// [dev.lifeboat.lab.e2e.RunningLab]. Each class has one lab, since bringing one up costs seconds.
@NullMarked
package dev.lifeboat.lab.e2e;

import org.jspecify.annotations.NullMarked;
