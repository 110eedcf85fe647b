package dev.lifeboat.provision.existing;

import dev.lifeboat.plan.Quote;
import java.util.Optional;

/// Words of RDS about an instance, beyond its name.
///
/// @param engine as RDS has it; empty where it was not said
/// @param replicaOf the id of its source in the same region, the ARN of one elsewhere, or empty
public record DatabaseTraits(String engine, String replicaOf) {
  static final DatabaseTraits NONE = new DatabaseTraits("", "");

  /// Why no plan names it; empty for one that a plan may.
  Optional<String> obstacle(String awsRegion) {
    if (!engine.isEmpty() && FactShape.ENGINE.parse(engine).isEmpty()) {
      return Optional.of("its engine is %s: no run moves it".formatted(Quote.of(engine)));
    } else if (!replicaOf.isEmpty()
        && (!replicaOf.startsWith("arn:") || replicaOf.contains(":rds:" + awsRegion + ":"))) {
      return Optional.of("a replica within its region");
    }
    return Optional.empty();
  }

  /// Whether both are of one engine, as far as that was said.
  boolean isLike(DatabaseTraits other) {
    return engine.isEmpty()
        || other.engine.isEmpty()
        || FactShape.ENGINE.parse(engine).equals(FactShape.ENGINE.parse(other.engine));
  }

  /// Whether it copies that instance of another region.
  boolean copies(AccountItem other) {
    return replicaOf.contains(":rds:" + other.awsRegion() + ":")
        && replicaOf.endsWith(":db:" + other.id());
  }
}
