/// What a writer keeps so that, once it is the old one, it can tell what it has alone: kept by
/// [AuditTrail], read by [AuditedWrites].
@NullMarked
package dev.lifeboat.guard.audit;

import org.jspecify.annotations.NullMarked;
