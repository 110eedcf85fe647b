package dev.lifeboat.lab.bucket;

import dev.lifeboat.wire.CallSigner;
import dev.lifeboat.wire.Caller;
import dev.lifeboat.wire.Caller.Kind;
import dev.lifeboat.wire.KeyRing;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Keys of the gateways of a test and of their controller, the same in each test.
final class RegionKeys {
  private static final Caller CONTROLLER = new Caller(Kind.CONTROLLER, "edge");

  private RegionKeys() {}

  private static Map<String, String> secrets() {
    var random = new SplittableRandom(18);
    var secrets = new TreeMap<String, String>();
    for (var part : List.of(CONTROLLER, gateway("east"), gateway("west"))) {
      secrets.put(part.toString(), KeyRing.newSecret(random));
    }
    return secrets;
  }

  private static Caller gateway(String region) {
    return new Caller(Kind.GATEWAY, region);
  }

  static KeyRing of(String region) {
    return KeyRing.of(
        gateway(region), secrets(), List.of(CONTROLLER, gateway("east"), gateway("west")));
  }

  static CallSigner controllerTo(String region) {
    return KeyRing.of(CONTROLLER, secrets(), List.of()).signerTo(gateway(region));
  }

  /// Signs what the gateway of the other region asks.
  static CallSigner peerOf(String region) {
    var peer = region.equals("east") ? "west" : "east";
    return KeyRing.of(gateway(peer), secrets(), List.of()).signerTo(gateway(region));
  }
}
