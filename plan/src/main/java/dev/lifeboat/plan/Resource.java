package dev.lifeboat.plan;

/// Something of a workload that must survive. The types are the same for every provider.
///
/// Sealed on purpose: javac finds the switches over a new type. What else it must be handled by,
/// such as the runbook compiler and every provider, ARCHITECTURE.md lists.
public sealed interface Resource permits Database, Bucket, Service, Traffic {
  /// Unique in the whole plan, since slots, buckets and folders are named after it. In the file it
  /// has this name too, unless other workloads have one of that name: then its workload's is before
  /// it here, as in `shop-db`.
  String name();

  /// What the plan says of it to providers alone.
  ProviderValues values();

  /// The word under `type` in the plan file.
  default String type() {
    return switch (this) {
      case Database _ -> Database.TYPE;
      case Bucket _ -> Bucket.TYPE;
      case Service _ -> Service.TYPE;
      case Traffic _ -> Traffic.TYPE;
    };
  }
}
