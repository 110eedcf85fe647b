package dev.lifeboat.plan;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The one address that users of a workload know, whichever region serves.
///
/// @param to the service that answers
/// @param form how that address leads to the region that serves
/// @param values what the plan says of it to providers alone
public record Traffic(String name, String to, Form form, ProviderValues values)
    implements Resource {

  public static final String TYPE = "traffic";

  public Traffic {
    Names.require(TYPE, name);
    Names.require(Service.TYPE, to);
  }

  /// How long resolvers may keep an answer; empty where no name is resolved.
  public Optional<Duration> ttl() {
    return switch (form) {
      case Form.Proxy(), Form.Accelerator() -> Optional.empty();
      case Form.Dns(var ttl) -> Optional.of(ttl);
    };
  }

  /// The word of a form in the plan.
  public enum Mode implements WordedChoice {
    PROXY,
    DNS,
    ACCELERATOR
  }

  /// How the one address leads to the region that serves.
  public sealed interface Form {

    /// Every request passes the edge, which sends it on.
    record Proxy() implements Form {}

    /// An accelerator, which leads users to a region whose load balancer is healthy. Nobody leads
    /// it elsewhere on demand.
    record Accelerator() implements Form {}

    /// A name that resolves to the entrance of the region; nothing of the edge is between.
    ///
    /// @param ttl in whole seconds, as DNS has it, 1 s to 1 h
    record Dns(Duration ttl) implements Form {
      public static final Duration DEFAULT = Duration.ofSeconds(1);

      /// With dns alone: how long resolvers may keep an answer, in whole seconds. Left out: 1s.
      static final PlanKey<Duration> TTL =
          PlanKey.span("ttl", Duration.ofSeconds(1), Duration.ofHours(1));

      static boolean isWhole(Duration ttl) {
        return ttl.equals(ttl.truncatedTo(ChronoUnit.SECONDS));
      }

      public Dns {
        TTL.require(ttl);
        if (!isWhole(ttl)) {
          throw new IllegalArgumentException("ttl must be whole seconds, was " + ttl);
        }
      }
    }
  }
}
