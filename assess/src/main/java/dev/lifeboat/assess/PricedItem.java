package dev.lifeboat.assess;

import dev.lifeboat.plan.WordedChoice;

/// Items of a price table, each priced for a month.
public enum PricedItem implements WordedChoice {
  /// A running instance of a database with its storage: the writer, or its replica.
  DATABASE,
  /// What is kept of a database in the recovery region where no instance runs.
  DATABASE_BACKUP,
  BUCKET_STORAGE,
  BUCKET_REQUESTS,
  /// One running instance of a service.
  SERVICE_INSTANCE,
  /// What users reach a region by.
  LOAD_BALANCER,
  /// The name of a workload in DNS, with health checks.
  NAME,
  /// An accelerator in front of both regions.
  ACCELERATOR,
  /// Metrics, alarms and logs of a workload.
  METRICS,
  /// Encryption keys of a workload.
  KEYS,
  /// What keeps the right to write of a workload in one region: two processes, and their votes.
  GUARD,
  /// What carries out a recovery.
  AUTOMATION,
  /// Data that leaves the region.
  TRANSFER;

  /// Whether more of it is there the longer a workload runs.
  boolean grows() {
    return this == DATABASE_BACKUP || this == BUCKET_STORAGE;
  }
}
