package dev.lifeboat.wire;

import dev.lifeboat.wire.Caller.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Keys of the parts of a test's regions, the same in each test.
public final class TestKeys {
  private TestKeys() {}

  private static Map<String, String> secrets() {
    var random = new SplittableRandom(18);
    var secrets = new TreeMap<String, String>();
    for (var kind : Kind.values()) {
      for (var region : List.of("east", "west", "edge")) {
        secrets.put(new Caller(kind, region).toString(), KeyRing.newSecret(random));
      }
    }
    return secrets;
  }

  /// The ring of an agent that everyone may call who may call any.
  public static KeyRing ofAgent(String region) {
    var callers = new ArrayList<Caller>(List.of(new Caller(Kind.CONTROLLER, "edge")));
    for (var other : List.of("east", "west")) {
      callers.add(new Caller(Kind.KEEPER, other));
      callers.add(new Caller(Kind.AGENT, other));
    }
    return KeyRing.of(new Caller(Kind.AGENT, region), secrets(), callers);
  }

  public static KeyRing ofKeeper(String region) {
    return KeyRing.of(
        new Caller(Kind.KEEPER, region), secrets(), List.of(new Caller(Kind.AGENT, region)));
  }

  /// Signs what `caller` asks of `other`.
  public static CallSigner signer(Caller caller, Caller other) {
    return KeyRing.of(caller, secrets(), List.of()).signerTo(other);
  }

  /// Signs what a controller asks of an agent.
  public static CallSigner controllerTo(String region) {
    return signer(new Caller(Kind.CONTROLLER, "edge"), new Caller(Kind.AGENT, region));
  }
}
