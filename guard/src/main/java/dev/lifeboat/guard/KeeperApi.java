package dev.lifeboat.guard;

import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.ApiServer;
import dev.lifeboat.wire.Caller;
import dev.lifeboat.wire.JsonAnswer;
import dev.lifeboat.wire.RefusedException;
import dev.lifeboat.wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Which request reaches which lease.
///
/// @param leases by workload
record KeeperApi(Map<String, LeaseGuard> leases) implements ApiServer.Handler {
  /// Nobody waits longer: two waits of a voter and the round trips fit in.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  KeeperApi {
    leases = Map.copyOf(leases);
  }

  @Override
  public JsonAnswer answer(Request request) throws IOException, InterruptedException {
    return switch (request.route()) {
      case "GET health" -> JsonAnswer.ok(Map.of("well", true));
      case "GET lease *" -> JsonAnswer.ok(lease(request).state());
      case "POST lease * pass" -> {
        var _ = request.require(Caller.Kind.GATEWAY);
        yield JsonAnswer.ok(lease(request).pass(request.json(PassRequest.class)));
      }
      case "POST lease *" -> {
        var _ = request.require(Caller.Kind.AGENT);
        var wanted = request.json(LeaseRequest.class);
        var patience = Duration.ofMillis(Math.min(wanted.waitMillis(), LONGEST_WAIT.toMillis()));
        yield JsonAnswer.ok(
            lease(request)
                .acquire(wanted.epoch(), patience, Optional.ofNullable(wanted.override())));
      }
      case "POST lease * handback" -> {
        var _ = request.require(Caller.Kind.AGENT);
        yield JsonAnswer.ok(lease(request).handBack(request.json(EpochRequest.class).epoch()));
      }
      default -> throw new RefusedException(404, Code.LB1008, "no such request: " + request.what());
    };
  }

  private LeaseGuard lease(Request request) throws RefusedException {
    var lease = leases.get(request.name());
    if (lease == null) {
      throw new RefusedException(
          404, Code.LB1007, "no lease of '" + request.name() + "' is kept here");
    }
    return lease;
  }
}
