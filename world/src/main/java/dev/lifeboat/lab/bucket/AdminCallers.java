package dev.lifeboat.lab.bucket;

import com.sun.net.httpserver.HttpExchange;
import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.CallGuard;
import dev.lifeboat.wire.Caller;
import dev.lifeboat.wire.Caller.Kind;
import dev.lifeboat.wire.RefusedException;
import java.util.Optional;

/// Who may ask a gateway for what: the controller for a role, and the peer for the rest. A gateway
/// that starts asks itself for the writer's role, once the placement confirms it.
///
/// @param region of this gateway
record AdminCallers(CallGuard guard, String region) {

  Optional<CallGuard.Admitted> admit(HttpExchange exchange) throws RefusedException {
    return guard.admit(exchange);
  }

  void requireController(Optional<CallGuard.Admitted> by, byte[] body) throws RefusedException {
    var known = known(by);
    if (known.caller().kind() != Kind.CONTROLLER
        && !known.caller().equals(new Caller(Kind.GATEWAY, region))) {
      throw refused("a role is not for " + known.caller());
    }
    known.requireSigned(body);
  }

  /// @param stamp what it must have signed, see [PeerClient#stamp]
  void requirePeer(Optional<CallGuard.Admitted> by, byte[] stamp) throws RefusedException {
    var known = known(by);
    if (known.caller().kind() != Kind.GATEWAY) {
      throw refused("versions are not for " + known.caller());
    }
    known.requireSigned(stamp);
  }

  private static CallGuard.Admitted known(Optional<CallGuard.Admitted> by) throws RefusedException {
    return by.orElseThrow(() -> refused("the request is not signed"));
  }

  private static RefusedException refused(String why) {
    return new RefusedException(403, Code.LB3012.name(), why);
  }
}
